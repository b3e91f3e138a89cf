namespace DiTMoS.Reports;

/// <summary>A report cannot be made: its folders hold no runs, or the page was not built into this release.</summary>
public sealed class ReportException : DiTMoSException
{
    /// <inheritdoc/>
    public ReportException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
