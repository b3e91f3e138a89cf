namespace DiTMoS;

/// <summary>The base of every error that this library reports about its inputs: recordings, model files, options.</summary>
/// <remarks>Messages name the file, row, column or option, the rule, the value found and the way out.</remarks>
public class DiTMoSException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was expected, what was found, and the way out.</param>
    /// <param name="inner">The error underneath, where there is one.</param>
    public DiTMoSException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
