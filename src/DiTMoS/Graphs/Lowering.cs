using DiTMoS.Data;
using DiTMoS.Kernels;
using DiTMoS.Networks;

namespace DiTMoS.Graphs;

/// <summary>Turns trained networks into operators: batch norms folded, in double precision, dropout gone, the temperature in the last layer.</summary>
internal static class Lowering
{
    /// <summary>The selector of a model.</summary>
    public static NetworkGraph Selector(DiTMoSModel model, ChannelNormalization normalization, GraphTensor input)
    {
        Network network = model.Selector;
        int n = model.Classifiers.Count;
        var nodes = new List<GraphNode>();
        GraphTensor hidden = AddTrunk(nodes, TensorNames.Selector, network, normalization, input, _ => []);
        nodes.Add(Output(network, hidden, TensorNames.Route, 0, n, 1));
        if (model.SharedBase)
        {
            nodes.Add(Output(network, hidden, TensorNames.Base, n, network.Spec.Outputs - n, model.Temperature));
        }

        NetworkSpec classifier = model.Classifiers[0].Spec;
        var read = Enumerable.Range(0, classifier.Blocks.Count)
            .Where(b => classifier.AggregatedChannels[b] > 0)
            .Select(b => TensorNames.Block(TensorNames.Selector, b - 1))
            .Append(TensorNames.Route)
            .Append(TensorNames.Base)
            .ToHashSet(StringComparer.Ordinal);
        return new NetworkGraph(TensorNames.Selector, nodes, [.. nodes.Select(node => node.Output).Where(tensor => read.Contains(tensor.Name))]);
    }

    /// <summary>Classifier <paramref name="index"/> of a model.</summary>
    public static NetworkGraph Classifier(DiTMoSModel model, int index, ChannelNormalization normalization, GraphTensor input, NetworkGraph selector)
    {
        Network network = model.Classifiers[index];
        int classes = network.Spec.Outputs;
        var nodes = new List<GraphNode>();
        GraphTensor hidden = AddTrunk(
            nodes,
            TensorNames.Classifier,
            network,
            normalization,
            input,
            b => network.Spec.AggregatedChannels[b] > 0 ? [selector.ProducerOf(TensorNames.Block(TensorNames.Selector, b - 1)).Output] : []);
        nodes.Add(Output(network, hidden, model.SharedBase ? TensorNames.OwnLogits : TensorNames.Logits, 0, classes, model.Temperature));
        if (model.SharedBase)
        {
            nodes.Add(new AddNode(nodes[^1].Output, selector.ProducerOf(TensorNames.Base).Output, new GraphTensor(TensorNames.Logits, classes, 1)));
        }

        GraphTensor logits = nodes[^1].Output;
        nodes.Add(new SoftmaxNode(logits, logits with { Name = TensorNames.Score }));
        return new NetworkGraph(TensorNames.ClassifierNetwork(index), nodes, [logits, nodes[^1].Output]);
    }

    /// <summary>Networks that run one after the other, and the mean of their probabilities; a single one as a classifier is.</summary>
    public static NetworkGraph Ensemble(EnsembleModel model, ChannelNormalization normalization, GraphTensor input)
    {
        IReadOnlyList<Network> members = model.Members;
        bool isSingle = members.Count == 1;
        int classes = members[0].Spec.Outputs;
        var nodes = new List<GraphNode>();
        var scores = new List<GraphTensor>();
        for (int i = 0; i < members.Count; i++)
        {
            string prefix = isSingle ? TensorNames.Classifier : TensorNames.Member(i);
            GraphTensor hidden = AddTrunk(nodes, prefix, members[i], normalization, input, _ => []);
            nodes.Add(Output(members[i], hidden, isSingle ? TensorNames.Logits : $"{prefix}_{TensorNames.Logits}", 0, classes, model.Temperature));
            scores.Add(new GraphTensor(isSingle ? TensorNames.Score : $"{prefix}_{TensorNames.Score}", classes, 1));
            nodes.Add(new SoftmaxNode(nodes[^1].Output, scores[^1]));
        }

        if (!isSingle)
        {
            nodes.Add(new AverageNode(scores, new GraphTensor(TensorNames.Score, classes, 1)));
        }

        return new NetworkGraph(TensorNames.ClassifierNetwork(0), nodes, [.. isSingle ? new[] { nodes[^2].Output } : [], nodes[^1].Output]);
    }

    /// <summary>Everything up to the hidden layer; returns what that writes.</summary>
    private static GraphTensor AddTrunk(List<GraphNode> nodes, string prefix, Network network, ChannelNormalization normalization, GraphTensor input, Func<int, GraphTensor[]> aggregated)
    {
        NetworkSpec spec = network.Spec;
        (double[] scale, double[] shift) = InputAffine(network, normalization);
        GraphTensor own = input;
        bool folds = spec.Blocks[0].Padding == 0;   // the zeros of a padding stand for values after the norm
        if (!folds)
        {
            own = input with { Name = TensorNames.Normalized(prefix) };
            nodes.Add(new ScaleShiftNode(input, own, ToSingle(scale), ToSingle(shift)));
        }

        for (int b = 0; b < spec.Blocks.Count; b++)
        {
            BlockSpec block = spec.Blocks[b];
            (float[] weights, float[] bias) = b == 0 && folds ? Fold(network, b, scale, shift) : Fold(network, b, null, null);
            var output = new GraphTensor(TensorNames.Block(prefix, b), block.OutputChannels, spec.InputLength(b + 1));
            nodes.Add(new ConvNode([own, .. aggregated(b)], output, block, weights, bias));
            own = output;
        }

        var hidden = new GraphTensor(TensorNames.Hidden(prefix), spec.HiddenUnits, 1);
        nodes.Add(new DenseNode(own, hidden, network["hidden.weight"].ToArray(), network["hidden.bias"].ToArray(), relu: true));
        return hidden;
    }

    /// <summary>Some outputs of the last layer, divided by a temperature.</summary>
    private static DenseNode Output(Network network, GraphTensor hidden, string name, int first, int count, double temperature)
    {
        int units = network.Spec.HiddenUnits;
        float[] Divide(Span<float> values) => [.. values.ToArray().Select(value => (float)(value / temperature))];
        return new DenseNode(
            hidden,
            new GraphTensor(name, count, 1),
            Divide(network["output.weight"].Slice(first * units, count * units)),
            Divide(network["output.bias"].Slice(first, count)),
            relu: false);
    }

    /// <summary>Normalisation and input batch norm as one factor and one summand per channel.</summary>
    private static (double[] Scale, double[] Shift) InputAffine(Network network, ChannelNormalization normalization)
    {
        (double[] scale, double[] shift) = Affine(network, "input.norm");
        for (int c = 0; c < scale.Length; c++)
        {
            shift[c] -= scale[c] * normalization.Scale[c] * normalization.Mean[c];
            scale[c] *= normalization.Scale[c];
        }

        return (scale, shift);
    }

    /// <summary>γ (y - μ) / sqrt(σ² + ε) + β as factor and summand.</summary>
    private static (double[] Scale, double[] Shift) Affine(Network network, string norm)
    {
        ReadOnlySpan<float> gamma = network[$"{norm}.weight"];
        ReadOnlySpan<float> beta = network[$"{norm}.bias"];
        ReadOnlySpan<float> mean = network[$"{norm}.running_mean"];
        ReadOnlySpan<float> variance = network[$"{norm}.running_var"];
        var scale = new double[gamma.Length];
        var shift = new double[gamma.Length];
        for (int c = 0; c < scale.Length; c++)
        {
            scale[c] = gamma[c] / Math.Sqrt(variance[c] + (double)NormReluPool.Epsilon);
            shift[c] = beta[c] - (scale[c] * mean[c]);
        }

        return (scale, shift);
    }

    /// <summary>The weights (O, C / G, K) and biases (O) of a convolution with its batch norm and, where given, what happens to its inputs.</summary>
    private static (float[] Weights, float[] Bias) Fold(Network network, int block, double[]? inputScale, double[]? inputShift)
    {
        BlockSpec shape = network.Spec.Blocks[block];
        int perGroup = network.Spec.InputChannels(block) / shape.Groups;   // C / G
        int outputsPerGroup = shape.OutputChannels / shape.Groups;
        (double[] scale, double[] shift) = Affine(network, $"block{block + 1}.norm");
        ReadOnlySpan<float> weights = network[$"block{block + 1}.conv.weight"];
        ReadOnlySpan<float> bias = network[$"block{block + 1}.conv.bias"];
        var foldedWeights = new float[weights.Length];
        var foldedBias = new float[bias.Length];
        for (int o = 0; o < foldedBias.Length; o++)
        {
            double sum = bias[o];
            for (int c = 0; c < perGroup; c++)
            {
                int channel = (o / outputsPerGroup * perGroup) + c;
                for (int k = 0; k < shape.Kernel; k++)
                {
                    int i = (((o * perGroup) + c) * shape.Kernel) + k;
                    sum += inputShift is null ? 0 : weights[i] * inputShift[channel];
                    foldedWeights[i] = (float)(scale[o] * weights[i] * (inputScale is null ? 1 : inputScale[channel]));
                }
            }

            foldedBias[o] = (float)((scale[o] * sum) + shift[o]);
        }

        return (foldedWeights, foldedBias);
    }

    private static float[] ToSingle(double[] values) => Array.ConvertAll(values, value => (float)value);
}
