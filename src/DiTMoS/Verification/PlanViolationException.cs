namespace DiTMoS.Verification;

/// <summary>A deployed plan reads memory that does not hold what it expects, or writes outside of its buffers.</summary>
public sealed class PlanViolationException : DiTMoSException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The step, the buffer and what was found.</param>
    public PlanViolationException(string message)
        : base(message)
    {
    }
}
