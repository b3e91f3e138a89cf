using DiTMoS.Export.Onnx;
using DiTMoS.Export.Onnx.Schema;
using DiTMoS.Graphs;
using DiTMoS.Tests.Networks;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;

namespace DiTMoS.Tests.Export.Onnx;

public sealed class OnnxGraphReaderTests
{
    private static readonly RoutedGraph Small = RoutedGraph.Of(ModelData.SmallModel(ModelData.SmallOptions with { SharedBase = true }));
    private static readonly byte[] Classifier = OnnxWriter.Network(Small.Classifiers[1], new OnnxOptions());

    [Theory]
    [InlineData(OnnxLayout.Conv1D)]
    [InlineData(OnnxLayout.Conv2D)]
    public void Read_WhatWasWritten_IsTheSameNetwork(OnnxLayout layout)
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 10).ToArbitrary(), seed =>
        {
            RoutedGraph graph = RoutedGraph.Of(RandomModels.Draw(seed));
            foreach (NetworkGraph network in graph.Classifiers.Prepend(graph.Selector))
            {
                byte[] file = OnnxWriter.Network(network, new OnnxOptions { Layout = layout });

                GraphAssert.Equal(network, OnnxGraphReader.Read(file, "test.onnx"));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Read_SliceOfTwoNetworks_IsTheSameNetwork()
    {
        GraphNode[] nodes = [Small.Selector.Nodes[0], .. Small.Classifiers[0].Nodes.Take(2)];
        var slice = new NetworkGraph("classifier_0_part1", nodes, [nodes[^1].Output]);

        GraphAssert.Equal(slice, OnnxGraphReader.Read(OnnxWriter.Network(slice, new OnnxOptions()), "slice.onnx"));
    }

    [Fact]
    public void Read_AnyByteAltered_IsRefusedOrReads()
    {
        byte[] altered = [.. Classifier];
        int refused = 0;
        for (int i = 0; i < altered.Length; i++)
        {
            altered[i] ^= (byte)(1 << (i % 8));
            refused += IsRefused(altered) ? 1 : 0;
            altered[i] = Classifier[i];
        }

        Assert.InRange(refused, Classifier.Length / 4, Classifier.Length);     // names of tensors and weights may change alike
    }

    [Fact]
    public void Read_CutOff_IsRefused()
    {
        for (int length = 0; length < Classifier.Length; length += 7)
        {
            Assert.Throws<OnnxFileException>(() => OnnxGraphReader.Read(Classifier[..length], "cut.onnx"));
        }
    }

    [Fact]
    public void Read_GraphsInsideGraphs_IsRefused()
    {
        var graph = new GraphProto();
        for (int depth = 0; depth < 300; depth++)
        {
            graph = new GraphProto { Node = { new NodeProto { Attribute = { new AttributeProto { Name = "body", G = graph } } } } };
        }

        byte[] file = new ModelProto { Graph = graph }.ToByteArray();

        Assert.Contains("must be an ONNX model", Assert.Throws<OnnxFileException>(() => OnnxGraphReader.Read(file, "deep.onnx")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnotherOpset_IsRefused()
    {
        OnnxFileException error = Refusal(model => model.OpsetImport[0].Version = 9);

        Assert.Contains("opset 13. Got 9.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Conv", "group", 3, "groups")]
    [InlineData("Concat", "axis", 0, "axis 1")]
    [InlineData("Softmax", "axis", -1, "axis 1")]
    [InlineData("Gemm", "transB", 0, "transB")]
    [InlineData("Flatten", "axis", 0, "axis 1")]
    public void Read_AttributeOfAnotherMeaning_IsRefused(string type, string attribute, long value, string rule)
    {
        OnnxFileException error = Refusal(model => model.Graph.Node.First(node => node.OpType == type).Find(attribute)!.I = value);

        Assert.Contains("'altered.onnx'", error.Message, StringComparison.Ordinal);
        Assert.Contains(rule, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("strides", 3, "step by its window")]
    [InlineData("dilations", 2, "dilated")]
    [InlineData("pads", 1, "padded alike")]
    public void Read_SizesOfAnotherMeaning_IsRefused(string attribute, long value, string rule)
    {
        OnnxFileException error = Refusal(model =>
        {
            foreach (NodeProto node in model.Graph.Node)
            {
                if (attribute == "strides" ? node.OpType == "MaxPool" : node.OpType == "Conv")
                {
                    node.Find(attribute)!.Ints[0] = value;
                }
            }
        });

        Assert.Contains(rule, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ForeignOperator_NamesIt()
    {
        OnnxFileException error = Refusal(model => model.Graph.Node.First(node => node.OpType == "Softmax").OpType = "Loop");

        Assert.Contains("'score_softmax'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Loop'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WeightsOfAnotherCount_NamesTheConstant()
    {
        OnnxFileException error = Refusal(model => model.Graph.Initializer[0].RawData = ByteString.CopyFrom(new byte[8]));

        Assert.Contains("'classifier_block1_weight'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ShapeThatDoesNotFollow_NamesTheTensor()
    {
        OnnxFileException error = Refusal(model => model.Graph.ValueInfo.First(value => value.Name == "classifier_block1").Type.TensorType.Shape.Dim[2].DimValue = 9);

        Assert.Contains("'classifier_block1'", error.Message, StringComparison.Ordinal);
        Assert.Contains("(1, 2, 9)", error.Message, StringComparison.Ordinal);
    }

    private static bool IsRefused(byte[] file)
    {
        try
        {
            OnnxGraphReader.Read(file, "altered.onnx");
            return false;
        }
        catch (OnnxFileException)
        {
            return true;
        }
    }

    private static OnnxFileException Refusal(Action<ModelProto> alter)
    {
        ModelProto model = OnnxFile.Parse(Classifier, "classifier_1.onnx");
        alter(model);
        return Assert.Throws<OnnxFileException>(() => OnnxGraphReader.Read(model.ToByteArray(), "altered.onnx"));
    }
}
