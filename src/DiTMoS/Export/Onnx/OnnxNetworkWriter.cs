using DiTMoS.Export.Onnx.Schema;
using DiTMoS.Graphs;
using DiTMoS.Networks;

namespace DiTMoS.Export.Onnx;

/// <summary>Writes the fused operators of a network as operators of ONNX.</summary>
/// <remarks>
/// The last operator of a fused one writes the tensor of that name; those before it are called after it: block
/// <c>selector_block1</c> is <c>selector_block1_conv</c>, <c>_relu</c> and <c>_pool</c>, with the constants
/// <c>selector_block1_weight</c> and <c>_bias</c>.
/// </remarks>
internal sealed class OnnxNetworkWriter
{
    private readonly OnnxGraphBuilder _graph;
    private readonly NetworkGraph _network;
    private readonly OnnxLayout _layout;
    private readonly Func<string, string> _nameOf;

    /// <param name="graph">What is written to.</param>
    /// <param name="network">What is written.</param>
    /// <param name="layout">How windows and features are shaped.</param>
    /// <param name="nameOf">What a tensor of the network is called in the graph.</param>
    public OnnxNetworkWriter(OnnxGraphBuilder graph, NetworkGraph network, OnnxLayout layout, Func<string, string> nameOf)
    {
        _graph = graph;
        _network = network;
        _layout = layout;
        _nameOf = nameOf;
    }

    /// <summary>Declares what comes from outside.</summary>
    public void AddInputs()
    {
        foreach (GraphTensor input in _network.Inputs)
        {
            _graph.Input(_nameOf(input.Name), Shape(input));
        }
    }

    /// <summary>Writes all operators.</summary>
    public void AddNodes()
    {
        foreach (GraphNode node in _network.Nodes)
        {
            Add(node);
        }
    }

    private void Add(GraphNode node)
    {
        switch (node)
        {
            case ConvNode conv:
                AddConv(conv);
                break;
            case DenseNode dense:
                AddDense(dense);
                break;
            case ScaleShiftNode norm:
                AddScaleShift(norm);
                break;
            case AddNode add:
                _graph.Operator("Add", $"{Name(add.Output)}_add", [.. add.Inputs.Select(Name)], Name(add.Output), Shape(add.Output));
                break;
            case AverageNode average:
                _graph.Operator("Mean", $"{Name(average.Output)}_mean", [.. average.Inputs.Select(Name)], Name(average.Output), Shape(average.Output));
                break;
            case SoftmaxNode softmax:
                _graph.Operator("Softmax", $"{Name(softmax.Output)}_softmax", [Name(softmax.Inputs[0])], Name(softmax.Output), Shape(softmax.Output), [OnnxAttributes.Int("axis", 1)]);
                break;
            default:
                throw new NotSupportedException($"Operator '{node.Name}' of network '{_network.Name}' has no counterpart in ONNX files. Got {node.GetType().Name}.");
        }
    }

    private void AddConv(ConvNode conv)
    {
        BlockSpec block = conv.Block;
        string name = Name(conv.Output);
        long[] convolved = Map(block.OutputChannels, conv.ConvolvedLength);
        string weight = _graph.Constant($"{name}_weight", Map(block.OutputChannels, conv.InputChannels / block.Groups, block.Kernel), conv.Weights);
        string bias = _graph.Constant($"{name}_bias", [block.OutputChannels], conv.Bias);
        string sums = _graph.Operator(
            "Conv",
            $"{name}_conv",
            [Joined(conv, name), weight, bias],
            $"{name}_conv",
            convolved,
            [
                Sizes("dilations", 1),
                OnnxAttributes.Int("group", block.Groups),
                Sizes("kernel_shape", block.Kernel),
                Pads(block.Padding),
                Sizes("strides", block.Stride),
            ]);
        if (block.Pool == 1)
        {
            _graph.Operator("Relu", $"{name}_relu", [sums], name, convolved);
            return;
        }

        string positive = _graph.Operator("Relu", $"{name}_relu", [sums], $"{name}_relu", convolved);
        string pool = block.PoolKind == PoolKind.Max ? "MaxPool" : "AveragePool";
        _graph.Operator(pool, $"{name}_pool", [positive], name, Shape(conv.Output), [Sizes("kernel_shape", block.Pool), Pads(0), Sizes("strides", block.Pool)]);
    }

    /// <summary>The inputs of a convolution as one tensor.</summary>
    private string Joined(ConvNode conv, string name) => conv.Inputs.Count == 1
        ? Name(conv.Inputs[0])
        : _graph.Operator("Concat", $"{name}_concat", [.. conv.Inputs.Select(Name)], $"{name}_concat", Map(conv.InputChannels, conv.Inputs[0].Length), [OnnxAttributes.Int("axis", 1)]);

    private void AddDense(DenseNode dense)
    {
        string name = Name(dense.Output);
        GraphTensor input = dense.Inputs[0];
        string flat = Shape(input).Length == 2
            ? Name(input)
            : _graph.Operator("Flatten", $"{name}_flatten", [Name(input)], $"{name}_flatten", [1, input.Values], [OnnxAttributes.Int("axis", 1)]);
        string weight = _graph.Constant($"{name}_weight", [dense.Output.Channels, input.Values], dense.Weights);
        string bias = _graph.Constant($"{name}_bias", [dense.Output.Channels], dense.Bias);
        long[] shape = Shape(dense.Output);
        string sums = _graph.Operator("Gemm", $"{name}_gemm", [flat, weight, bias], dense.Relu ? $"{name}_gemm" : name, shape, [OnnxAttributes.Int("transB", 1)]);
        if (dense.Relu)
        {
            _graph.Operator("Relu", $"{name}_relu", [sums], name, shape);
        }
    }

    private void AddScaleShift(ScaleShiftNode norm)
    {
        string name = Name(norm.Output);
        long[] perChannel = Map(norm.Output.Channels, 1);
        string scale = _graph.Constant($"{name}_scale", perChannel, norm.Scale);
        string shift = _graph.Constant($"{name}_shift", perChannel, norm.Shift);
        string product = _graph.Operator("Mul", $"{name}_mul", [Name(norm.Inputs[0]), scale], $"{name}_mul", Shape(norm.Output));
        _graph.Operator("Add", $"{name}_add", [product, shift], name, Shape(norm.Output));
    }

    private string Name(GraphTensor tensor) => _nameOf(tensor.Name);

    private long[] Shape(GraphTensor tensor) => tensor.Length > 1 || _network.Maps.Contains(tensor.Name) ? Map(tensor.Channels, tensor.Length) : [1, tensor.Channels];

    private long[] Map(int channels, int length) => Map(1, channels, length);

    /// <summary>The shape with the singleton axis that the layout asks for.</summary>
    private long[] Map(int first, int channels, int length) => _layout == OnnxLayout.Conv1D ? [first, channels, length] : [first, channels, 1, length];

    private AttributeProto Sizes(string name, int value) => _layout == OnnxLayout.Conv1D ? OnnxAttributes.Ints(name, value) : OnnxAttributes.Ints(name, 1, value);

    private AttributeProto Pads(int padding) =>
        _layout == OnnxLayout.Conv1D ? OnnxAttributes.Ints("pads", padding, padding) : OnnxAttributes.Ints("pads", 0, padding, 0, padding);
}
