namespace DiTMoS.Reports.Content;

/// <summary>The least and the greatest of some counts.</summary>
internal sealed record ReportRange(int Least, int Most)
{
    /// <summary>The range of some counts, at least one.</summary>
    public static ReportRange Of(IEnumerable<int> counts)
    {
        int[] all = [.. counts];
        return new ReportRange(all.Min(), all.Max());
    }
}
