using DiTMoS.Kernels;

namespace DiTMoS.Networks;

/// <summary>A copy of a network's weights, laid out for single windows; the input norm is folded where it can be.</summary>
internal sealed class PackedNetwork
{
    private readonly LaneArena _arena = new();          // owns what all pointers lead to

    /// <summary>Packs the weights as they are now.</summary>
    public PackedNetwork(Network network)
    {
        Spec = network.Spec;
        InputScale = new float[Spec.Channels];
        InputShift = new float[Spec.Channels];
        InputNorm.Inference(network, InputScale, InputShift);
        Blocks = [.. Enumerable.Range(0, Spec.Blocks.Count).Select(b => Pack(network, b))];
        Hidden = new PackedLinear(_arena, network["hidden.weight"], network["hidden.bias"]);
        Output = new PackedLinear(_arena, network["output.weight"], network["output.bias"]);
    }

    /// <summary>The network's shape.</summary>
    public NetworkSpec Spec { get; }

    /// <summary>The blocks' weights.</summary>
    public PackedConv1D[] Blocks { get; }

    /// <summary>What the input norm multiplies each channel with; used where it is not folded.</summary>
    public float[] InputScale { get; }

    /// <summary>What the input norm then adds.</summary>
    public float[] InputShift { get; }

    /// <summary>The hidden layer's weights.</summary>
    public PackedLinear Hidden { get; }

    /// <summary>The output layer's weights.</summary>
    public PackedLinear Output { get; }

    private PackedConv1D Pack(Network network, int index)
    {
        BlockSpec block = Spec.Blocks[index];
        string name = $"block{index + 1}";
        var shape = new Conv1DShape(1, Spec.InputChannels(index), Spec.InputLength(index), block.OutputChannels, block.Kernel, block.Stride, block.Padding, block.Groups);
        var packed = new PackedConv1D(_arena, shape, block.Pool, block.PoolKind == PoolKind.Average);
        float[] weights = network[$"{name}.conv.weight"].ToArray();
        float[] bias = network[$"{name}.conv.bias"].ToArray();
        if (index == 0 && InputNorm.Folds(Spec))
        {
            InputNorm.Fold(network, InputScale, InputShift, weights, bias);
        }

        int taps = packed.Inputs * block.Kernel;
        for (int o = 0; o < block.OutputChannels; o++)
        {
            float inverseDeviation = 1 / MathF.Sqrt(network[$"{name}.norm.running_var"][o] + NormReluPool.Epsilon);
            packed.Set(
                o,
                weights.AsSpan(o * taps, taps),
                bias[o],
                network[$"{name}.norm.running_mean"][o],
                network[$"{name}.norm.weight"][o] * inverseDeviation,
                network[$"{name}.norm.bias"][o]);
        }

        return packed;
    }
}
