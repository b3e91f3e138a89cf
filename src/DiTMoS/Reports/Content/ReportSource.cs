namespace DiTMoS.Reports.Content;

/// <summary>A folder and how its runs were made.</summary>
internal sealed record ReportSource(
    string Name,
    string Description,
    int Runs,
    double TrainSeconds,
    IReadOnlyList<string> Machines,
    IReadOnlyList<string> Engines,
    IReadOnlyList<string> Commands);
