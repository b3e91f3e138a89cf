namespace DiTMoS.Reports.Content;

/// <summary>A data set with the splits that runs made of it.</summary>
internal sealed record ReportDataset(
    string Name,
    string Title,
    IReadOnlyList<string> ClassNames,
    IReadOnlyList<string> ChannelNames,
    double? SampleRateHz,
    IReadOnlyList<string> Splits,
    IReadOnlyList<string> GroupedBy,
    ReportRange TrainWindows,
    ReportRange ValidationWindows,
    ReportRange TestWindows);
