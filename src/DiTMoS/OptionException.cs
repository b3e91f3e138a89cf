namespace DiTMoS;

/// <summary>An option, or a combination of options and data, cannot be met.</summary>
public sealed class OptionException : DiTMoSException
{
    /// <inheritdoc/>
    public OptionException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
