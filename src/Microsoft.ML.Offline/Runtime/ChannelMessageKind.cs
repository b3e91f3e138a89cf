namespace Microsoft.ML.Runtime;

/// <summary>How much a message matters.</summary>
public enum ChannelMessageKind
{
    /// <summary>Details of the work.</summary>
    Trace = 0,

    /// <summary>News for the user.</summary>
    Info = 1,

    /// <summary>Something that may be wrong.</summary>
    Warning = 2,

    /// <summary>Something that is wrong.</summary>
    Error = 3,
}
