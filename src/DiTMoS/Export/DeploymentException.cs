using DiTMoS.Data;

namespace DiTMoS.Export;

/// <summary>The folder of a deployment cannot be written or read, is not whole, or was altered.</summary>
public sealed class DeploymentException : DiTMoSException
{
    /// <inheritdoc/>
    public DeploymentException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The error that names the file, the rule, the value found and the way out.</summary>
    internal static DeploymentException For(string file, string rule, string found, string wayOut, Exception? inner = null) =>
        new($"'{Text.Shown(file)}': {rule}. Got {found}. {wayOut}.", inner);
}
