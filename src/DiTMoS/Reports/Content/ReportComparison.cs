namespace DiTMoS.Reports.Content;

/// <summary>A row against another, run by run; both are indices of rows, and differences are the first's accuracy minus the second's.</summary>
internal sealed record ReportComparison(
    int First,
    int Second,
    int Runs,
    double Difference,
    double? Deviation,
    double? Low,
    double? High,
    int Units,
    bool AreWindows,
    double? StudentP,
    double? WilcoxonP,
    double? McNemarP);
