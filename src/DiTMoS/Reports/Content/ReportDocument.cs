namespace DiTMoS.Reports.Content;

/// <summary>All that a report shows. Rows name folders, data sets and methods by their index.</summary>
internal sealed record ReportDocument(
    string Title,
    IReadOnlyList<ReportSource> Folders,
    IReadOnlyList<ReportDataset> Datasets,
    IReadOnlyList<ReportMethod> Methods,
    IReadOnlyList<ReportRow> Rows,
    IReadOnlyList<ReportComparison> Comparisons,
    IReadOnlyList<ReportComparison> FolderComparisons);
