using System.Diagnostics.CodeAnalysis;
using DiTMoS.Data;
using DiTMoS.Export.Onnx.Schema;
using DiTMoS.Graphs;
using DiTMoS.Networks;

namespace DiTMoS.Export.Onnx;

/// <summary>Reads networks that <see cref="OnnxWriter.Network"/> wrote back as fused operators, in either layout: what runs is then what stands in the file.</summary>
/// <remarks>Each step takes one fused operator off the list of nodes. Whatever is written in another way is refused, and never guessed.</remarks>
internal sealed class OnnxGraphReader
{
    private const int LargestDimension = 65_535;
    private const int MostValues = 1 << 24;

    private readonly string _file;
    private readonly GraphProto _graph;
    private readonly Dictionary<string, TensorProto> _constants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GraphTensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<long>> _declared = new(StringComparer.Ordinal);
    private readonly List<GraphNode> _nodes = [];
    private int _next;

    private OnnxGraphReader(string file, GraphProto graph)
    {
        _file = file;
        _graph = graph;
    }

    /// <summary>The network of a file.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="name">What the file is called in messages.</param>
    /// <exception cref="OnnxFileException">The bytes are no ONNX model, or not one as it is written here; the message names the node.</exception>
    public static NetworkGraph Read(byte[] file, string name)
    {
        ArgumentNullException.ThrowIfNull(file);
        ModelProto model = OnnxFile.Parse(file, name);
        var reader = new OnnxGraphReader(name, model.Graph);
        reader.Require(model.OpsetImport is [{ Domain: "", Version: OnnxWriter.Opset }], "The operators", $"must be those of opset {OnnxWriter.Opset}", string.Join(", ", model.OpsetImport.Take(3).Select(import => $"{import.Version}")));
        return reader.Read();
    }

    private NetworkGraph Read()
    {
        ReadDeclarations();
        while (_next < _graph.Node.Count)
        {
            NodeProto node = _graph.Node[_next++];
            Require(node.Domain.Length == 0, node, "must be an operator of ONNX itself", $"domain '{Text.Shown(node.Domain)}'");
            ReadFused(node);
        }

        var outputs = _graph.Output.Select(output => Tensor(output.Name, $"output '{Text.Shown(output.Name)}'")).ToArray();
        return new NetworkGraph(_graph.Name, _nodes, outputs);
    }

    private void ReadDeclarations()
    {
        foreach (TensorProto constant in _graph.Initializer)
        {
            Require(_constants.TryAdd(constant.Name, constant), Quoted(constant.Name), "must be stored once", "a second one");
        }

        foreach (ValueInfoProto value in _graph.Input.Concat(_graph.Output).Concat(_graph.ValueInfo))
        {
            TypeProto.Types.Tensor? type = value.Type?.TensorType;
            Require(type?.ElemType == (int)TensorProto.Types.DataType.Float && type.Shape != null, Quoted(value.Name), "must be a tensor of float32", "another type");
            Require(_declared.TryAdd(value.Name, [.. type.Shape.Dim.Select(dimension => dimension.DimValue)]), Quoted(value.Name), "must be declared once", "a second declaration");
        }

        foreach (ValueInfoProto input in _graph.Input)
        {
            IReadOnlyList<long> shape = _declared[input.Name];
            Require(
                shape.Count is >= 2 and <= 4 && shape[0] == 1 && (shape.Count < 4 || shape[2] == 1),
                Quoted(input.Name),
                "must have the shape (1, C), (1, C, L) or (1, C, 1, L)",
                OnnxShape.Text(shape));
            int channels = Dimension(shape[1], Quoted(input.Name));
            _tensors.Add(input.Name, Checked(new GraphTensor(input.Name, channels, shape.Count == 2 ? 1 : Dimension(shape[^1], Quoted(input.Name)))));
        }
    }

    private void ReadFused(NodeProto node)
    {
        switch (node.OpType)
        {
            case "Concat":
                ReadConv(Take("Conv", node), ReadConcat(node));
                break;
            case "Conv":
                ReadConv(node, [Input(node)]);
                break;
            case "Flatten":
                Require(node.Int("axis", 1) == 1, node, "must have the axis 1", $"{node.Int("axis", 1)}");
                ReadDense(Take("Gemm", node), Input(node));
                break;
            case "Gemm":
                ReadDense(node, Input(node));
                break;
            case "Mul":
                ReadScaleShift(node);
                break;
            case "Add":
                ReadAdd(node);
                break;
            case "Mean":
                ReadMean(node);
                break;
            case "Softmax":
                ReadSoftmax(node);
                break;
            default:
                throw Refused(Quoted(node.Name), "must be Conv, Gemm, Mul, Add, Mean, Softmax, or Concat or Flatten in front of one", $"'{Text.Shown(node.OpType)}'");
        }
    }

    private GraphTensor[] ReadConcat(NodeProto node)
    {
        Require(node.Int("axis", 0) == 1 && node.Input.Count >= 2, node, "must join channels, axis 1, of two tensors or more", $"axis {node.Int("axis", 0)}, {node.Input.Count} tensors");
        GraphTensor[] inputs = [.. node.Input.Select(input => Tensor(input, Quoted(node.Name)))];
        Require(inputs.All(input => input.Length == inputs[0].Length), node, "must join tensors of one length", string.Join(", ", inputs.Select(input => input.Length)));
        return inputs;
    }

    private void ReadConv(NodeProto node, GraphTensor[] inputs)
    {
        Require(node.Input.Count == 3, node, "must read values, weights and biases", $"{node.Input.Count} inputs");
        TensorProto weight = Constant(node, 1);
        Require(weight.Dims.Count is 3 or 4, node, "must have weights of shape (O, C, K) or (O, C, 1, K)", weight.ShapeText());
        int axes = weight.Dims.Count - 2;
        Require(axes == 1 || weight.Dims[2] == 1, node, "must have a kernel of one row", weight.ShapeText());
        (int outputChannels, int perGroup, int kernel) = (Dimension(weight.Dims[0], Quoted(node.Name)), Dimension(weight.Dims[1], Quoted(node.Name)), Dimension(weight.Dims[^1], Quoted(node.Name)));

        NodeProto last = Take("Relu", node);
        NodeProto? pool = TakeIf("MaxPool", last) ?? TakeIf("AveragePool", last);
        var block = new BlockSpec(
            outputChannels,
            kernel,
            Padding(node, axes),
            Size(node, "strides", axes, 1),
            Dimension(node.Int("group", 1), Quoted(node.Name)),
            pool is null ? 1 : Pool(pool, axes),
            pool?.OpType == "AveragePool" ? PoolKind.Average : PoolKind.Max);
        Require(Size(node, "kernel_shape", axes, kernel) == kernel, node, "must name the kernel that its weights have", weight.ShapeText());
        Require(Size(node, "dilations", axes, 1) == 1, node, "must not be dilated", "dilations over 1");
        int channels = inputs.Sum(input => input.Channels);
        Require(
            channels == (long)perGroup * block.Groups && outputChannels % block.Groups == 0,
            node,
            $"must have weights and groups that fit {channels} channels",
            $"{weight.ShapeText()} in {block.Groups} groups");
        int length = block.OutputLength(inputs[0].Length);
        Require(length >= 1, node, "must leave at least one sample", $"kernel {kernel} and pooling {block.Pool} on {inputs[0].Length} samples");
        GraphTensor output = Written((pool ?? last).Output[0], outputChannels, length);
        _nodes.Add(new ConvNode(inputs, output, block, Floats(weight, node), Floats(Constant(node, 2), node, outputChannels)));
    }

    private void ReadDense(NodeProto node, GraphTensor input)
    {
        Require(
            node.Input.Count == 3 && node.Int("transB", 0) == 1 && node.Int("transA", 0) == 0 && node.Float("alpha", 1) == 1 && node.Float("beta", 1) == 1,
            node,
            "must be x Wᵀ + b: transB 1, no other factor",
            "something else");
        TensorProto weight = Constant(node, 1);
        Require(weight.Dims.Count == 2 && weight.Dims[1] == input.Values, node, $"must have weights for {input.Values} values", weight.ShapeText());
        int units = Dimension(weight.Dims[0], Quoted(node.Name));
        NodeProto? relu = TakeIf("Relu", node);
        GraphTensor output = Written((relu ?? node).Output[0], units, 1);
        _nodes.Add(new DenseNode(input, output, Floats(weight, node), Floats(Constant(node, 2), node, units), relu != null));
    }

    private void ReadScaleShift(NodeProto node)
    {
        GraphTensor input = Input(node);
        Require(node.Input.Count == 2, node, "must read values and factors", $"{node.Input.Count} inputs");
        NodeProto shift = Take("Add", node);
        Require(shift.Input.Count == 2, shift, "must read values and what is added", $"{shift.Input.Count} inputs");
        float[] factors = PerChannel(node, input);
        float[] summands = PerChannel(shift, input);
        _nodes.Add(new ScaleShiftNode(input, Written(shift.Output[0], input.Channels, input.Length), factors, summands));
    }

    private void ReadAdd(NodeProto node)
    {
        GraphTensor left = Input(node);
        GraphTensor right = Tensor(node.Input.Count == 2 ? node.Input[1] : string.Empty, Quoted(node.Name));
        Require(left.Channels == right.Channels && left.Length == right.Length, node, "must add tensors of one shape", $"({left.Channels}, {left.Length}) and ({right.Channels}, {right.Length})");
        _nodes.Add(new AddNode(left, right, Written(Output(node), left.Channels, left.Length)));
    }

    private void ReadMean(NodeProto node)
    {
        GraphTensor[] inputs = [.. node.Input.Select(input => Tensor(input, Quoted(node.Name)))];
        Require(inputs.Length > 0 && inputs.All(input => input.Length == 1 && input.Channels == inputs[0].Channels), node, "must average vectors of one size", string.Join(", ", inputs.Select(input => $"({input.Channels}, {input.Length})")));
        _nodes.Add(new AverageNode(inputs, Written(Output(node), inputs[0].Channels, 1)));
    }

    private void ReadSoftmax(NodeProto node)
    {
        GraphTensor input = Input(node);
        Require(node.Int("axis", -1) == 1 && input.Length == 1, node, "must work on the values of a vector, axis 1", $"axis {node.Int("axis", -1)} of ({input.Channels}, {input.Length})");
        _nodes.Add(new SoftmaxNode(input, Written(Output(node), input.Channels, 1)));
    }

    /// <summary>The next node, which must be of a type and read what the last one wrote.</summary>
    private NodeProto Take(string type, NodeProto before) =>
        TakeIf(type, before) ?? throw Refused(Quoted(before.Name), $"must be followed by the {type} that reads it", _next < _graph.Node.Count ? $"'{Text.Shown(_graph.Node[_next].OpType)}'" : "the end");

    private NodeProto? TakeIf(string type, NodeProto before)
    {
        string written = Output(before);
        if (_next == _graph.Node.Count || _graph.Node[_next].OpType != type || _graph.Node[_next].Domain.Length > 0 || _graph.Node[_next].Input.FirstOrDefault() != written)
        {
            return null;
        }

        Output(_graph.Node[_next]);
        return _graph.Node[_next++];
    }

    private int Padding(NodeProto node, int axes)
    {
        Require(node.Word("auto_pad", "NOTSET") == "NOTSET", node, "must name its pads", "auto_pad");
        IReadOnlyList<long> pads = node.Ints("pads") ?? new long[2 * axes];
        Require(
            pads.Count == 2 * axes && pads[axes - 1] == pads[^1] && pads[^1] is >= 0 and <= LargestDimension && (axes == 1 || (pads[0] == 0 && pads[2] == 0)),
            node,
            "must be padded alike on both ends of the time axis, and on no other",
            OnnxShape.Text(pads));
        return (int)pads[^1];
    }

    private int Pool(NodeProto node, int axes)
    {
        Require(node.Output.Count == 1 && Padding(node, axes) == 0 && node.Int("ceil_mode", 0) == 0, node, "must be without padding and partial windows", "pads, indices or ceil_mode");
        int window = Size(node, "kernel_shape", axes, 0);
        Require(Size(node, "strides", axes, 1) == window && Size(node, "dilations", axes, 1) == 1, node, "must step by its window", $"window {window}");
        return window;
    }

    /// <summary>A size along the time axis, 1 along any other.</summary>
    private int Size(NodeProto node, string name, int axes, long missing)
    {
        IReadOnlyList<long> sizes = node.Ints(name) ?? (axes == 1 ? [missing] : [1, missing]);
        Require(sizes.Count == axes && (axes == 1 || sizes[0] == 1), node, $"must have '{name}' for {axes} axes, with 1 along any but time", OnnxShape.Text(sizes));
        return Dimension(sizes[^1], Quoted(node.Name));
    }

    private float[] PerChannel(NodeProto node, GraphTensor input)
    {
        TensorProto constant = Constant(node, 1);
        Require(
            constant.Dims.Count == _declared.GetValueOrDefault(input.Name)?.Count && constant.ValueCount() == input.Channels && constant.Dims[1] == input.Channels,
            node,
            $"must have one value for each of {input.Channels} channels",
            constant.ShapeText());
        return Floats(constant, node, input.Channels);
    }

    private TensorProto Constant(NodeProto node, int index) =>
        _constants.GetValueOrDefault(node.Input[index]) ?? throw Refused(Quoted(node.Name), $"must have a constant as input {index}", Quoted(node.Input[index]));

    private float[] Floats(TensorProto constant, NodeProto node, int? count = null)
    {
        float[] values = constant.Floats() ?? throw Refused(Quoted(node.Name), "must have its float32 constants in the file, as many as their shape says", $"{Quoted(constant.Name)} of shape {constant.ShapeText()}");
        Require(count is null || values.Length == count, node, $"must have {count} values in {Quoted(constant.Name)}", $"{values.Length}");
        Require(Array.TrueForAll(values, float.IsFinite), node, $"must have finite values in {Quoted(constant.Name)}", "one that is not");
        return values;
    }

    private GraphTensor Input(NodeProto node) => Tensor(node.Input.FirstOrDefault() ?? string.Empty, Quoted(node.Name));

    private GraphTensor Tensor(string name, string reader) =>
        _tensors.GetValueOrDefault(name) ?? throw Refused(reader, "must be a tensor that was written before", Quoted(name));

    private string Output(NodeProto node)
    {
        Require(node.Output.Count == 1, node, "must write one tensor", $"{node.Output.Count}");
        return node.Output[0];
    }

    /// <summary>A tensor that an operator writes; where its shape is declared, that must be the one that follows.</summary>
    private GraphTensor Written(string name, int channels, int length)
    {
        GraphTensor tensor = Checked(new GraphTensor(name, channels, length));
        Require(!_constants.ContainsKey(name) && _tensors.TryAdd(name, tensor), Quoted(name), "must be written once", "a second writer");
        IReadOnlyList<long>? shape = _declared.GetValueOrDefault(name);
        bool fits = shape is null || (shape.Count >= 2 && shape[0] == 1 && shape[1] == channels && (shape.Count == 2 ? length == 1 : shape[^1] == length));
        Require(fits, Quoted(name), $"must be declared with the shape that its operator gives, {channels} x {length}", OnnxShape.Text(shape ?? []));
        return tensor;
    }

    private GraphTensor Checked(GraphTensor tensor)
    {
        Require((long)tensor.Channels * tensor.Length <= MostValues, Quoted(tensor.Name), $"must have at most {MostValues} values", $"{tensor.Channels} x {tensor.Length}");
        return tensor;
    }

    private int Dimension(long value, string part)
    {
        Require(value is >= 1 and <= LargestDimension, part, $"must have sizes in [1, {LargestDimension}]", $"{value}");
        return (int)value;
    }

    private void Require([DoesNotReturnIf(false)] bool condition, NodeProto node, string rule, string found) => Require(condition, Quoted(node.Name), rule, found);

    private void Require([DoesNotReturnIf(false)] bool condition, string part, string rule, string found)
    {
        if (!condition)
        {
            throw Refused(part, rule, found);
        }
    }

    private OnnxFileException Refused(string part, string rule, string found) => OnnxFileException.For(_file, $"{part} {rule}", found, "Export the model again");

    private static string Quoted(string name) => $"'{Text.Shown(name)}'";
}
