using DiTMoS.Export.Onnx;
using DiTMoS.Export.Onnx.Schema;
using DiTMoS.Export.Onnx.Validation;
using Google.Protobuf;
using DataTypes = DiTMoS.Export.Onnx.Schema.TensorProto.Types.DataType;

namespace DiTMoS.Tests.Export.Onnx;

/// <summary>Ways to break each rule of the validator, starting from the file of a small classifier: input (1, 2, 24), classifier_block1 (1, 2, 11), score (1, 2).</summary>
internal static class SeededViolations
{
    public static IReadOnlyDictionary<string, SeededViolation> All { get; } = new Dictionary<string, SeededViolation>
    {
        ["dynamic axis"] = new(OnnxRules.StaticShape, "input", model => Input(model).Dim[2].DimParam = "length"),
        ["input without shape"] = new(OnnxRules.StaticShape, "input", model => model.Graph.Input[0].Type.TensorType.Shape = null),
        ["opset 6"] = new(OnnxRules.OpsetVersion, "opset_import", model => model.OpsetImport[0].Version = 6),
        ["opset 21"] = new(OnnxRules.OpsetVersion, "opset_import", model => model.OpsetImport[0].Version = 21),
        ["opset of another domain only"] = new(OnnxRules.OpsetVersion, "opset_import", model => model.OpsetImport[0].Domain = "ai.onnx.ml"),
        ["opset 16"] = new(OnnxRules.OpsetVersion, "opset_import", model => model.OpsetImport[0].Version = 16, IsWarning: true),
        ["If"] = new(OnnxRules.ControlFlow, "seeded", model => Append(model, "If", ["score"], [1, 2])),
        ["Loop"] = new(OnnxRules.ControlFlow, "seeded", model => Append(model, "Loop", ["score"], [1, 2])),
        ["graph in an attribute"] = new(OnnxRules.ControlFlow, "seeded", model =>
            Append(model, "Relu", ["score"], [1, 2], new AttributeProto { Name = "body", G = new GraphProto() })),
        ["custom domain"] = new(OnnxRules.OperatorDomain, "seeded", model => Append(model, "Relu", ["score"], [1, 2]).Domain = "com.microsoft"),
        ["operator that is not imported"] = new(OnnxRules.OperatorList, "seeded", model => Append(model, "Einsum", ["score"], [1, 2])),
        ["function"] = new(OnnxRules.ModelFunctions, "Swish", model => model.Functions.Add(new FunctionProto { Name = "Swish" })),
        ["unknown tensor"] = new(OnnxRules.GraphOrder, "seeded", model => Append(model, "Relu", ["nowhere"], [1, 2])),
        ["tensor written twice"] = new(OnnxRules.GraphOrder, "seeded", model => Append(model, "Relu", ["score"], [1, 2]).Output[0] = "classifier_output"),
        ["output that nothing writes"] = new(OnnxRules.GraphOrder, "answer", model => model.Graph.Output[1].Name = "answer"),
        ["batch of 4"] = new(OnnxRules.BatchOne, "other", model => model.Graph.Input.Add(Value("other", 4, 3))),
        ["concatenation over the batch"] = new(OnnxRules.BatchAxis, "seeded", model => Append(model, "Concat", ["score", "logits"], [2, 2], OnnxAttributes.Int("axis", 0))),
        ["negative axis of the batch"] = new(OnnxRules.BatchAxis, "seeded", model => Append(model, "Concat", ["score", "logits"], [2, 2], OnnxAttributes.Int("axis", -2))),
        ["flattened batch"] = new(OnnxRules.BatchAxis, "seeded", model => Append(model, "Flatten", ["classifier_block1"], [1, 22], OnnxAttributes.Int("axis", 0))),
        ["transposed batch"] = new(OnnxRules.BatchAxis, "seeded", model => Append(model, "Transpose", ["classifier_block1"], [2, 1, 11], OnnxAttributes.Ints("perm", 1, 0, 2))),
        ["transposed by default"] = new(OnnxRules.BatchAxis, "seeded", model => Append(model, "Transpose", ["score"], [2, 1])),
        ["reshaped batch"] = new(OnnxRules.BatchAxis, "seeded", model => Append(model, "Reshape", ["score", Longs(model, 2, -1)], [2, 1])),
        ["gathered batch"] = new(OnnxRules.BatchAxis, "seeded", model => Append(model, "Gather", ["score", Longs(model, 0)], [1, 2])),
        ["reduction of everything"] = new(OnnxRules.BatchAxis, "seeded", model => Append(model, "ReduceMean", ["score"], [1, 1])),
        ["squeezed batch"] = new(OnnxRules.BatchAxis, "seeded", model => Append(model, "Squeeze", ["score", Longs(model, 0)], [2])),
        ["new first axis"] = new(OnnxRules.BatchAxis, "seeded", model => Append(model, "Unsqueeze", ["score", Longs(model, 0)], [1, 1, 2])),
        ["rank 7"] = new(OnnxRules.TensorRank, "seeded_output", model => Append(model, "Reshape", ["score", Longs(model, 1, 2, 1, 1, 1, 1, 1)], [1, 2, 1, 1, 1, 1, 1])),
        ["dimension of 70,000"] = new(OnnxRules.TensorDimension, "other", model => model.Graph.Input.Add(Value("other", 1, 70_000))),
        ["double"] = new(OnnxRules.DataType, "seeded_output", model => Append(model, "Cast", ["score"], [1, 2], OnnxAttributes.Int("to", (int)DataTypes.Double))),
        ["int64 input"] = new(OnnxRules.DataType, "other", model => model.Graph.Input.Add(Value("other", DataTypes.Int64, 1, 3))),
        ["int64 arithmetic"] = new(OnnxRules.DataType, "longs", model => Append(model, "Add", ["score", Longs(model, 1)], [1, 2])),
        ["kernel larger than its input"] = new(OnnxRules.ConvSize, "seeded", model =>
            Append(model, "Conv", ["classifier_block1", Floats(model, 4, 2, 12)], [1, 4, 2], OnnxAttributes.Ints("pads", 1, 1))),
        ["stride larger than the input"] = new(OnnxRules.ConvSize, "seeded", model =>
            Append(model, "Conv", ["classifier_block1", Floats(model, 4, 2, 3)], [1, 4, 1], OnnxAttributes.Ints("strides", 12))),
        ["pooling window larger than its input"] = new(OnnxRules.PoolSize, "seeded", model =>
            Append(model, "MaxPool", ["classifier_block1"], [1, 2, 1], OnnxAttributes.Ints("kernel_shape", 12), OnnxAttributes.Ints("pads", 1, 0))),
        ["dilated pooling"] = new(OnnxRules.PoolDilation, "seeded", model =>
            Append(model, "MaxPool", ["classifier_block1"], [1, 2, 9], OnnxAttributes.Ints("kernel_shape", 2), OnnxAttributes.Ints("dilations", 2))),
        ["computed Gemm bias"] = new(OnnxRules.GemmBias, "seeded", model => Append(model, "Gemm", ["score", Floats(model, 2, 2), "logits"], [1, 2])),
        ["Gemm bias of two axes"] = new(OnnxRules.GemmBias, "classifier_hidden_gemm", model => model.Graph.Initializer.First(constant => constant.Name == "classifier_hidden_bias").Dims.Insert(0, 1)),
        ["MatMul of four axes"] = new(OnnxRules.MatMulRank, "seeded", model =>
            Append(model, "MatMul", [Reshaped(model, 1, 1, 1, 2), Floats(model, 1, 1, 2, 3)], [1, 1, 1, 3])),
        ["negative softmax axis"] = new(OnnxRules.SoftmaxAxis, "score_softmax", model => model.Graph.Node[^1].Attribute[0].I = -1),
        ["softmax without axis"] = new(OnnxRules.SoftmaxAxis, "score_softmax", model => model.Graph.Node[^1].Attribute.Clear()),
        ["ArgMax as output"] = new(OnnxRules.ArgMaxCast, "seeded", model => Append(model, "ArgMax", ["score"], [1, 1], OnnxAttributes.Int("axis", 1))),
        ["allowzero"] = new(OnnxRules.ReshapeZero, "seeded", model => Append(model, "Reshape", ["score", Longs(model, 1, 2)], [1, 2], OnnxAttributes.Int("allowzero", 1))),
        ["stand-alone Pad"] = new(OnnxRules.StandAlonePad, "seeded", model => Append(model, "Pad", ["classifier_block1", Longs(model, 0, 0, 1, 0, 0, 1)], [1, 2, 13])),
        ["quantised operator"] = new(OnnxRules.QuantizedFormat, "seeded", model => Append(model, "QLinearConv", ["classifier_block1"], [1, 2, 11])),
        ["16 bit"] = new(OnnxRules.QuantizedBits, "seeded", model =>
            Append(model, "DequantizeLinear", [Stored(model, "weights", DataTypes.Int16, 8, 4), Floats(model)], [4])),
        ["asymmetric weights"] = new(OnnxRules.QuantizedWeights, "seeded", model =>
        {
            Append(model, "DequantizeLinear", [Stored(model, "weights", DataTypes.Int8, 4, 4), Floats(model), Stored(model, "zero", DataTypes.Int8, 1)], [4]);
            model.Graph.Initializer[^1].RawData = ByteString.CopyFrom([3]);
        }),
        ["scale per channel of activations"] = new(OnnxRules.QuantizedActivations, "seeded", model => Append(model, "QuantizeLinear", ["score", Floats(model, 2)], [1, 2], OnnxAttributes.Int("axis", 1))),
        ["computed scale"] = new(OnnxRules.QuantizedConstants, "seeded", model => Append(model, "QuantizeLinear", ["score", Reshaped(model, 1, 2)], [1, 2])),
        ["block scales"] = new(OnnxRules.QuantizedBlocks, "seeded", model => Append(model, "QuantizeLinear", ["score", Floats(model)], [1, 2], OnnxAttributes.Int("block_size", 2))),
        ["wrong stored shape"] = new(OnnxRules.ShapeFollows, "classifier_block1_relu", model =>
            model.Graph.ValueInfo.First(value => value.Name == "classifier_block1_relu").Type.TensorType.Shape.Dim[2].DimValue = 5),
        ["unknown shape"] = new(OnnxRules.KnownShape, "seeded", model => Append(model, "Resize", ["classifier_block1"], null)),
        ["node without name"] = new(OnnxRules.NodeName, "Relu #1", model => model.Graph.Node[1].Name = "", IsWarning: true),
        ["name for a second time"] = new(OnnxRules.NodeName, "classifier_block1_conv", model => model.Graph.Node[1].Name = "classifier_block1_conv", IsWarning: true),
    };

    private static TensorShapeProto Input(ModelProto model) => model.Graph.Input[0].Type.TensorType.Shape;

    /// <summary>Adds a node called 'seeded' behind all others; with a shape, its output is stored with it.</summary>
    private static NodeProto Append(ModelProto model, string type, string[] inputs, long[]? shape, params AttributeProto[] attributes)
    {
        var node = new NodeProto { Name = "seeded", OpType = type, Input = { inputs }, Output = { "seeded_output" }, Attribute = { attributes } };
        model.Graph.Node.Add(node);
        if (shape != null && !OnnxOperators.IsImported(type))
        {
            model.Graph.ValueInfo.Add(Value("seeded_output", shape));
        }

        if (type == "ArgMax")
        {
            model.Graph.Node.Add(new NodeProto { Name = "negative", OpType = "Neg", Input = { "seeded_output" }, Output = { "negative" } });
        }

        return node;
    }

    private static string Reshaped(ModelProto model, params long[] shape)
    {
        model.Graph.Node.Add(new NodeProto { Name = "reshaped", OpType = "Reshape", Input = { "score", Longs(model, shape) }, Output = { "reshaped" } });
        return "reshaped";
    }

    private static string Floats(ModelProto model, params long[] shape) => Stored(model, "floats", DataTypes.Float, (int)(4 * OnnxShapes.Product(shape)), shape);

    private static string Longs(ModelProto model, params long[] values)
    {
        model.Graph.Initializer.Add(new TensorProto { Name = "longs", DataType = (int)DataTypes.Int64, Dims = { values.Length }, Int64Data = { values } });
        return "longs";
    }

    private static string Stored(ModelProto model, string name, DataTypes type, int bytes, params long[] shape)
    {
        model.Graph.Initializer.Add(new TensorProto { Name = name, DataType = (int)type, Dims = { shape }, RawData = ByteString.CopyFrom(new byte[bytes]) });
        return name;
    }

    private static ValueInfoProto Value(string name, params long[] shape) => Value(name, DataTypes.Float, shape);

    private static ValueInfoProto Value(string name, DataTypes type, params long[] shape)
    {
        var dimensions = new TensorShapeProto { Dim = { shape.Select(value => new TensorShapeProto.Types.Dimension { DimValue = value }) } };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = dimensions } } };
    }
}
