namespace DiTMoS.Planning;

/// <summary>No plan keeps to the limits; the message names the nearest that can be had, and what dominates it.</summary>
public sealed class PlanException : DiTMoSException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The limit, the value found and the way out.</param>
    public PlanException(string message)
        : base(message)
    {
    }
}
