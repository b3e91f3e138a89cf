using DiTMoS.Export.Onnx;
using DiTMoS.Export.Onnx.Schema;
using DiTMoS.Graphs;
using DiTMoS.Tests.Networks;

namespace DiTMoS.Tests.Export.Onnx;

public sealed class OnnxWriterTests
{
    private static readonly RoutedGraph Graph = RoutedGraph.Of(ModelData.SmallModel(ModelData.SmallOptions with { SharedBase = true }));

    [Fact]
    public void Network_Classifier_HasReadableNamesInOrder()
    {
        ModelProto model = Parse(OnnxWriter.Network(Graph.Classifiers[2], new OnnxOptions()));

        Assert.Equal(
            [
                "classifier_block1_conv", "classifier_block1_relu", "classifier_block1_pool",
                "classifier_block2_concat", "classifier_block2_conv", "classifier_block2_relu", "classifier_block2_pool",
                "classifier_hidden_flatten", "classifier_hidden_gemm", "classifier_hidden_relu",
                "classifier_output_gemm", "logits_add", "score_softmax",
            ],
            model.Graph.Node.Select(node => node.Name));
        Assert.Equal("classifier_2", model.Graph.Name);
        Assert.Equal(["input", "selector_block1", "selector_base"], model.Graph.Input.Select(input => input.Name));
        Assert.Equal(["logits", "score"], model.Graph.Output.Select(output => output.Name));
        Assert.Equal(["classifier_block1_weight", "classifier_block1_bias"], model.Graph.Initializer.Take(2).Select(constant => constant.Name));
    }

    [Theory]
    [InlineData(OnnxLayout.Conv1D, new long[] { 1, 2, 24 }, new long[] { 2, 2, 3 }, new long[] { 3 }, new long[] { 0, 0 })]
    [InlineData(OnnxLayout.Conv2D, new long[] { 1, 2, 1, 24 }, new long[] { 2, 2, 1, 3 }, new long[] { 1, 3 }, new long[] { 0, 0, 0, 0 })]
    public void Network_Layout_ShapesInputAndKernels(OnnxLayout layout, long[] input, long[] weight, long[] kernel, long[] pads)
    {
        ModelProto model = Parse(OnnxWriter.Network(Graph.Selector, new OnnxOptions { Layout = layout }));

        Assert.Equal(input, model.Graph.Input[0].Type.TensorType.Shape.Dim.Select(dimension => dimension.DimValue));
        Assert.Equal(weight, model.Graph.Initializer[0].Dims);
        Assert.Equal(kernel, model.Graph.Node[0].Ints("kernel_shape"));
        Assert.Equal(pads, model.Graph.Node[0].Ints("pads"));
    }

    [Fact]
    public void Network_Metadata_KeepsItsOrder()
    {
        var options = new OnnxOptions { Metadata = [new("classes", "walking,running"), new("a", "größer")] };

        ModelProto model = Parse(OnnxWriter.Network(Graph.Selector, options));

        Assert.Equal(options.Metadata, model.MetadataProps.Select(entry => KeyValuePair.Create(entry.Key, entry.Value)));
        Assert.Equal(13, Assert.Single(model.OpsetImport).Version);
        Assert.Null(model.Metadata("pc_only"));
    }

    [Fact]
    public void Full_HasTheColumnsOfMLNet()
    {
        ModelProto model = Parse(OnnxWriter.Full(Graph, new OnnxOptions()));

        Assert.Equal("Features", Assert.Single(model.Graph.Input).Name);
        Assert.Equal(["Score", "PredictedLabel", "SelectedClassifier"], model.Graph.Output.Select(output => output.Name));
        Assert.Equal("true", model.Metadata("pc_only"));
        Assert.Equal(3, model.Graph.Node.Count(node => node.OpType == "Softmax"));
        Assert.Equal(model.Graph.Node.Count, model.Graph.Node.Select(node => node.Name).Distinct().Count());
    }

    [Theory]
    [InlineData(OnnxLayout.Conv1D)]
    [InlineData(OnnxLayout.Conv2D)]
    public void NetworkAndFull_Again_AreTheSameBytes(OnnxLayout layout)
    {
        RoutedGraph again = RoutedGraph.Of(ModelData.SmallModel(ModelData.SmallOptions with { SharedBase = true }));
        var options = new OnnxOptions { Layout = layout };

        Assert.Equal(OnnxWriter.Full(Graph, options), OnnxWriter.Full(again, options));
        Assert.Equal(OnnxWriter.Network(Graph.Classifiers[0], options), OnnxWriter.Network(again.Classifiers[0], options));
    }

    private static ModelProto Parse(byte[] file) => OnnxFile.Parse(file, "test.onnx");
}
