namespace DiTMoS.Networks;

/// <summary>The published networks (DiTMoS, PerCom 2024), for windows of any size.</summary>
public static class PublishedNetworks
{
    private const int PublishedClassifiers = 6;
    private const double SingleShareOfFlash = 63.6 / 166.9;

    private static readonly int[] TinyKernelsAsPublished = [15, 9, 5];

    private static readonly BlockSpec[] StrongBlocks =
    [
        new(64, 15, Padding: 1, Pool: 1),
        new(64, 13, Padding: 1),
        new(32, 9, Padding: 1, Pool: 1),
        new(32, 9, Padding: 1),
        new(32, 5, Padding: 1, Pool: 1),
        new(16, 5, Padding: 1),
    ];

    /// <summary>A tiny network that routes.</summary>
    /// <param name="channels">Channels, C.</param>
    /// <param name="length">Samples per window, L.</param>
    /// <param name="outputs">Logits: <see cref="NetworkOptions.SelectorOutputs"/> of the classifiers and classes.</param>
    /// <param name="options">The shape; null for the published one.</param>
    /// <exception cref="OptionException">The shape cannot be met for this window.</exception>
    public static NetworkSpec Selector(int channels, int length, int outputs, NetworkOptions? options = null) =>
        Tiny("selector", channels, length, outputs, options ?? new NetworkOptions(), aggregates: false);

    /// <summary>A tiny network that classifies.</summary>
    /// <param name="channels">Channels, C.</param>
    /// <param name="length">Samples per window, L.</param>
    /// <param name="classes">Classes, K.</param>
    /// <param name="options">The shape; null for the published one.</param>
    /// <exception cref="OptionException">The shape cannot be met for this window.</exception>
    public static NetworkSpec Classifier(int channels, int length, int classes, NetworkOptions? options = null)
    {
        options ??= new NetworkOptions();
        return Tiny("classifier", channels, length, classes, options, options.FeatureAggregation);
    }

    /// <summary>The large network whose features split the training data.</summary>
    /// <param name="channels">Channels, C.</param>
    /// <param name="length">Samples per window, L.</param>
    /// <param name="classes">Classes, K.</param>
    /// <exception cref="OptionException">The shape cannot be met for this window.</exception>
    public static NetworkSpec Strong(int channels, int length, int classes)
    {
        IReadOnlyList<int> kernels = StrongKernels(length).Kernels;
        var spec = new NetworkSpec
        {
            Name = "strong",
            Channels = channels,
            Length = length,
            Blocks = [.. StrongBlocks.Select((block, b) => block with { Kernel = kernels[b] })],
            AggregatedChannels = new int[StrongBlocks.Length],
            HiddenUnits = 128,
            Outputs = classes,
        };
        spec.Check();
        return spec;
    }

    /// <summary>One network in the place of a selector and its classifiers: the strong model's layers, as wide as the tiny networks' budget allows.</summary>
    /// <param name="channels">Channels, C.</param>
    /// <param name="length">Samples per window, L.</param>
    /// <param name="classes">Classes, K.</param>
    /// <param name="budget">The shape of the tiny networks; null for the published one. Aggregation and shared base are not looked at.</param>
    /// <remarks>
    /// <para>
    /// The budget: activations (<see cref="NetworkSpec.PeakActivations"/>) of at most the larger peak of selector and classifier without aggregation; parameters of at most 63.6 / 166.9 of those
    /// of a selector and six aggregating classifiers, the share that the publication's single classifier has in flash (DiTMoS, PerCom 2024).
    /// </para>
    /// <para>
    /// The rule: with h hidden units, each convolution has h / 128 of the strong model's channels, rounded down, at least one, and no more than the peak leaves room for beside what it reads.
    /// h is the largest from 128 down whose network keeps the budget.
    /// </para>
    /// </remarks>
    /// <exception cref="OptionException">The shape cannot be met for this window, or not even one channel in each layer keeps the budget.</exception>
    public static NetworkSpec SingleClassifier(int channels, int length, int classes, NetworkOptions? budget = null)
    {
        NetworkOptions plain = (budget ?? new NetworkOptions()) with { FeatureAggregation = false, SharedBase = false };
        NetworkSpec strong = Strong(channels, length, classes);
        NetworkSpec selector = Selector(channels, length, PublishedClassifiers, plain);
        long peak = Math.Max(selector.PeakActivations, Classifier(channels, length, classes, plain).PeakActivations);
        NetworkSpec classifier = Classifier(channels, length, classes, plain with { FeatureAggregation = true });
        long parameters = (long)((selector.FoldedParameters + (PublishedClassifiers * classifier.FoldedParameters)) * SingleShareOfFlash);
        for (int hidden = strong.HiddenUnits; hidden >= 1; hidden--)
        {
            NetworkSpec thinned = Thin(strong, hidden, peak) with { Dropout = plain.Dropout };
            if (thinned.PeakActivations <= peak && thinned.FoldedParameters <= parameters)
            {
                thinned.Check();
                return thinned;
            }
        }

        throw new OptionException(
            $"Network 'single classifier': must keep the tiny networks' budget of {peak} activations and {parameters} parameters. With one channel in each layer it has "
            + $"{Thin(strong, 1, peak).PeakActivations} and {Thin(strong, 1, peak).FoldedParameters}: use wider tiny networks (NetworkOptions.Widths), or longer windows.");
    }

    /// <summary>The kernels of selector and classifiers for a window, and the rule that led to them.</summary>
    /// <param name="length">Samples per window, L.</param>
    /// <param name="options">The shape; null for the published one.</param>
    /// <exception cref="OptionException">No kernels are named, and the published ones cannot be scaled to this window or are not as many as the widths.</exception>
    public static KernelScaling TinyKernels(int length, NetworkOptions? options = null)
    {
        options ??= new NetworkOptions();
        if (options.Kernels is { } kernels)
        {
            return new KernelScaling { Kernels = kernels, Factor = 1, Rule = $"Kernels {string.Join(", ", kernels)} as named in the options." };
        }

        if (options.Widths.Count != TinyKernelsAsPublished.Length)
        {
            throw new OptionException(
                $"NetworkOptions.Kernels: must be named for {options.Widths.Count} widths, as the published 15, 9, 5 are for {TinyKernelsAsPublished.Length}. Got null.");
        }

        return KernelScaling.Fit([.. TinyKernelsAsPublished.Select((kernel, b) => new BlockSpec(options.Widths[b], kernel))], length, "selector and classifiers");
    }

    /// <summary>The kernels of the strong model for a window, and the rule that led to them.</summary>
    /// <param name="length">Samples per window, L.</param>
    /// <exception cref="OptionException">The published kernels cannot be scaled to this window.</exception>
    public static KernelScaling StrongKernels(int length) => KernelScaling.Fit(StrongBlocks, length, "strong");

    /// <summary>Whether a network has the strong model's layers, of whatever width and kernel: the strong model itself, or one thinned to a budget.</summary>
    internal static bool HasStrongLayers(NetworkSpec spec) =>
        spec.Blocks.Count == StrongBlocks.Length
        && spec.Blocks.Zip(StrongBlocks).All(pair => pair.First.Padding == pair.Second.Padding && pair.First.Pool == pair.Second.Pool);

    private static NetworkSpec Thin(NetworkSpec strong, int hidden, long peak)
    {
        var blocks = new BlockSpec[strong.Blocks.Count];
        for (int b = 0; b < blocks.Length; b++)
        {
            long read = (long)(b == 0 ? strong.Channels : blocks[b - 1].OutputChannels) * strong.InputLength(b);
            long room = (peak - read) / strong.InputLength(b + 1);
            long wanted = Math.Min((long)strong.Blocks[b].OutputChannels * hidden / strong.HiddenUnits, room);
            blocks[b] = strong.Blocks[b] with { OutputChannels = (int)Math.Max(1, wanted) };
        }

        return strong with { Name = "single classifier", Blocks = blocks, HiddenUnits = hidden };
    }

    private static NetworkSpec Tiny(string name, int channels, int length, int outputs, NetworkOptions options, bool aggregates)
    {
        IReadOnlyList<int> kernels = TinyKernels(length, options).Kernels;
        if (kernels.Count != options.Widths.Count)
        {
            throw new OptionException($"NetworkOptions.Kernels: must be as many as the {options.Widths.Count} widths. Got {kernels.Count}.");
        }

        var spec = new NetworkSpec
        {
            Name = name,
            Channels = channels,
            Length = length,
            Blocks = [.. kernels.Select((kernel, b) => new BlockSpec(options.Widths[b], kernel))],
            AggregatedChannels = [.. options.Widths.Select((_, b) => aggregates && b > 0 ? options.Widths[b - 1] : 0)],
            HiddenUnits = options.HiddenUnits,
            Outputs = outputs,
            Dropout = options.Dropout,
        };
        spec.Check();
        return spec;
    }
}
