namespace DiTMoS.Verification.Harness;

/// <summary>Generated code that does not compile, does not end well, or answers what cannot be read.</summary>
internal sealed class RunnerException : Exception
{
    /// <summary>The error.</summary>
    public RunnerException(string message)
        : base(message)
    {
    }
}
