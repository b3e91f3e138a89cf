using DiTMoS.Networks;

namespace DiTMoS.Bench;

/// <summary>Floating-point operations that one selector epoch and one classifier epoch need, whoever computes them.</summary>
/// <remarks>
/// Two operations per multiply-accumulate of convolutions and linear layers, counted densely; norms, pooling, losses and
/// the optimiser are left out. Input gradients are counted where something is trained below: not for the first block, and
/// not for the channels that a classifier reads from the selector.
/// </remarks>
internal static class EpochFlops
{
    /// <summary>One selector epoch: the selector forward and backward, all classifiers forward.</summary>
    public static double Selector(NetworkSpec selector, NetworkSpec classifier, int classifiers, int windows) =>
        2.0 * windows * (Training(selector) + (classifiers * classifier.Macs));

    /// <summary>One classifier epoch: the selector forward, all classifiers forward and backward.</summary>
    public static double Classifiers(NetworkSpec selector, NetworkSpec classifier, int classifiers, int windows) =>
        2.0 * windows * (selector.Macs + (classifiers * Training(classifier)));

    // Forward, weight gradients (as many again), input gradients.
    private static long Training(NetworkSpec spec) => (2 * spec.Macs) + InputGradients(spec);

    private static long InputGradients(NetworkSpec spec)
    {
        long macs = ((long)spec.FlattenedLength * spec.HiddenUnits) + ((long)spec.HiddenUnits * spec.Outputs);
        for (int b = 1; b < spec.Blocks.Count; b++)
        {
            BlockSpec block = spec.Blocks[b];
            macs += (long)block.ConvolvedLength(spec.InputLength(b)) * block.OutputChannels * block.Kernel * spec.OwnChannels(b);
        }

        return macs;
    }
}
