using DiTMoS.Kernels;

namespace DiTMoS.Networks;

/// <summary>The norm in front of a network's first convolution, as a slope and an intercept per channel, and folded into that convolution.</summary>
internal static class InputNorm
{
    /// <summary>Whether it can be folded: a padded convolution would read zeros where folding expects the norm's intercept.</summary>
    public static bool Folds(NetworkSpec spec) => spec.Blocks[0] is { Padding: 0, Groups: 1 };

    /// <summary>What inference multiplies each channel with and adds to it, by the running statistics.</summary>
    /// <param name="network">The network.</param>
    /// <param name="scale">Shape (C), overwritten.</param>
    /// <param name="shift">Shape (C), overwritten.</param>
    public static void Inference(Network network, Span<float> scale, Span<float> shift)
    {
        ReadOnlySpan<float> weight = network["input.norm.weight"];
        ReadOnlySpan<float> bias = network["input.norm.bias"];
        ReadOnlySpan<float> mean = network["input.norm.running_mean"];
        ReadOnlySpan<float> variance = network["input.norm.running_var"];
        for (int c = 0; c < scale.Length; c++)
        {
            scale[c] = weight[c] / MathF.Sqrt(variance[c] + NormReluPool.Epsilon);
            shift[c] = bias[c] - (mean[c] * scale[c]);
        }
    }

    /// <summary>The first convolution with the norm in it.</summary>
    /// <param name="network">The network, whose norm <see cref="Folds"/>.</param>
    /// <param name="scale">Shape (C).</param>
    /// <param name="shift">Shape (C).</param>
    /// <param name="weights">Shape (O, C, K), overwritten.</param>
    /// <param name="bias">Shape (O), overwritten.</param>
    public static void Fold(Network network, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, Span<float> weights, Span<float> bias)
    {
        ReadOnlySpan<float> w = network["block1.conv.weight"];
        network["block1.conv.bias"].CopyTo(bias);
        int taps = network.Spec.Blocks[0].Kernel;
        for (int row = 0; row < w.Length / taps; row++)         // (o, c)
        {
            int c = row % scale.Length;
            ref float b = ref bias[row / scale.Length];
            for (int i = row * taps; i < (row + 1) * taps; i++)
            {
                weights[i] = w[i] * scale[c];
                b += w[i] * shift[c];
            }
        }
    }
}
