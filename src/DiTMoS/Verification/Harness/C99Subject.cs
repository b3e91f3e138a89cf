using System.Text.RegularExpressions;
using DiTMoS.Data;
using DiTMoS.Export;
using DiTMoS.Export.Manifest;

namespace DiTMoS.Verification.Harness;

/// <summary>Generated C code as it is compiled and run.</summary>
internal sealed partial record C99Subject
{
    /// <summary>Where the code lies in a deployment.</summary>
    public const string Folder = "c99/";

    private const string Example = "main.c";
    private const string Weights = "_weights.c";

    /// <summary>What files and functions begin with.</summary>
    public required string Name { get; init; }

    /// <summary>What macros begin with.</summary>
    public string Macro => Name.ToUpperInvariant();

    /// <summary>Has a part of the context stand for flash, where features wait there.</summary>
    public string EmulatedFlash => $"-D{Macro}_EMULATED_FLASH";

    /// <summary>Has the portable code compiled on machines that code was tuned for, without contraction: the same bits everywhere.</summary>
    public IReadOnlyList<string> Portable => ["-ffp-contract=off", $"-D{Macro}_PORTABLE"];

    /// <summary>The folder of the header, as a whole path.</summary>
    public required string Headers { get; init; }

    /// <summary>The files to compile, as whole paths.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Channels of a window, C.</summary>
    public required int Channels { get; init; }

    /// <summary>Values per channel, L.</summary>
    public required int Length { get; init; }

    /// <summary>Classes, K.</summary>
    public required int Classes { get; init; }

    /// <summary>Values of a sample that is pushed, where there is a stream; else null.</summary>
    public int? StreamChannels { get; init; }

    /// <summary>Steps of one inference.</summary>
    public required int Steps { get; init; }

    /// <summary>The code of a deployment; null where it has none.</summary>
    /// <exception cref="DeploymentException">The files are not those that a deployment has.</exception>
    public static C99Subject? Find(string folder, DeploymentManifest manifest)
    {
        string[] files = [.. manifest.Files.Keys.Where(file => file.StartsWith(Folder, StringComparison.Ordinal) && file.EndsWith(".c", StringComparison.Ordinal)).Select(file => file[Folder.Length..]).Order(StringComparer.Ordinal)];
        if (files.Length == 0)
        {
            return null;
        }

        string headers = Path.Combine(Path.GetFullPath(folder), Folder.TrimEnd('/'));
        string[] models = [.. files.Where(file => file.EndsWith(Weights, StringComparison.Ordinal)).Select(file => file[..^Weights.Length]).Where(model => files.Contains(model + ".c"))];
        return models is [var name] && files.All(file => SourceFile().IsMatch(file))
            ? new C99Subject
            {
                Name = name,
                Headers = headers,
                Sources = [.. files.Where(file => file != Example).Select(file => Path.Combine(headers, file))],
                Channels = manifest.Input.Channels.Count,
                Length = manifest.Input.Length,
                Classes = manifest.Classes.Count,
                StreamChannels = manifest.Stream?.Channels.Count,
                Steps = manifest.Slices.SelectMany(slice => slice.Steps).Max(step => step.Index) + 1,
            }
            : throw DeploymentException.For(Path.Combine(folder, DeploymentManifest.FileName), $"must name one model in {Folder}, by files such as name.c and name_weights.c", string.Join(", ", files.Take(8).Select(Text.Shown)), "Deploy the model again");
    }

    // Names go into C code: nothing but what an identifier may hold.
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]*\.c\z", RegexOptions.CultureInvariant)]
    private static partial Regex SourceFile();
}
