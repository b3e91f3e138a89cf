using System.Text.Json.Serialization;

namespace DiTMoS.Networks;

/// <summary>How a model came about: options, data, rows, epochs and figures.</summary>
/// <remarks>No times and no durations: the same seed on the same data makes the same file, byte for byte.</remarks>
public sealed record TrainingRecord
{
    /// <summary>The preset that the options began from, such as <c>AsPublished</c>.</summary>
    public required string Preset { get; init; }

    /// <summary>The run's seed.</summary>
    public required int Seed { get; init; }

    /// <summary>Where the windows came from, as shown to people.</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 of all windows and labels (<see cref="Data.WindowSet.Digest"/>), by which the same recordings are known again; null where unknown.</summary>
    public string? DataDigest { get; init; }

    /// <summary>How rows were split into training, validation and test parts, as shown to people.</summary>
    public required string Split { get; init; }

    /// <summary>The rows that were trained on, from 0. Default none.</summary>
    [JsonRequired]
    public IReadOnlyList<int> TrainRows { get; init; } = [];

    /// <summary>The rows that selected among epochs and options, from 0. Default none.</summary>
    [JsonRequired]
    public IReadOnlyList<int> ValidationRows { get; init; } = [];

    /// <summary>The rows that the test figures are of, from 0. Default none.</summary>
    [JsonRequired]
    public IReadOnlyList<int> TestRows { get; init; } = [];

    /// <summary>Whether the model was chosen by its figures on the test rows, as the publication did: such figures are too high. Default false.</summary>
    [JsonRequired]
    public bool SelectedOnTest { get; init; }

    /// <summary>All training options, a JSON object; kept without white space between its parts. Default <c>{}</c>.</summary>
    /// <exception cref="OptionException">The text is no JSON object, or is nested more than 16 deep.</exception>
    [JsonRequired]
    [JsonConverter(typeof(JsonObjectTextConverter))]
    public string Options
    {
        get;
        init => field = JsonObjectTextConverter.Compact(value);
    } = "{}";

    /// <summary>The epochs, in the order in which they were run. Default none.</summary>
    [JsonRequired]
    public IReadOnlyList<EpochRecord> Epochs { get; init; } = [];

    /// <summary>Named results, such as <c>test accuracy</c>; kept in the order of their names. Default none.</summary>
    [JsonRequired]
    public IReadOnlyDictionary<string, double> Figures
    {
        get;
        init => field = new SortedDictionary<string, double>(value.ToDictionary(), StringComparer.Ordinal);
    } = new SortedDictionary<string, double>(StringComparer.Ordinal);

    /// <summary>The version of this library that trained the model. Default the running one.</summary>
    [JsonRequired]
    public string LibraryVersion { get; init; } = typeof(TrainingRecord).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>Refuses what cannot be stored.</summary>
    /// <exception cref="OptionException">A figure is not finite, a row is negative, or an entry is missing; the message names it.</exception>
    internal void Check()
    {
        foreach ((string part, IReadOnlyList<int> rows) in new[] { ("training", TrainRows), ("validation", ValidationRows), ("test", TestRows) })
        {
            int negative = rows.FirstOrDefault(row => row < 0);
            Require(negative == 0, $"{part} rows", "must count from 0", negative);
        }

        foreach ((string name, double value) in Figures)
        {
            Require(double.IsFinite(value), $"figure '{name}'", "must be finite", value);
        }

        for (int i = 0; i < Epochs.Count; i++)
        {
            EpochRecord epoch = Epochs[i];
            Require(epoch is not null, $"epoch {i}", "must be there", null);
            Require(
                double.IsFinite(epoch!.Loss) && double.IsFinite(epoch.ValidationAccuracy ?? 0) && double.IsFinite(epoch.UnionAccuracy ?? 0),
                $"epoch {i}",
                "must have a finite loss and finite accuracies",
                epoch);
        }
    }

    private static void Require(bool condition, string part, string rule, object? found)
    {
        if (!condition)
        {
            throw new OptionException(FormattableString.Invariant($"Training record, {part}: {rule}. Got {found ?? "null"}."));
        }
    }
}
