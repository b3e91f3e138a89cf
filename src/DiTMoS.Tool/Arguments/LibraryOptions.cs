namespace DiTMoS.Tool.Arguments;

/// <summary>Says in words of the command line what messages of the library say of its options.</summary>
internal static class LibraryOptions
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
        ["Deap.Target"] = "--rating",
        ["Deap.Threshold"] = "--threshold",
        ["Windows.Length"] = "--window",
        ["Windows.Seconds"] = "--window",
        ["Length or Seconds"] = "--window",
        ["Windows.Hop"] = "--hop",
        ["Windows.HopSeconds"] = "--hop",
        ["Windows.SampleRateHz"] = "--rate",
        ["Windows.MajorityThreshold"] = "--majority",
        ["PadShort"] = "--pad-short",
        ["MaximumBytes"] = "--maximum-bytes",
        ["Format"] = "--format",
        ["Set"] = "--set",
        ["Streaming.SampleRateHz"] = "--stream-rate",
        ["Streaming.Hop"] = "--stream-hop",
        ["Streaming.HopSeconds"] = "--stream-hop",
        ["Streaming.Refractory"] = "--refractory",
        ["Streaming.RefractorySeconds"] = "--refractory",
        ["Streaming.SwitchMargin"] = "--switch-margin",
        ["Streaming.RejectBelow"] = "--reject-below",
        ["FrontEnd"] = "--front-end",
        ["Units"] = "--units",
        ["Axes"] = "--axes",
    };

    /// <summary>What went wrong, with the options that the command has in place of those of the library.</summary>
    public static string InWords(DiTMoSException error) => error.MessageWith(NameOf);

    /// <summary>The option of the command; the library's where the command has none.</summary>
    public static string NameOf(string option) => Names.GetValueOrDefault(option, option);
}
