namespace DiTMoS.Networks;

/// <summary>A model file is missing, truncated, altered, of another format or of a newer version.</summary>
public sealed class ModelFileException : DiTMoSException
{
    /// <inheritdoc/>
    public ModelFileException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
