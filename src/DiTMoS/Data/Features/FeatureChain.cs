namespace DiTMoS.Data.Features;

/// <summary>Feature steps one after another, ready to compute window by window. One thread at a time.</summary>
internal sealed class FeatureChain
{
    private readonly IFeatureKernel[] _kernels;
    private readonly float[][] _between;                // what kernel k hands to kernel k + 1

    private FeatureChain(FeatureShape shape, IFeatureKernel[] kernels, float[][] between)
    {
        Shape = shape;
        _kernels = kernels;
        _between = between;
    }

    /// <summary>The shape (C', L') of what comes out; that of the input where there are no steps.</summary>
    public FeatureShape Shape { get; }

    /// <summary>Prepares the steps for windows of one shape.</summary>
    /// <param name="input">The shape (C, L) of the windows.</param>
    /// <param name="steps">The steps, in order; none for the windows themselves.</param>
    /// <exception cref="OptionException">A step cannot work on windows of the shape that reaches it.</exception>
    public static FeatureChain Create(FeatureShape input, IReadOnlyList<FeatureStep> steps)
    {
        var kernels = new IFeatureKernel[steps.Count];
        var between = new float[Math.Max(steps.Count - 1, 0)][];
        FeatureShape shape = input;
        for (int k = 0; k < kernels.Length; k++)
        {
            FeatureShape next = steps[k].Output(shape);
            if ((long)next.Channels * next.Length > Array.MaxLength)
            {
                throw new OptionException($"Features: step {k + 1} makes windows of {next.Channels} channels x {next.Length} values, more than the {Array.MaxLength} that a window may hold. Cut shorter windows.");
            }

            kernels[k] = steps[k].Prepare(shape);
            shape = next;
            if (k < between.Length)
            {
                between[k] = new float[shape.Channels * shape.Length];
            }
        }

        return new FeatureChain(shape, kernels, between);
    }

    /// <summary>Computes the features of one window.</summary>
    /// <param name="window">The samples, shape (C, L).</param>
    /// <param name="output">The features, shape (C', L'); every value is written.</param>
    /// <param name="index">The number of the window in its set, for what is random by window.</param>
    public void Compute(ReadOnlySpan<float> window, Span<float> output, int index)
    {
        if (_kernels.Length == 0)
        {
            window.CopyTo(output);
            return;
        }

        for (int k = 0; k < _kernels.Length; k++)
        {
            _kernels[k].Compute(k == 0 ? window : _between[k - 1], k == _kernels.Length - 1 ? output : _between[k], index);
        }
    }
}
