namespace DiTMoS.Data;

/// <summary>A file of recordings, or the windows in it, cannot be used.</summary>
public sealed class RecordingException : DiTMoSException
{
    /// <inheritdoc/>
    public RecordingException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
