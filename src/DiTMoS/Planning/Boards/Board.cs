using System.Text.Json;
using System.Text.Json.Serialization;

namespace DiTMoS.Planning.Boards;

/// <summary>A microcontroller board: what a plan has to fit into, and what its flash endures.</summary>
/// <remarks>Users add boards as JSON files of the same fields.</remarks>
public sealed record Board
{
    private const double Most = 1_000_000;

    /// <summary>The STM32F767ZI at 216 MHz: Cortex-M7, 512 KB RAM, 2 MB flash in a single bank (datasheet DS11532).</summary>
    public static Board Stm32F767ZI { get; } = Profile("stm32f767zi");

    /// <summary>The STM32F446RE at 180 MHz: Cortex-M4 with FPU, 128 KB RAM, 512 KB flash (datasheet DS10693).</summary>
    public static Board Stm32F446RE { get; } = Profile("stm32f446re");

    /// <summary>The STM32G071RB at 64 MHz: Cortex-M0+ without FPU, 36 KB RAM, 128 KB flash (datasheet DS12232).</summary>
    public static Board Stm32G071RB { get; } = Profile("stm32g071rb");

    /// <summary>The boards that are known by name.</summary>
    public static IReadOnlyList<Board> Known { get; } = [Stm32F767ZI, Stm32F446RE, Stm32G071RB];

    /// <summary>What the board is called, such as <c>stm32f767zi</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The board in a few words; null for none. Default null.</summary>
    public string? Description { get; init; }

    /// <summary>The core as compilers call it, such as <c>cortex-m7</c>.</summary>
    public required string Core { get; init; }

    /// <summary>The core's clock in hertz.</summary>
    public required long ClockHz { get; init; }

    /// <summary>RAM in bytes.</summary>
    public required int RamBytes { get; init; }

    /// <summary>The flash, from its start.</summary>
    public required IReadOnlyList<FlashSectors> FlashSectors { get; init; }

    /// <summary>How often a sector can be erased.</summary>
    public required int FlashEraseCycles { get; init; }

    /// <summary>The typical time to write 4 bytes of flash, in microseconds.</summary>
    public required double WordProgramMicroseconds { get; init; }

    /// <summary>Cycles per multiplication by which latency is estimated; no figure of a device that was measured here.</summary>
    public required double CyclesPerMac { get; init; }

    /// <summary>Where <see cref="CyclesPerMac"/> comes from; null where nothing is said. Default null.</summary>
    public string? CyclesPerMacSource { get; init; }

    /// <summary>What <c>stedgeai --target</c> calls it; null where it is not one of ST's. Default null.</summary>
    public string? StBoardName { get; init; }

    /// <summary>Flash in bytes.</summary>
    [JsonIgnore]
    public long FlashBytes => FlashSectors.Sum(sectors => (long)sectors.Count * sectors.Bytes);

    /// <summary>A board by its name, or from a JSON file of these fields.</summary>
    /// <param name="nameOrFile">A name of <see cref="Known"/>, in any case, or a path that ends in <c>.json</c>.</param>
    /// <exception cref="OptionException">No board is called so, or the file holds none; the message lists the names.</exception>
    public static Board Find(string nameOrFile)
    {
        ArgumentNullException.ThrowIfNull(nameOrFile);
        return nameOrFile.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            ? Load(nameOrFile)
            : Known.FirstOrDefault(board => board.Name.Equals(nameOrFile, StringComparison.OrdinalIgnoreCase))
                ?? throw new OptionException($"Board: must be {string.Join(", ", Known.Select(board => board.Name))} or a .json file that describes one. Got {Data.Text.Shown(nameOrFile)}.");
    }

    /// <summary>The sectors that a log of records goes to: the smallest of which there are enough for one record; where there are none, those that hold the most.</summary>
    internal FlashSectors SectorsFor(int recordBytes) =>
        FlashSectors.Where(sectors => (long)sectors.Count * sectors.Bytes >= recordBytes).MinBy(sectors => sectors.Bytes)
        ?? FlashSectors.MaxBy(sectors => (long)sectors.Count * sectors.Bytes)!;

    /// <summary>Refuses what no board can be.</summary>
    /// <exception cref="OptionException">A field is missing or out of range.</exception>
    internal void Check()
    {
        Require(!string.IsNullOrWhiteSpace(Name) && !string.IsNullOrWhiteSpace(Core), "must have a name and a core");
        Require(
            ClockHz > 0 && RamBytes > 0 && FlashEraseCycles > 0 && WordProgramMicroseconds is > 0 and <= Most && CyclesPerMac is > 0 and <= Most,
            "must have a clock, RAM, erase cycles, a programming time and cycles per multiplication over 0, the last two up to 1,000,000");
        Require(
            FlashSectors is { Count: > 0 } && FlashSectors.All(sectors => sectors is { Count: > 0, Bytes: > 0, EraseSeconds: > 0 and <= Most } && (long)sectors.Count * sectors.Bytes <= int.MaxValue) && FlashBytes <= int.MaxValue,
            "must have flash sectors, each with a count, bytes and an erase time over 0 and up to 1,000,000 seconds, and at most 2 GB of them");
    }

    /// <summary>The board as JSON, to be changed into another one.</summary>
    internal string ToJson() => JsonSerializer.Serialize(this, BoardJson.Default.Board);

    private static Board Profile(string name)
    {
        using Stream stream = typeof(Board).Assembly.GetManifestResourceStream($"{name}.json")!;
        return JsonSerializer.Deserialize(stream, BoardJson.Default.Board)!;
    }

    private static Board Load(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            Board board = JsonSerializer.Deserialize(stream, BoardJson.Default.Board) ?? throw new JsonException("null");
            board.Check();
            return board;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new OptionException($"Board: '{path}' must be a readable JSON file that describes a board. Got: {e.Message}");
        }
    }

    private void Require(bool condition, string rule)
    {
        if (!condition)
        {
            throw new OptionException($"Board {Data.Text.Shown(Name ?? "null")}: {rule}.");
        }
    }
}
