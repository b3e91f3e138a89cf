namespace DiTMoS.Verification;

/// <summary>A program that a verification needs is not installed; the message names it and the Debian packages that bring it.</summary>
public sealed class MissingToolException : DiTMoSException
{
    /// <inheritdoc/>
    public MissingToolException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
