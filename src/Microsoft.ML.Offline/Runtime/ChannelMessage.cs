namespace Microsoft.ML.Runtime;

/// <summary>A message of a channel.</summary>
public readonly struct ChannelMessage
{
    /// <summary>How much it matters.</summary>
    public readonly ChannelMessageKind Kind;

    /// <summary>What it may give away.</summary>
    public readonly MessageSensitivity Sensitivity;

    internal ChannelMessage(ChannelMessageKind kind, MessageSensitivity sensitivity, string message)
    {
        Kind = kind;
        Sensitivity = sensitivity;
        Message = message;
    }

    /// <summary>The text.</summary>
    public string Message { get; }
}
