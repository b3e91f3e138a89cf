namespace DiTMoS.Data.Features;

/// <summary>Computes features of windows that are in memory already; recordings have theirs computed while they are cut.</summary>
internal static class FeaturePipeline
{
    /// <summary>Computes the features of all windows.</summary>
    /// <param name="windows">The windows; given back as they are where there are no steps.</param>
    /// <param name="steps">The steps, in order.</param>
    /// <exception cref="OptionException">A step cannot work on windows of the shape that reaches it, or the features are too many.</exception>
    public static WindowSet Apply(WindowSet windows, IReadOnlyList<FeatureStep> steps)
    {
        if (steps.Count == 0)
        {
            return windows;
        }

        FeatureChain chain = FeatureChain.Create(new FeatureShape(windows.ChannelNames, windows.Length, windows.SampleRateHz), steps);
        int size = chain.Shape.Channels * chain.Shape.Length;
        if ((long)windows.Count * size > Array.MaxLength)
        {
            throw new OptionException($"Features: {windows.Count} windows of {size} values are more than the {Array.MaxLength} values that a set may hold. Compute fewer features, or cut fewer windows.");
        }

        var samples = new float[windows.Count * size];
        for (int n = 0; n < windows.Count; n++)
        {
            chain.Compute(windows.Window(n), samples.AsSpan(n * size, size), n);
        }

        return windows.WithSamples(samples, chain.Shape.ChannelNames, chain.Shape.Length, chain.Shape.SampleRateHz);
    }
}
