namespace DiTMoS.Data.Windowing;

/// <summary>Samples of several sensors at the same times.</summary>
/// <param name="Samples">The samples of each channel: C arrays of T values.</param>
/// <param name="Gaps">The samples before which time jumps, rising, each in (0, T).</param>
/// <param name="Times">When each sample was taken, in seconds; T values, rising.</param>
internal sealed record AlignedSamples(float[][] Samples, int[] Gaps, double[] Times)
{
    /// <summary>Samples per channel, T.</summary>
    public int Length => Times.Length;
}
