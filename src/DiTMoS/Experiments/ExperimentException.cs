using DiTMoS.Data;

namespace DiTMoS.Experiments;

/// <summary>The file of an experiment or of one of its runs cannot be used.</summary>
public sealed class ExperimentException : DiTMoSException
{
    /// <inheritdoc/>
    public ExperimentException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The error that names the file, the rule, the value found and the way out.</summary>
    internal static ExperimentException For(string file, string rule, string found, string wayOut, Exception? inner = null) =>
        new($"'{Text.ShownEnd(file)}': {rule}. Got {Text.ShownLine(found, 200)}. {wayOut}.", inner);
}
