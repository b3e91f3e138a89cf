namespace DiTMoS.Networks;

/// <summary>How the tiny networks, selector and classifiers, are shaped.</summary>
public sealed record NetworkOptions
{
    /// <summary>Channels that each convolution produces. Default 8, 8, 4, as published.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [8, 8, 4];

    /// <summary>
    /// The kernel of each convolution in samples, used as it is; null for the published 15, 9, 5, which are scaled down
    /// for short windows (<see cref="KernelScaling"/>). Default null.
    /// </summary>
    public IReadOnlyList<int>? Kernels { get; init; }

    /// <summary>Units of the hidden layer. Default 64.</summary>
    public int HiddenUnits { get; init; } = 64;

    /// <summary>The share of values that dropout silences in training, in [0, 1). Default 0.2.</summary>
    public float Dropout { get; init; } = 0.2f;

    /// <summary>Whether the classifiers read the selector's features beside their own. Default true.</summary>
    public bool FeatureAggregation { get; init; } = true;

    /// <summary>Whether the selector gives class logits behind its routing logits. Default false.</summary>
    public bool SharedBase { get; init; }

    /// <summary>The outputs that a selector needs: N routing logits and, with <see cref="SharedBase"/>, K class logits.</summary>
    /// <param name="classifiers">Classifiers, N.</param>
    /// <param name="classes">Classes, K.</param>
    public int SelectorOutputs(int classifiers, int classes) => classifiers + (SharedBase ? classes : 0);
}
