using DiTMoS.Graphs;

namespace DiTMoS.Export.C99;

/// <summary>Orders weights as the kernels read them, so that these walk through them without a jump.</summary>
internal static class WeightPacking
{
    /// <summary>Output channels that a kernel computes at once.</summary>
    public const int Lanes = 4;

    /// <summary>
    /// A convolution's: for each group its output channels in fours, what is left of them one by one; within them input channel by
    /// input channel, tap by tap, and for each tap the weights of the four side by side.
    /// </summary>
    public static float[] Of(ConvNode conv)
    {
        int kernel = conv.Block.Kernel;
        int perGroup = conv.InputChannels / conv.Block.Groups;
        int outputsPerGroup = conv.Output.Channels / conv.Block.Groups;
        var packed = new List<float>(conv.Weights.Length);
        for (int group = 0; group < conv.Block.Groups; group++)
        {
            foreach ((int first, int lanes) in Blocks(outputsPerGroup))
            {
                for (int tap = 0; tap < perGroup * kernel; tap++)
                {
                    for (int lane = 0; lane < lanes; lane++)
                    {
                        packed.Add(conv.Weights[(((group * outputsPerGroup) + first + lane) * perGroup * kernel) + tap]);
                    }
                }
            }
        }

        return [.. packed];
    }

    /// <summary>A dense layer's: outputs in fours, what is left one by one; inputs in the order in which they lie in memory, (L, C).</summary>
    public static float[] Of(DenseNode dense)
    {
        GraphTensor input = dense.Inputs[0];
        var packed = new List<float>(dense.Weights.Length);
        foreach ((int first, int lanes) in Blocks(dense.Output.Channels))
        {
            for (int t = 0; t < input.Length; t++)
            {
                for (int c = 0; c < input.Channels; c++)
                {
                    for (int lane = 0; lane < lanes; lane++)
                    {
                        packed.Add(dense.Weights[((first + lane) * input.Values) + (c * input.Length) + t]);
                    }
                }
            }
        }

        return [.. packed];
    }

    private static IEnumerable<(int First, int Lanes)> Blocks(int outputs)
    {
        int whole = outputs / Lanes * Lanes;
        for (int first = 0; first < outputs; first += first < whole ? Lanes : 1)
        {
            yield return (first, first < whole ? Lanes : 1);
        }
    }
}
