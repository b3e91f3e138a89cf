using DiTMoS.Export.Onnx.Schema;
using DiTMoS.Graphs;
using Google.Protobuf;

namespace DiTMoS.Export.Onnx;

/// <summary>Writes networks as ONNX files: opset 13, static shapes, batch 1. The same network and options give the same bytes.</summary>
internal static class OnnxWriter
{
    /// <summary>The version of ONNX's operators, which old and new installations of STM32Cube.AI read.</summary>
    public const int Opset = 13;

    // The version of the file format that came with that opset.
    private const int IrVersion = 7;

    /// <summary>One network, or a slice of one.</summary>
    /// <param name="graph">The network. Tensors keep their names and become (1, C, L) or (1, C, 1, L), vectors (1, C).</param>
    /// <param name="options">Layout and metadata.</param>
    public static byte[] Network(NetworkGraph graph, OnnxOptions options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        var builder = new OnnxGraphBuilder();
        var network = new OnnxNetworkWriter(builder, graph, options.Layout, name => name);
        network.AddInputs();
        network.AddNodes();
        return ToBytes(builder.Build(graph.Name, [.. graph.Outputs.Select(tensor => tensor.Name)]), options.Metadata);
    }

    /// <summary>The selector, all classifiers and the choice between them, or the one classifier, in one graph, for a PC: <see cref="OnnxNames"/> names its input and outputs.</summary>
    /// <param name="graph">The networks.</param>
    /// <param name="options">Layout and metadata; that the file is for a PC is added.</param>
    public static byte[] Full(RoutedGraph graph, OnnxOptions options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        var builder = new OnnxGraphBuilder();
        HashSet<string> shared = graph.Selector.Nodes.Select(node => node.Output.Name).ToHashSet(StringComparer.Ordinal);
        string NameOf(string tensor) => tensor == graph.Input.Name ? OnnxNames.Features : tensor;

        new OnnxNetworkWriter(builder, graph.IsRouted ? graph.Selector : graph.Classifiers[0], options.Layout, NameOf).AddInputs();
        new OnnxNetworkWriter(builder, graph.Selector, options.Layout, NameOf).AddNodes();
        for (int i = 0; i < graph.Classifiers.Count; i++)
        {
            int index = i;
            string NameOfClassifier(string tensor) => tensor == graph.Input.Name || shared.Contains(tensor) ? NameOf(tensor)
                : tensor == graph.Score.Name && !graph.IsRouted ? OnnxNames.Score
                : OnnxNames.OfClassifier(index, tensor);
            new OnnxNetworkWriter(builder, graph.Classifiers[i], options.Layout, NameOfClassifier).AddNodes();
        }

        AddChoice(builder, graph);
        return ToBytes(
            builder.Build("full", graph.IsRouted ? [OnnxNames.Score, OnnxNames.PredictedLabel, OnnxNames.SelectedClassifier] : [OnnxNames.Score, OnnxNames.PredictedLabel]),
            [.. options.Metadata, new KeyValuePair<string, string>(OnnxNames.PcOnly, OnnxNames.Yes)]);
    }

    /// <summary>The score of the classifier with the largest routing logit, and its largest class; of equals the first.</summary>
    private static void AddChoice(OnnxGraphBuilder builder, RoutedGraph graph)
    {
        int n = graph.Classifiers.Count;
        int k = graph.Score.Channels;
        AttributeProto[] largest = [OnnxAttributes.Int("axis", 1), OnnxAttributes.Int("keepdims", 0)];
        if (graph.Route is { } route)
        {
            builder.Operator("ArgMax", "select_classifier", [route.Name], OnnxNames.SelectedClassifier, [1], largest, TensorProto.Types.DataType.Int64);
            string all = builder.Operator(
                "Concat",
                "all_scores",
                [.. Enumerable.Range(0, n).Select(i => OnnxNames.OfClassifier(i, graph.Score.Name))],
                "all_scores",
                [n, k],
                [OnnxAttributes.Int("axis", 0)]);
            builder.Operator("Gather", "select_score", [all, OnnxNames.SelectedClassifier], OnnxNames.Score, [1, k], [OnnxAttributes.Int("axis", 0)]);
        }

        builder.Operator("ArgMax", "predict_label", [OnnxNames.Score], OnnxNames.PredictedLabel, [1], largest, TensorProto.Types.DataType.Int64);
    }

    private static byte[] ToBytes(GraphProto graph, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "DiTMoS",
            ProducerVersion = typeof(OnnxWriter).Assembly.GetName().Version?.ToString(3) ?? string.Empty,
            Graph = graph,
            OpsetImport = { new OperatorSetIdProto { Version = Opset } },
        };
        model.MetadataProps.Add(metadata.Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }));
        return model.ToByteArray();
    }
}
