namespace DiTMoS.Reports.Content;

/// <summary>A method by its name and its name for people.</summary>
internal sealed record ReportMethod(string Name, string Title);
