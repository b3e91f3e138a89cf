namespace Microsoft.ML;

/// <summary>A message for <see cref="MLContext.Log"/>.</summary>
public class LoggingEventArgs : EventArgs
{
    /// <summary>A message of unknown source.</summary>
    public LoggingEventArgs(string message)
    {
        Message = message;
        RawMessage = message;
    }

    /// <summary>A message of a component.</summary>
    public LoggingEventArgs(string message, ChannelMessageKind kind, string source)
    {
        RawMessage = message;
        Kind = kind;
        Source = source;
        Message = $"[Source={source}, Kind={kind}] {message}";
    }

    /// <summary>The text, with the source and the kind in front.</summary>
    public string Message { get; }

    /// <summary>The text alone.</summary>
    public string RawMessage { get; }

    /// <summary>How much it matters.</summary>
    public ChannelMessageKind Kind { get; }

    /// <summary>The component that sent it.</summary>
    public string Source { get; }
}
