namespace DiTMoS.Tool;

/// <summary>What the process answers with.</summary>
internal static class ExitCode
{
    /// <summary>The command did what it was asked to do.</summary>
    public const int Done = 0;

    /// <summary>The command line, a file or the recordings cannot be used; the message says why.</summary>
    public const int BadInput = 1;

    /// <summary>Something that should not happen happened.</summary>
    public const int Failure = 2;

    /// <summary>Interrupted by Ctrl+C or a request to end.</summary>
    public const int Cancelled = 130;
}
