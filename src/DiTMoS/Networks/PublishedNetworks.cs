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

    /// <summary>One network in the place of a selector and its classifiers: the strong model's layers, as wide as the tiny networks' widest.</summary>
    /// <param name="channels">Channels, C.</param>
    /// <param name="length">Samples per window, L.</param>
    /// <param name="classes">Classes, K.</param>
    /// <param name="budget">The shape of the tiny networks; null for the published one. Aggregation and shared base are not looked at.</param>
    /// <remarks>
    /// Every convolution has the channels of the tiny networks' widest, 8 by default; the hidden layer has as many units, from 128 down, as leave the parameters within 63.6 / 166.9 of those of a selector and
    /// six aggregating classifiers, the share that the publication's single classifier has in flash (DiTMoS, PerCom 2024). For 3 x 151 and 17 classes: 16.3 thousand parameters, as published. Its planned memory
    /// stays below that of the routed networks whose features wait in RAM.
    /// </remarks>
    /// <exception cref="OptionException">The shape cannot be met for this window, or not even one hidden unit keeps the budget.</exception>
    public static NetworkSpec SingleClassifier(int channels, int length, int classes, NetworkOptions? budget = null)
    {
        NetworkOptions plain = (budget ?? new NetworkOptions()) with { FeatureAggregation = false, SharedBase = false };
        NetworkSpec selector = Selector(channels, length, PublishedClassifiers, plain);
        NetworkSpec classifier = Classifier(channels, length, classes, plain with { FeatureAggregation = true });
        long parameters = (long)((selector.FoldedParameters + (PublishedClassifiers * classifier.FoldedParameters)) * SingleShareOfFlash);
        NetworkSpec strong = Strong(channels, length, classes);
        NetworkSpec single = strong with
        {
            Name = "single classifier",
            Blocks = [.. strong.Blocks.Select(block => block with { OutputChannels = plain.Widths.Max() })],
            Dropout = plain.Dropout,
        };
        for (int hidden = strong.HiddenUnits; hidden >= 1; hidden--)
        {
            NetworkSpec thinned = single with { HiddenUnits = hidden };
            if (thinned.FoldedParameters <= parameters)
            {
                thinned.Check();
                return thinned;
            }
        }

        throw new OptionException(
            $"Network 'single classifier': must keep the tiny networks' budget of {parameters} parameters. With one hidden unit it has {(single with { HiddenUnits = 1 }).FoldedParameters}: "
            + "use tiny networks with more hidden units (NetworkOptions.HiddenUnits), or shorter kernels.");
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
