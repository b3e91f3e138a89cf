namespace DiTMoS.Verification.Emulator;

/// <summary>What one network takes on an emulated core.</summary>
/// <param name="Name"><c>selector</c> or <c>classifier_&lt;i&gt;</c>.</param>
/// <param name="Instructions">Instructions, on average over the windows that were profiled.</param>
/// <param name="Macs">Multiplications, repeated ones left out.</param>
public sealed record NetworkFigures(string Name, double Instructions, long Macs)
{
    /// <summary><see cref="Instructions"/> by <see cref="Macs"/>.</summary>
    public double InstructionsPerMac => Instructions / Macs;
}
