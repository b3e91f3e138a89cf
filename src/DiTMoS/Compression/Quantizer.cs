using DiTMoS.Compression.Calibration;
using DiTMoS.Graphs;

namespace DiTMoS.Compression;

/// <summary>Makes a model one of 8-bit integers: tensors asymmetric, weights symmetric per output channel, biases and sums of 32 bits.</summary>
/// <remarks>
/// Integer arithmetic as in Jacob et al., "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference" (CVPR 2018), requantized by rounding once.
/// The window is normalised before it is quantized: all channels then share one scale. Behind a ReLU 0 is the lowest integer.
/// </remarks>
internal sealed class Quantizer
{
    private const float LeastStep = 1e-30f;                     // of weights that are all 0

    private readonly RoutedGraph _graph;
    private readonly CalibratedRanges _ranges;
    private readonly QuantizationOptions _options;
    private readonly Dictionary<string, float> _widest = new(StringComparer.Ordinal);      // of features in one scale, by the tensor's name

    private Quantizer(RoutedGraph graph, CalibratedRanges ranges, QuantizationOptions options)
    {
        _graph = graph;
        _ranges = ranges;
        _options = options;
    }

    /// <summary>The model in integers.</summary>
    /// <param name="graph">The model in single precision, its input normalised.</param>
    /// <param name="windows">Windows that it was trained on, normalised, (C, L) each.</param>
    /// <param name="options">How ranges are found.</param>
    /// <exception cref="OptionException">An option is out of range, or the model has an operator that integers have no form for.</exception>
    public static RoutedGraph Quantize(RoutedGraph graph, IReadOnlyList<float[]> windows, QuantizationOptions options)
    {
        options.Check();
        CalibratedRanges ranges = CalibratedRanges.Of(graph, windows);
        if (options.Features != FeatureScaling.Automatic)
        {
            return new Quantizer(graph, ranges, options).Quantize();
        }

        RoutedGraph shared = new Quantizer(graph, ranges, options with { Features = FeatureScaling.Shared }).Quantize();
        RoutedGraph folded = new Quantizer(graph, ranges, options with { Features = FeatureScaling.Folded }).Quantize();
        var reference = new GraphRunner(graph);
        var sharedRunner = new IntegerRunner(shared);
        var foldedRunner = new IntegerRunner(folded);
        double sharedError = 0;
        double foldedError = 0;
        foreach (float[] window in windows)
        {
            reference.Run(window);
            float[] score = reference.Values[graph.Score.Name];
            sharedError += ErrorOf(sharedRunner, window, score);
            foldedError += ErrorOf(foldedRunner, window, score);
        }

        return sharedError < foldedError ? shared : folded;
    }

    /// <summary>The squared difference of a window's probabilities.</summary>
    private static double ErrorOf(IntegerRunner integers, float[] window, float[] score)
    {
        integers.Run(window);
        return integers.Score.Zip(score, (found, real) => ((double)found - real) * (found - real)).Sum();
    }

    private RoutedGraph Quantize()
    {
        FindWidest();
        GraphTensor input = Integer(_graph.Input, _ranges.OfSelector(_graph.Input.Name), isPositive: false);
        var shared = new Dictionary<string, GraphTensor>(StringComparer.Ordinal) { [input.Name] = input };
        NetworkGraph selector = Network(_graph.Selector, _ranges.OfSelector, shared);
        return new RoutedGraph(input, selector, [.. _graph.Classifiers.Select((classifier, i) => Network(classifier, tensor => _ranges.OfClassifier(i, tensor), new Dictionary<string, GraphTensor>(shared, StringComparer.Ordinal)))]);
    }

    /// <summary>Features that convolutions read beside one another, in one scale: the widest upper end of each group, for all its tensors.</summary>
    private void FindWidest()
    {
        if (_options.Features != FeatureScaling.Shared)
        {
            return;
        }

        foreach (ConvNode conv in _graph.Classifiers[0].Nodes.OfType<ConvNode>().Where(conv => conv.Inputs.Count > 1))
        {
            float widest = conv.Inputs.SelectMany(input => _graph.Shared.Contains(input)
                ? [_ranges.OfSelector(input.Name)]
                : Enumerable.Range(0, _graph.Classifiers.Count).Select(i => _ranges.OfClassifier(i, input.Name))).Max(observer => observer.Range(_options).High);
            foreach (GraphTensor input in conv.Inputs)
            {
                _widest[input.Name] = widest;
            }
        }
    }

    /// <param name="network">The network in single precision.</param>
    /// <param name="rangeOf">What its tensors were seen to hold.</param>
    /// <param name="tensors">The integer tensors that it can read, by name; gets those that it writes.</param>
    private NetworkGraph Network(NetworkGraph network, Func<string, RangeObserver> rangeOf, Dictionary<string, GraphTensor> tensors)
    {
        GraphNode[] nodes = [.. network.Nodes.Select(node => Node(node, rangeOf, tensors))];
        return new NetworkGraph(network.Name, nodes, [.. network.Outputs.Select(output => tensors[output.Name])], network.Maps);
    }

    private GraphNode Node(GraphNode node, Func<string, RangeObserver> rangeOf, Dictionary<string, GraphTensor> tensors)
    {
        GraphTensor[] inputs = [.. node.Inputs.Select(input => tensors[input.Name])];
        GraphTensor output = node switch
        {
            SoftmaxNode or AverageNode => node.Output,
            _ => Integer(node.Output, rangeOf(node.Output.Name), isPositive: node is ConvNode or DenseNode { Relu: true }),
        };
        tensors[output.Name] = output;
        return node switch
        {
            ConvNode conv => new ConvNode(inputs, output, conv.Block, conv.Weights, conv.Bias) { Quantized = Weights(conv, inputs, output) },
            DenseNode dense => new DenseNode(inputs[0], output, dense.Weights, dense.Bias, dense.Relu) { Quantized = Weights(dense.Weights, dense.Bias, inputs[0].Scale!.Value.Scale, output.Scale!.Value.Scale, 1) },
            AddNode => new AddNode(inputs[0], inputs[1], output),
            AverageNode => new AverageNode(inputs, output),
            SoftmaxNode => new SoftmaxNode(inputs[0], output),
            _ => throw new OptionException($"A model of 8-bit integers must have no operator '{node.Name}' ({node.GetType().Name}): train it with blocks that are not padded, or deploy it in single precision."),
        };
    }

    private GraphTensor Integer(GraphTensor tensor, RangeObserver observer, bool isPositive)
    {
        (float low, float high) = observer.Range(_options);
        high = _widest.GetValueOrDefault(tensor.Name, high);
        return tensor with { Type = ElementType.Int8, Scale = TensorScale.Over(isPositive ? 0 : low, high) };
    }

    /// <summary>Weights of a convolution: what reads an input of another scale than the first one's is multiplied by the ratio.</summary>
    private static QuantizedWeights Weights(ConvNode conv, GraphTensor[] inputs, GraphTensor output)
    {
        float scale = inputs[0].Scale!.Value.Scale;
        float[] weights = [.. conv.Weights];
        int perGroup = conv.InputChannels / conv.Block.Groups;
        double[] ratios = [.. inputs.SelectMany(input => Enumerable.Repeat((double)input.Scale!.Value.Scale / scale, input.Channels))];
        int outputsPerGroup = conv.Block.OutputChannels / conv.Block.Groups;
        for (int i = 0; i < weights.Length; i++)
        {
            int o = i / (perGroup * conv.Block.Kernel);
            int c = i / conv.Block.Kernel % perGroup;
            weights[i] = (float)(weights[i] * ratios[(o / outputsPerGroup * perGroup) + c]);
        }

        return Weights(weights, conv.Bias, scale, output.Scale!.Value.Scale, conv.Block.PoolKind == Networks.PoolKind.Average ? conv.Block.Pool : 1);
    }

    /// <param name="weights">The weights, (O, anything).</param>
    /// <param name="bias">The biases, (O).</param>
    /// <param name="input">The input's step.</param>
    /// <param name="output">The output's step.</param>
    /// <param name="summands">How many sums are averaged.</param>
    private static QuantizedWeights Weights(float[] weights, float[] bias, float input, float output, int summands)
    {
        int per = weights.Length / bias.Length;
        var integers = new sbyte[weights.Length];
        var scales = new float[bias.Length];
        var biases = new int[bias.Length];
        var multipliers = new Requantizer[bias.Length];
        for (int o = 0; o < bias.Length; o++)
        {
            float most = weights.AsSpan(o * per, per).ToArray().Max(MathF.Abs);
            float step = scales[o] = Math.Max(most / TensorScale.Highest, LeastStep);
            for (int i = o * per; i < (o + 1) * per; i++)
            {
                integers[i] = (sbyte)Math.Clamp((int)MathF.Round(weights[i] / step), -TensorScale.Highest, TensorScale.Highest);
            }

            biases[o] = (int)Math.Clamp(Math.Round(bias[o] / ((double)input * step)), int.MinValue / 2, int.MaxValue / 2);
            multipliers[o] = Requantizer.Of((double)input * step / ((double)output * summands));
        }

        return new QuantizedWeights(integers, scales, biases, multipliers);
    }
}
