namespace DiTMoS.Graphs;

/// <summary>Runs the operators of an inference in single precision, value by value: the reference that calibration reads ranges from.</summary>
internal sealed class GraphRunner
{
    private readonly RoutedGraph _graph;
    private readonly Dictionary<string, float[]> _values = new(StringComparer.Ordinal);

    /// <summary>A runner of a model that is not quantized.</summary>
    public GraphRunner(RoutedGraph graph) => _graph = graph;

    /// <summary>What the tensors of the last inference hold, (C, L), by name.</summary>
    public IReadOnlyDictionary<string, float[]> Values => _values;

    /// <summary>Runs one inference.</summary>
    /// <param name="window">The window as the graph's input takes it, (C, L).</param>
    /// <param name="classifier">The classifier to run whatever the selector chooses; null for the one that it chooses. Default null.</param>
    /// <returns>The classifier that was run, from 0.</returns>
    public int Run(ReadOnlySpan<float> window, int? classifier = null)
    {
        _values.Clear();
        _values[_graph.Input.Name] = window.ToArray();
        RunNetwork(_graph.Selector);
        int route = classifier ?? (_graph.Route is { } logits ? Networks.Logits.IndexOfMaximum(_values[logits.Name]) : 0);
        RunNetwork(_graph.Classifiers[route]);
        return route;
    }

    private void RunNetwork(NetworkGraph network)
    {
        foreach (GraphNode node in network.Nodes)
        {
            _values[node.Output.Name] = Run(node, [.. node.Inputs.Select(input => _values[input.Name])]);
        }
    }

    private static float[] Run(GraphNode node, float[][] x) => node switch
    {
        ConvNode conv => Convolve(conv, x),
        DenseNode dense => Multiply(dense, x[0]),
        ScaleShiftNode scaled => [.. x[0].Select((value, i) => (value * scaled.Scale[i / scaled.Output.Length]) + scaled.Shift[i / scaled.Output.Length])],
        AddNode => [.. x[0].Zip(x[1], (left, right) => left + right)],
        AverageNode => [.. Enumerable.Range(0, x[0].Length).Select(k => x.Sum(member => member[k]) / x.Length)],
        SoftmaxNode => Softmax(x[0]),
        _ => throw new NotSupportedException($"Operator '{node.Name}' is of the kind {node.GetType().Name}."),
    };

    private static float[] Convolve(ConvNode conv, float[][] inputs)
    {
        float[][] channels = [.. conv.Inputs.SelectMany((input, i) => Enumerable.Range(0, input.Channels).Select(c => inputs[i].AsSpan(c * input.Length, input.Length).ToArray()))];
        Networks.BlockSpec block = conv.Block;
        int perGroup = conv.InputChannels / block.Groups;
        int outputsPerGroup = block.OutputChannels / block.Groups;
        var y = new float[conv.Output.Values];
        for (int o = 0; o < block.OutputChannels; o++)
        {
            int first = o / outputsPerGroup * perGroup;
            for (int u = 0; u < conv.Output.Length; u++)
            {
                float sum = 0;
                float most = 0;                                 // ReLU: nothing is below 0
                for (int p = 0; p < block.Pool; p++)
                {
                    float value = conv.Bias[o];
                    int at = (((u * block.Pool) + p) * block.Stride) - block.Padding;
                    for (int c = 0; c < perGroup; c++)
                    {
                        ReadOnlySpan<float> row = channels[first + c];
                        ReadOnlySpan<float> taps = conv.Weights.AsSpan(((o * perGroup) + c) * block.Kernel, block.Kernel);
                        for (int k = Math.Max(0, -at); k < block.Kernel && at + k < row.Length; k++)
                        {
                            value += taps[k] * row[at + k];
                        }
                    }

                    sum += Math.Max(0, value);
                    most = Math.Max(most, value);
                }

                y[(o * conv.Output.Length) + u] = block.PoolKind == Networks.PoolKind.Max ? most : sum / block.Pool;
            }
        }

        return y;
    }

    private static float[] Multiply(DenseNode dense, float[] x)
    {
        var y = new float[dense.Output.Channels];
        for (int o = 0; o < y.Length; o++)
        {
            float sum = dense.Bias[o];
            for (int i = 0; i < x.Length; i++)
            {
                sum += dense.Weights[(o * x.Length) + i] * x[i];
            }

            y[o] = dense.Relu ? Math.Max(0, sum) : sum;
        }

        return y;
    }

    private static float[] Softmax(float[] x)
    {
        float most = x.Max();
        float[] powers = [.. x.Select(value => MathF.Exp(value - most))];
        float sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }
}
