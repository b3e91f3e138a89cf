namespace DiTMoS.Data.Features;

/// <summary>A feature step with its tables and scratch, for windows of one shape. One thread at a time.</summary>
internal interface IFeatureKernel
{
    /// <summary>Computes one window.</summary>
    /// <param name="input">Shape (C, L) of what goes in.</param>
    /// <param name="output">Shape (C', L') of what comes out; every value is written.</param>
    /// <param name="window">The number of the window in its set, for what is random by window.</param>
    void Compute(ReadOnlySpan<float> input, Span<float> output, int window);
}
