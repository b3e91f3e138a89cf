using System.Text.RegularExpressions;

namespace DiTMoS.Tool.Arguments;

/// <summary>Says in words of the command line what messages of the library say of its options.</summary>
internal static partial class LibraryOptions
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["Csv.Delimiter"] = "--delimiter",
        ["Csv.DecimalSign"] = "--decimal",
        ["Csv.Channels"] = "--channel-columns",
        ["Csv.LabelColumn"] = "--label-column",
        ["Csv.SubjectColumn"] = "--subject-column",
        ["Csv.RecordingColumn"] = "--recording-column",
        ["Csv.TrialColumn"] = "--trial-column",
        ["Csv.TrialGroupColumn"] = "--trial-group-column",
        ["Csv.FoldColumn"] = "--fold-column",
        ["Csv.TimeColumn"] = "--time-column",
        ["Csv.TimeUnit"] = "--time-unit",
        ["Csv.ClassFrom"] = "--class-from",
        ["Csv.SampleRateHz"] = "--recorded-rate",
        ["Csv.Missing"] = "--missing",
        ["Ucr.Missing"] = "--missing",
        ["Ucr.VariableLength to Pad"] = "--pad-series",
        ["Deap.Target"] = "--target",
        ["Deap.Threshold"] = "--threshold",
        ["Windows.Length"] = "--window",
        ["Windows.Seconds"] = "--window",
        ["Length or Seconds"] = "--window",
        ["Windows.Hop"] = "--hop",
        ["Windows.HopSeconds"] = "--hop",
        ["Windows.SampleRateHz"] = "--rate",
        ["SampleRateHz"] = "--rate",
        ["Windows.MajorityThreshold"] = "--majority",
        ["PadShort"] = "--pad-short",
        ["MaximumBytes"] = "--maximum-bytes",
        ["Format"] = "--format",
        ["Set"] = "--set",
        ["Units"] = "--units",
        ["Axes"] = "--axes",
    };

    /// <summary>A message with the options that the command has in place of those of the library; what is quoted stays as it is.</summary>
    public static string InWords(string message) => Mentions().Replace(message, found => Names.GetValueOrDefault(found.Value, found.Value));

    // What is in quotes is the user's own, where no letter before the apostrophe tells that it opens none. Words that are common are options only where the grammar says so.
    [GeneratedRegex(@"(?<!\w)'[^']*'|\bUcr\.VariableLength to Pad\b|\b(?:Csv|Ucr|Deap|Windows)\.\w+|\bLength or Seconds\b|\bSampleRateHz\b|\bPadShort\b|\bMaximumBytes\b|\b(?:Format|Set)(?= must )|\b(?:Units|Axes)(?= must | needs |: | ')|(?<=\bLeave )(?:Units|Axes)(?= out\b)")]
    private static partial Regex Mentions();
}
