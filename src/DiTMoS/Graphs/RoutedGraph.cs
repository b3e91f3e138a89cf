using DiTMoS.Data;
using DiTMoS.Networks;

namespace DiTMoS.Graphs;

/// <summary>One inference of a model as operators on named tensors: the selector, where there is one, then the classifier that it chooses.</summary>
/// <remarks>
/// Batch norms, normalisation and temperature are folded into weights. The selector writes the routing logits
/// <see cref="Route"/>, whose largest chooses the classifier (the first of equals), the features that classifiers read,
/// and for a shared base the class logits <see cref="Base"/>. A classifier writes <see cref="Logits"/> and <see cref="Score"/>.
/// An ensemble is one classifier behind an empty selector: its members run one after the other, and their probabilities are averaged.
/// </remarks>
internal sealed class RoutedGraph
{
    internal RoutedGraph(GraphTensor input, NetworkGraph selector, IReadOnlyList<NetworkGraph> classifiers)
    {
        Input = input;
        Selector = selector;
        Classifiers = classifiers;
        Shared = [.. classifiers[0].Inputs.Where(tensor => tensor != input)];
    }

    /// <summary>The window in the recording's own unit, <c>input</c>.</summary>
    public GraphTensor Input { get; }

    /// <summary>The network that chooses; without operators where there is but one classifier.</summary>
    public NetworkGraph Selector { get; }

    /// <summary>Whether a selector chooses.</summary>
    public bool IsRouted => Selector.Nodes.Count > 0;

    /// <summary>The N networks to choose from; they differ in weights only.</summary>
    public IReadOnlyList<NetworkGraph> Classifiers { get; }

    /// <summary>What classifiers read of the selector: features and, for a shared base, its logits.</summary>
    public IReadOnlyList<GraphTensor> Shared { get; }

    /// <summary>The selector's N routing logits, <c>selector_route</c>; null where there is but one classifier.</summary>
    public GraphTensor? Route => IsRouted ? Selector.ProducerOf(TensorNames.Route).Output : null;

    /// <summary>The selector's K class logits divided by the temperature, <c>selector_base</c>; null without a shared base.</summary>
    public GraphTensor? Base => Selector.Outputs.FirstOrDefault(tensor => tensor.Name == TensorNames.Base);

    /// <summary>The K class logits divided by the temperature, <c>logits</c>; null where several members have logits of their own.</summary>
    public GraphTensor? Logits => Classifiers[0].Outputs.FirstOrDefault(tensor => tensor.Name == TensorNames.Logits);

    /// <summary>The K class probabilities, <c>score</c>.</summary>
    public GraphTensor Score => Classifiers[0].ProducerOf(TensorNames.Score).Output;

    /// <summary>Multiplications of one inference: the selector's and one classifier's.</summary>
    public long Macs => Selector.Macs + Classifiers[0].Macs;

    /// <summary>Weights and biases of all networks.</summary>
    public long Parameters => Selector.Parameters + Classifiers.Sum(classifier => classifier.Parameters);

    /// <summary>The operators of a model.</summary>
    /// <param name="model">The model; its weights are copied.</param>
    public static RoutedGraph Of(WindowModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Of(model, model.Normalization);
    }

    /// <summary>The operators of a model that takes windows which are normalised already.</summary>
    /// <param name="model">The model; its weights are copied.</param>
    public static RoutedGraph OfNormalized(WindowModel model) => Of(model, ChannelNormalization.Identity(model.Channels));

    private static RoutedGraph Of(WindowModel model, ChannelNormalization normalization)
    {
        var input = new GraphTensor(TensorNames.Input, model.Channels, model.Length);
        return model switch
        {
            DiTMoSModel routed => Of(routed, normalization, input),
            EnsembleModel ensemble => new RoutedGraph(input, new NetworkGraph(TensorNames.Selector, [], []), [Lowering.Ensemble(ensemble, normalization, input)]),
            _ => throw new NotSupportedException($"Models of the kind {model.GetType().Name} have no operators."),
        };
    }

    private static RoutedGraph Of(DiTMoSModel model, ChannelNormalization normalization, GraphTensor input)
    {
        NetworkGraph selector = Lowering.Selector(model, normalization, input);
        return new RoutedGraph(input, selector, [.. Enumerable.Range(0, model.Classifiers.Count).Select(i => Lowering.Classifier(model, i, normalization, input, selector))]);
    }
}
