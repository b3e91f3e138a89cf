namespace DiTMoS.Networks;

/// <summary>The kernels of a network for a window length, and the rule that led to them.</summary>
/// <remarks>
/// Where the published kernels do not leave at least 4 samples after the last pooling, all are scaled by one factor
/// f &lt; 1, each to the next odd number not below f times itself and not below 3, with the largest f that leaves 4.
/// </remarks>
public sealed record KernelScaling
{
    /// <summary>Samples that must be left after the last pooling where kernels are scaled.</summary>
    public const int LeastSamples = 4;

    private const int SmallestKernel = 3;

    /// <summary>The kernels to use, one for each block, in samples.</summary>
    public required IReadOnlyList<int> Kernels { get; init; }

    /// <summary>The factor that the published kernels were multiplied by, in (0, 1]; 1 where they are used as they are.</summary>
    public required double Factor { get; init; }

    /// <summary>The rule and its result in one sentence, as shown to people.</summary>
    public required string Rule { get; init; }

    /// <summary>Fits published blocks to a window length.</summary>
    /// <param name="blocks">The published blocks, with their kernels.</param>
    /// <param name="length">Samples per window.</param>
    /// <param name="network">What the network is called in messages.</param>
    /// <exception cref="OptionException">Not even kernels of 3 leave 4 samples; the message names the shortest window that works.</exception>
    internal static KernelScaling Fit(IReadOnlyList<BlockSpec> blocks, int length, string network)
    {
        int[] published = [.. blocks.Select(block => block.Kernel)];
        string list = string.Join(", ", published);
        int left = SamplesLeft(blocks, published, length);
        if (left >= LeastSamples)
        {
            return new KernelScaling
            {
                Kernels = published,
                Factor = 1,
                Rule = $"Kernels {list} as published: {length} samples leave {left} after the last pooling.",
            };
        }

        foreach ((int numerator, int denominator) in CriticalFactors(published))
        {
            int[] kernels = [.. published.Select(kernel => Scale(kernel, numerator, denominator))];
            int samples = SamplesLeft(blocks, kernels, length);
            if (samples >= LeastSamples)
            {
                return new KernelScaling
                {
                    Kernels = kernels,
                    Factor = (double)numerator / denominator,
                    Rule = $"Kernels {string.Join(", ", kernels)}, scaled from {list} by {numerator}/{denominator}, the largest factor that leaves at least "
                        + $"{LeastSamples} of {length} samples after the last pooling: it leaves {samples}, the published kernels {left}.",
                };
            }
        }

        throw new OptionException(
            $"Network '{network}', window length: must be at least {ShortestWindow(blocks)} samples, so that kernels of {SmallestKernel} leave "
            + $"{LeastSamples} after the last pooling. Got {length}. Use longer windows, or name kernels or fewer blocks yourself.");
    }

    /// <summary>The factors under 1 at which a kernel reaches an odd number exactly, largest first; between two of them nothing changes.</summary>
    private static IEnumerable<(int Numerator, int Denominator)> CriticalFactors(int[] kernels) =>
        kernels
            .SelectMany(kernel => Enumerable.Range(1, kernel - 1).Where(m => m >= SmallestKernel && m % 2 == 1).Select(m => (Numerator: m, Denominator: kernel)))
            .OrderByDescending(factor => (double)factor.Numerator / factor.Denominator);

    /// <summary>The next odd number not below the scaled kernel, in whole numbers, so that no rounding moves it.</summary>
    private static int Scale(int kernel, int numerator, int denominator)
    {
        int ceiling = ((kernel * numerator) + denominator - 1) / denominator;
        return Math.Max(SmallestKernel, ceiling | 1);
    }

    private static int SamplesLeft(IReadOnlyList<BlockSpec> blocks, int[] kernels, int length)
    {
        for (int b = 0; b < blocks.Count; b++)
        {
            length = (blocks[b] with { Kernel = kernels[b] }).OutputLength(length);
        }

        return length;
    }

    private static int ShortestWindow(IReadOnlyList<BlockSpec> blocks)
    {
        int length = LeastSamples;
        foreach (BlockSpec block in blocks.Reverse())
        {
            length = (((length * block.Pool) - 1) * block.Stride) + SmallestKernel - (2 * block.Padding);
        }

        return length;
    }
}
