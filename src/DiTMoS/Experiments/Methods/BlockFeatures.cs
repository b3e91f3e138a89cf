using DiTMoS.Kernels;
using DiTMoS.Networks;

namespace DiTMoS.Experiments.Methods;

/// <summary>What convolution blocks make of windows.</summary>
internal static class BlockFeatures
{
    private const int Chunk = 64;

    /// <summary>The outputs of all blocks of networks of one shape.</summary>
    /// <param name="selector">The network that the others read; null where they read none.</param>
    /// <param name="networks">The networks.</param>
    /// <param name="samples">Windows, normalised for these networks, shape (count, C, L).</param>
    /// <param name="count">Windows.</param>
    /// <returns>Block by block, network by network, shape (count, features).</returns>
    public static float[][][] Of(Network? selector, IReadOnlyList<Network> networks, float[] samples, int count)
    {
        NetworkSpec spec = networks[0].Spec;
        var batch = new LaneBatch(Chunk, spec.Channels, spec.Length);
        NetworkPass? shared = selector is null ? null : new NetworkPass(selector, Chunk, gradients: false);
        NetworkPass[] passes = [.. networks.Select(network => new NetworkPass(network, Chunk, gradients: false))];
        int[] widths = [.. spec.Blocks.Select((block, b) => block.OutputChannels * spec.InputLength(b + 1))];
        float[][][] features = [.. widths.Select(width => networks.Select(_ => new float[count * width]).ToArray())];
        int[] rows = [.. Enumerable.Range(0, count)];
        for (int first = 0; first < count; first += Chunk)
        {
            int windows = Math.Min(Chunk, count - first);
            batch.Load(samples, rows.AsSpan(first, windows));
            shared?.Forward(batch, training: false, null, featuresOnly: true);
            for (int n = 0; n < passes.Length; n++)
            {
                passes[n].Forward(batch, training: false, shared, featuresOnly: true);
                for (int b = 0; b < widths.Length; b++)
                {
                    passes[n].BlockOutput(b).CopyWindows(features[b][n].AsSpan(first * widths[b], windows * widths[b]));
                }
            }
        }

        return features;
    }
}
