namespace DiTMoS.Data.Features;

/// <summary>Feature steps one after another.</summary>
internal static class FeaturePipeline
{
    /// <summary>Computes the features of all windows.</summary>
    /// <param name="windows">The windows; given back as they are where there are no steps.</param>
    /// <param name="steps">The steps, in order.</param>
    /// <exception cref="OptionException">A step cannot work on windows of this shape.</exception>
    public static WindowSet Apply(WindowSet windows, IReadOnlyList<FeatureStep> steps)
    {
        foreach (FeatureStep step in steps)
        {
            var input = new FeatureShape(windows.ChannelNames, windows.Length, windows.SampleRateHz);
            FeatureShape output = step.Output(input);
            IFeatureKernel kernel = step.Prepare(input);
            int size = output.Channels * output.Length;
            var samples = new float[checked(windows.Count * size)];
            for (int n = 0; n < windows.Count; n++)
            {
                kernel.Compute(windows.Window(n), samples.AsSpan(n * size, size), n);
            }

            windows = windows.WithSamples(samples, output.ChannelNames, output.Length, output.SampleRateHz);
        }

        return windows;
    }
}
