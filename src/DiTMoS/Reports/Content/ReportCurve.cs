namespace DiTMoS.Reports.Content;

/// <summary>How a stage of training went, over the runs that trained as many epochs as the first.</summary>
internal sealed record ReportCurve(
    string Stage,
    IReadOnlyList<int> Epochs,
    int Runs,
    ReportBand Loss,
    ReportBand? ValidationAccuracy,
    ReportBand? ValidationUnionAccuracy);
