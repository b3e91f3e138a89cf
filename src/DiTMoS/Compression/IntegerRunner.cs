using DiTMoS.Compression.Integers;
using DiTMoS.Graphs;
using DiTMoS.Networks;

namespace DiTMoS.Compression;

/// <summary>Runs a quantized model in integers, value by value: what generated code has to say to the last bit.</summary>
internal sealed class IntegerRunner
{
    private readonly RoutedGraph _graph;
    private readonly Dictionary<string, sbyte[]> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, float[]> _scores = new(StringComparer.Ordinal);

    /// <summary>A runner of a quantized model.</summary>
    public IntegerRunner(RoutedGraph graph) => _graph = graph;

    /// <summary>The integers of the tensors of the last inference, (C, L), by name.</summary>
    public IReadOnlyDictionary<string, sbyte[]> Values => _values;

    /// <summary>The K class probabilities of the last inference.</summary>
    public IReadOnlyList<float> Score => _scores[_graph.Score.Name];

    /// <summary>The class of the last inference: of the largest logit, or, of an ensemble, of the largest probability.</summary>
    public int Label => _graph.Logits is { } logits ? LargestOf(_values[logits.Name]) : Logits.IndexOfMaximum(_scores[_graph.Score.Name]);

    /// <summary>Runs one inference.</summary>
    /// <param name="window">The normalised window, (C, L).</param>
    /// <returns>The classifier that was chosen, from 0.</returns>
    public int Run(ReadOnlySpan<float> window)
    {
        _values.Clear();
        _scores.Clear();
        TensorScale scale = _graph.Input.Scale!.Value;
        var input = new sbyte[window.Length];
        for (int i = 0; i < input.Length; i++)
        {
            input[i] = scale.Quantize(window[i]);
        }

        _values[_graph.Input.Name] = input;
        RunNetwork(_graph.Selector);
        int route = _graph.Route is { } logits ? LargestOf(_values[logits.Name]) : 0;
        RunNetwork(_graph.Classifiers[route]);
        return route;
    }

    private void RunNetwork(NetworkGraph network)
    {
        foreach (GraphNode node in network.Nodes)
        {
            switch (node)
            {
                case ConvNode conv:
                    _values[node.Output.Name] = Convolve(conv);
                    break;
                case DenseNode dense:
                    _values[node.Output.Name] = Multiply(dense);
                    break;
                case AddNode add:
                    _values[node.Output.Name] = Add(add);
                    break;
                case AverageNode average:
                    _scores[node.Output.Name] = [.. Enumerable.Range(0, node.Output.Channels).Select(k => average.Inputs.Sum(input => _scores[input.Name][k]) / average.Inputs.Count)];
                    break;
                case SoftmaxNode softmax:
                    _scores[node.Output.Name] = Softmax(softmax.Inputs[0]);
                    break;
                default:
                    throw new NotSupportedException($"Operator '{node.Name}' is of the kind {node.GetType().Name}.");
            }
        }
    }

    private sbyte[] Convolve(ConvNode conv)
    {
        QuantizedWeights quantized = conv.Quantized!;
        BlockSpec block = conv.Block;
        (sbyte[] Values, int First, int Length, int Zero)[] rows =
            [.. conv.Inputs.SelectMany(input => Enumerable.Range(0, input.Channels).Select(c => (_values[input.Name], c * input.Length, input.Length, input.Scale!.Value.ZeroPoint)))];
        int perGroup = conv.InputChannels / block.Groups;
        int outputsPerGroup = block.OutputChannels / block.Groups;
        var y = new sbyte[conv.Output.Values];
        for (int o = 0; o < block.OutputChannels; o++)
        {
            int firstChannel = o / outputsPerGroup * perGroup;
            for (int u = 0; u < conv.Output.Length; u++)
            {
                int sum = 0;
                int most = 0;                                   // ReLU: nothing is below 0
                for (int p = 0; p < block.Pool; p++)
                {
                    int value = quantized.Bias[o];
                    int at = (((u * block.Pool) + p) * block.Stride) - block.Padding;
                    for (int c = 0; c < perGroup; c++)
                    {
                        (sbyte[] values, int first, int length, int zero) = rows[firstChannel + c];
                        int taps = ((o * perGroup) + c) * block.Kernel;
                        for (int k = Math.Max(0, -at); k < block.Kernel && at + k < length; k++)
                        {
                            value += quantized.Weights[taps + k] * (values[first + at + k] - zero);
                        }
                    }

                    sum += Math.Max(0, value);
                    most = Math.Max(most, value);
                }

                y[(o * conv.Output.Length) + u] = Clamp(quantized.Multipliers[o].Apply(block.PoolKind == PoolKind.Max ? most : sum), conv.Output);
            }
        }

        return y;
    }

    private sbyte[] Multiply(DenseNode dense)
    {
        QuantizedWeights quantized = dense.Quantized!;
        sbyte[] x = _values[dense.Inputs[0].Name];
        int zero = dense.Inputs[0].Scale!.Value.ZeroPoint;
        var y = new sbyte[dense.Output.Channels];
        for (int o = 0; o < y.Length; o++)
        {
            int sum = quantized.Bias[o];
            for (int i = 0; i < x.Length; i++)
            {
                sum += quantized.Weights[(o * x.Length) + i] * (x[i] - zero);
            }

            y[o] = Clamp(quantized.Multipliers[o].Apply(dense.Relu ? Math.Max(0, sum) : sum), dense.Output);
        }

        return y;
    }

    private sbyte[] Add(AddNode add)
    {
        TensorScale left = add.Inputs[0].Scale!.Value;
        TensorScale right = add.Inputs[1].Scale!.Value;
        AddScales scales = AddScales.Of(left, right, add.Output.Scale!.Value);
        return [.. _values[add.Inputs[0].Name].Zip(_values[add.Inputs[1].Name], (a, b) => Clamp(scales.Apply(a - left.ZeroPoint, b - right.ZeroPoint), add.Output))];
    }

    private float[] Softmax(GraphTensor logits)
    {
        sbyte[] x = _values[logits.Name];
        float scale = logits.Scale!.Value.Scale;
        int most = x.Max();
        float[] powers = [.. x.Select(value => MathF.Exp(scale * (value - most)))];
        float sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }

    private static sbyte Clamp(int value, GraphTensor tensor) => (sbyte)Math.Clamp(value + tensor.Scale!.Value.ZeroPoint, TensorScale.Lowest, TensorScale.Highest);

    private static int LargestOf(sbyte[] values) => Array.IndexOf(values, values.Max());
}
