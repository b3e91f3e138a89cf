using DiTMoS.Kernels;
using DiTMoS.Networks;

namespace DiTMoS.Tests.Networks;

/// <summary>A network in double, layer by layer from the reference kernels, without dropout: what <see cref="NetworkPass"/> must compute.</summary>
internal sealed class ReferenceNetwork
{
    private readonly NetworkSpec _spec;
    private readonly ParameterTable _table;
    private readonly Layer[] _layers;
    private int _n;
    private double[] _samples = [];
    private double[] _flat = [];
    private double[] _hidden = [];                      // before ReLU

    public ReferenceNetwork(Network network)
    {
        _spec = network.Spec;
        _table = network.Table;
        _layers = [.. _spec.Blocks.Select(_ => new Layer())];
        Values = network.Values.ToDouble();
        Statistics = network.Statistics.ToDouble();
    }

    /// <summary>As <see cref="Network.Values"/>; may be changed between passes.</summary>
    public double[] Values { get; }

    /// <summary>As <see cref="Network.Statistics"/>; moved by training passes.</summary>
    public double[] Statistics { get; }

    /// <summary>The pooled output of a block, shape (N, O, L).</summary>
    public double[] BlockOutput(int block) => block == _layers.Length - 1 ? _flat : _layers[block].Pooled;

    /// <summary>The gradient of the aggregated inputs of a block, shape (N, aggregated channels, L).</summary>
    public double[] AggregatedGradient(int block) =>
        Channels(_layers[block].DInput, _spec.InputChannels(block), _spec.OwnChannels(block), _spec.AggregatedChannels[block]);

    /// <summary>Logits, shape (N, outputs), of samples of shape (N, C, L).</summary>
    public double[] Forward(double[] samples, int n, bool training, ReferenceNetwork? features = null, int statisticsUpdates = 1)
    {
        _n = n;
        _samples = samples;
        double[] x = Norm("input.norm", samples, _spec.Channels, training, statisticsUpdates);
        for (int b = 0; b < _layers.Length; b++)
        {
            Layer layer = _layers[b];
            BlockSpec block = _spec.Blocks[b];
            layer.Shape = new Conv1DShape(
                n, _spec.InputChannels(b), _spec.InputLength(b), block.OutputChannels, block.Kernel, block.Stride, block.Padding, block.Groups);
            layer.Input = _spec.AggregatedChannels[b] == 0 ? x : Joined(x, features!.BlockOutput(b - 1), n);
            layer.Convolved = Conv1DReference.Forward<double>(layer.Input, Value($"block{b + 1}.conv.weight"), Value($"block{b + 1}.conv.bias"), layer.Shape);
            layer.Normed = Norm($"block{b + 1}.norm", layer.Convolved, block.OutputChannels, training, statisticsUpdates);
            layer.Rectified = NormReluPoolReference.Relu<double>(layer.Normed);
            layer.Pooled = NormReluPoolReference.Pool<double>(layer.Rectified, n * block.OutputChannels, layer.Shape.T, block.Pool, block.PoolKind == PoolKind.Average);
            x = layer.Pooled;
        }

        _flat = x;
        _hidden = LinearReference.Forward<double>(_flat, Value("hidden.weight"), Value("hidden.bias"), n, _spec.FlattenedLength, _spec.HiddenUnits);
        return LinearReference.Forward<double>(NormReluPoolReference.Relu<double>(_hidden), Value("output.weight"), Value("output.bias"), n, _spec.HiddenUnits, _spec.Outputs);
    }

    /// <summary>The gradients of <see cref="Values"/> after a training pass.</summary>
    /// <param name="dLogits">Shape (N, outputs).</param>
    /// <param name="readers">Networks that aggregated this one's outputs and have passed backward.</param>
    public double[] Backward(double[] dLogits, params ReadOnlySpan<ReferenceNetwork> readers)
    {
        var gradients = new double[Values.Length];
        (double[] dHidden, double[] dw, double[] db) = LinearReference.Backward<double>(
            NormReluPoolReference.Relu<double>(_hidden), Value("output.weight"), dLogits, _n, _spec.HiddenUnits, _spec.Outputs);
        Store(gradients, "output", dw, db);
        (double[] dx, dw, db) = LinearReference.Backward<double>(
            _flat, Value("hidden.weight"), NormReluPoolReference.ReluBackward<double>(_hidden, dHidden), _n, _spec.FlattenedLength, _spec.HiddenUnits);
        Store(gradients, "hidden", dw, db);
        for (int b = _layers.Length - 1; b >= 0; b--)
        {
            Layer layer = _layers[b];
            BlockSpec block = _spec.Blocks[b];
            double[] da = NormReluPoolReference.PoolBackward<double>(
                layer.Rectified, dx, _n * block.OutputChannels, layer.Shape.T, block.Pool, block.PoolKind == PoolKind.Average);
            double[] dz = NormReluPoolReference.ReluBackward<double>(layer.Normed, da);
            (double[] dy, double[] dGamma, double[] dBeta) = NormReluPoolReference.NormBackward<double>(
                layer.Convolved, dz, Value($"block{b + 1}.norm.weight"), _n, block.OutputChannels, layer.Shape.T);
            Store(gradients, $"block{b + 1}.norm", dGamma, dBeta);
            (layer.DInput, dw, db) = Conv1DReference.Backward<double>(layer.Input, Value($"block{b + 1}.conv.weight"), dy, layer.Shape);
            Store(gradients, $"block{b + 1}.conv", dw, db);
            dx = Channels(layer.DInput, _spec.InputChannels(b), 0, _spec.OwnChannels(b));
            foreach (ReferenceNetwork reader in readers)
            {
                if (reader._spec.AggregatedChannels[b] > 0)
                {
                    dx = [.. dx.Zip(reader.AggregatedGradient(b), (a, added) => a + added)];
                }
            }
        }

        (_, double[] dWeight, double[] dBias) = NormReluPoolReference.NormBackward<double>(_samples, dx, Value("input.norm.weight"), _n, _spec.Channels, _spec.Length);
        Store(gradients, "input.norm", dWeight, dBias);
        return gradients;
    }

    // Channels [first, first + count) of each window of shape (channels, L).
    private double[] Channels(double[] windows, int channels, int first, int count)
    {
        int length = windows.Length / (_n * channels);
        return [.. Enumerable.Range(0, _n).SelectMany(i => windows.AsSpan(((i * channels) + first) * length, count * length).ToArray())];
    }

    private static double[] Joined(double[] own, double[] added, int n) =>
        [.. own.Chunk(own.Length / n).Zip(added.Chunk(added.Length / n), (a, b) => a.Concat(b)).SelectMany(w => w)];

    private double[] Norm(string name, double[] y, int channels, bool training, int updates)
    {
        int length = y.Length / (_n * channels);
        Span<double> runningMean = Statistic($"{name}.running_mean");
        Span<double> runningVariance = Statistic($"{name}.running_var");
        if (!training)
        {
            return NormReluPoolReference.Norm<double>(y, runningMean, runningVariance, Value($"{name}.weight"), Value($"{name}.bias"), _n, channels, length);
        }

        (double[] mean, double[] variance) = NormReluPoolReference.Statistics<double>(y, _n, channels, length);
        double unbiased = _n * length / (_n * length - 1.0);
        for (int i = 0; i < updates * channels; i++)
        {
            int c = i % channels;
            runningMean[c] = (0.9 * runningMean[c]) + (0.1 * mean[c]);
            runningVariance[c] = (0.9 * runningVariance[c]) + (0.1 * variance[c] * unbiased);
        }

        return NormReluPoolReference.Norm<double>(y, mean, variance, Value($"{name}.weight"), Value($"{name}.bias"), _n, channels, length);
    }

    private Span<double> Value(string name) => Values.AsSpan(_table[name].Offset, _table[name].Count);

    private Span<double> Statistic(string name) => Statistics.AsSpan(_table[name].Offset, _table[name].Count);

    private void Store(double[] gradients, string layer, double[] weight, double[] bias)
    {
        weight.CopyTo(gradients, _table[$"{layer}.weight"].Offset);
        bias.CopyTo(gradients, _table[$"{layer}.bias"].Offset);
    }

    // What the forward pass of one block leaves for the backward pass.
    private sealed class Layer
    {
        public Conv1DShape Shape { get; set; }

        public double[] Input { get; set; } = [];

        public double[] Convolved { get; set; } = [];

        public double[] Normed { get; set; } = [];

        public double[] Rectified { get; set; } = [];

        public double[] Pooled { get; set; } = [];

        public double[] DInput { get; set; } = [];
    }
}
