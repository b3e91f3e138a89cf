using DiTMoS.Data;
using DiTMoS.Export.Onnx;
using DiTMoS.Export.Onnx.Schema;
using DiTMoS.Export.Onnx.Validation;
using DiTMoS.Graphs;
using DiTMoS.Networks;
using DiTMoS.Tests.Networks;
using Google.Protobuf;

namespace DiTMoS.Tests.Export.Onnx;

public sealed class OnnxValidatorTests
{
    private static readonly RoutedGraph Small = RoutedGraph.Of(ModelData.SmallModel(ModelData.SmallOptions with { SharedBase = true }));
    private static readonly byte[] Classifier = OnnxWriter.Network(Small.Classifiers[0], new OnnxOptions());

    public static TheoryData<string> Seeds => [.. SeededViolations.All.Keys];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Validate_SeededViolation_IsFoundByNameAndNothingElse(string seed)
    {
        SeededViolation expected = SeededViolations.All[seed];
        ModelProto model = OnnxFile.Parse(Classifier, "small.onnx");
        expected.Seed(model);

        OnnxValidation validation = OnnxValidator.Validate(model.ToByteArray(), "seeded.onnx");

        OnnxViolation violation = Assert.Single(validation.Violations.DistinctBy(found => (found.Rule, found.Node)));
        Assert.Equal((expected.Rule, expected.Node, expected.IsWarning), (violation.Rule, violation.Node, violation.IsWarning));
        Assert.NotEmpty(violation.Found);
        Assert.NotEmpty(violation.WayOut);
        Assert.Equal(expected.IsWarning, validation.IsValid);
    }

    [Fact]
    public void Seeds_BreakEveryRule()
    {
        string[] rules = [.. typeof(OnnxRules).GetFields().Select(field => (string)field.GetRawConstantValue()!)];

        Assert.Equal(rules.Order(), SeededViolations.All.Values.Select(seed => seed.Rule).Distinct().Order());
    }

    [Theory]
    [InlineData(3, 51)]
    [InlineData(3, 125)]
    [InlineData(3, 151)]
    [InlineData(13, 49)]
    public void Validate_PublishedNetworks_FindsNothing(int channels, int length)
    {
        RoutedGraph graph = RoutedGraph.Of(Published(channels, length));
        foreach (NetworkGraph network in graph.Classifiers.Prepend(graph.Selector))
        {
            foreach (OnnxLayout layout in Enum.GetValues<OnnxLayout>())
            {
                OnnxValidation validation = OnnxValidator.Validate(OnnxWriter.Network(network, new OnnxOptions { Layout = layout }), network.Name);

                Assert.Empty(validation.Violations);
                Assert.False(validation.IsPcOnly);
            }
        }
    }

    [Fact]
    public void Validate_RandomNetworks_FindsKernelsThatAreTooLargeAndNothingElse()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            RoutedGraph graph = RoutedGraph.Of(RandomModels.Draw(seed));
            foreach (NetworkGraph network in graph.Classifiers.Take(1).Prepend(graph.Selector))
            {
                IEnumerable<string> tooLarge = network.Nodes.OfType<ConvNode>().SelectMany(TooLarge).Order();

                OnnxValidation validation = OnnxValidator.Validate(OnnxWriter.Network(network, new OnnxOptions()), network.Name);

                Assert.Equal(tooLarge, validation.Violations.Select(violation => $"{violation.Rule} {violation.Node}").Distinct().Order());
            }
        }
    }

    [Fact]
    public void Validate_StoredShapesRemoved_DerivesThem()
    {
        ModelProto model = OnnxFile.Parse(Classifier, "small.onnx");
        model.Graph.ValueInfo.Clear();

        Assert.Empty(OnnxValidator.Validate(model.ToByteArray(), "stripped.onnx").Violations);
    }

    [Fact]
    public void Validate_FullGraph_IsExemptOnlyWhileItSaysSo()
    {
        byte[] full = OnnxWriter.Full(Small, new OnnxOptions());
        ModelProto model = OnnxFile.Parse(full, "full.onnx");
        model.MetadataProps.Clear();

        OnnxValidation exempt = OnnxValidator.Validate(full, "full.onnx");
        OnnxValidation checkedAll = OnnxValidator.Validate(model.ToByteArray(), "full.onnx");

        Assert.True(exempt.IsPcOnly);
        Assert.Empty(exempt.Violations);
        Assert.False(checkedAll.IsValid);
        Assert.Contains(checkedAll.Violations, violation => violation is { Rule: OnnxRules.BatchAxis, Node: "all_scores" });
        Assert.Contains(checkedAll.Violations, violation => violation is { Rule: OnnxRules.ArgMaxCast, Node: "select_classifier" });
    }

    [Fact]
    public void Validate_SymmetricQuantisedGemm_FindsNothing()
    {
        ModelProto model = OnnxFile.Parse(Classifier, "small.onnx");
        Quantize(model.Graph, model.Graph.Node.First(node => node.OpType == "Gemm"));

        Assert.Empty(OnnxValidator.Validate(model.ToByteArray(), "quantised.onnx").Violations);
    }

    [Fact]
    public void Validate_AnyByteAltered_IsRefusedOrJudged()
    {
        byte[] altered = [.. Classifier];
        for (int i = 0; i < altered.Length; i++)
        {
            altered[i] ^= (byte)(1 << (i % 8));
            try
            {
                Assert.NotNull(OnnxValidator.Validate(altered, "altered.onnx").Violations);
            }
            catch (OnnxFileException e)
            {
                Assert.Contains("'altered.onnx'", e.Message, StringComparison.Ordinal);
            }

            altered[i] = Classifier[i];
        }
    }

    [Fact]
    public void Validate_NoModel_IsRefused()
    {
        Assert.Throws<OnnxFileException>(() => OnnxValidator.Validate([], "empty.onnx"));
        Assert.Throws<OnnxFileException>(() => OnnxValidator.Validate("time,x,y"u8.ToArray(), "windows.csv"));
    }

    private static DiTMoSModel Published(int channels, int length) => new(
        ModelData.Random(PublishedNetworks.Selector(channels, length, 6 + 17), 0),
        [.. Enumerable.Range(1, 6).Select(i => ModelData.Random(PublishedNetworks.Classifier(channels, length, 17), i))])
    {
        ClassNames = [.. Enumerable.Range(0, 17).Select(k => $"class {k}")],
        ChannelNames = [.. Enumerable.Range(0, channels).Select(c => $"channel {c}")],
        Normalization = new ChannelNormalization(new double[channels], [.. Enumerable.Repeat(1.0, channels)]),
        Record = ModelData.SmallRecord(),
    };

    private static IEnumerable<string> TooLarge(ConvNode conv)
    {
        if (conv.Block.Kernel > conv.Inputs[0].Length || conv.Block.Stride > conv.Inputs[0].Length)
        {
            yield return $"{OnnxRules.ConvSize} {conv.Name}_conv";
        }

        if (conv.Block.Pool > conv.ConvolvedLength)
        {
            yield return $"{OnnxRules.PoolSize} {conv.Name}_pool";
        }
    }

    /// <summary>Puts QuantizeLinear and DequantizeLinear around a Gemm: int8 weights per channel, an int32 bias, asymmetric uint8 activations.</summary>
    private static void Quantize(GraphProto graph, NodeProto gemm)
    {
        long[] weight = [.. graph.Initializer.First(constant => constant.Name == gemm.Input[1]).Dims];
        void Store(string name, TensorProto.Types.DataType type, int bytes, params long[] shape) =>
            graph.Initializer.Add(new TensorProto { Name = name, DataType = (int)type, Dims = { shape }, RawData = ByteString.CopyFrom([.. Enumerable.Repeat((byte)0, bytes)]) });
        Store("w8", TensorProto.Types.DataType.Int8, (int)(weight[0] * weight[1]), weight);
        Store("w_scale", TensorProto.Types.DataType.Float, 4 * (int)weight[0], weight[0]);
        Store("b32", TensorProto.Types.DataType.Int32, 4 * (int)weight[0], weight[0]);
        Store("scale", TensorProto.Types.DataType.Float, 4);
        graph.Initializer.Add(new TensorProto { Name = "zero", DataType = (int)TensorProto.Types.DataType.Uint8, RawData = ByteString.CopyFrom([128]) });

        int place = graph.Node.IndexOf(gemm);
        graph.Node.Insert(place, new NodeProto { Name = "w", OpType = "DequantizeLinear", Input = { "w8", "w_scale" }, Output = { "w" }, Attribute = { OnnxAttributes.Int("axis", 0) } });
        graph.Node.Insert(place, new NodeProto { Name = "b", OpType = "DequantizeLinear", Input = { "b32", "w_scale" }, Output = { "b" }, Attribute = { OnnxAttributes.Int("axis", 0) } });
        graph.Node.Insert(place, new NodeProto { Name = "x", OpType = "DequantizeLinear", Input = { "x8", "scale", "zero" }, Output = { "x" } });
        graph.Node.Insert(place, new NodeProto { Name = "x8", OpType = "QuantizeLinear", Input = { gemm.Input[0], "scale", "zero" }, Output = { "x8" } });
        gemm.Input.Clear();
        gemm.Input.Add(["x", "w", "b"]);
    }
}
