using System.Buffers.Binary;
using System.Diagnostics;
using DiTMoS.Export.Onnx.Schema;
using Google.Protobuf;

namespace DiTMoS.Export.Onnx;

/// <summary>Collects the parts of one ONNX graph in the order in which they are added.</summary>
internal sealed class OnnxGraphBuilder
{
    private readonly GraphProto _graph = new();
    private readonly List<ValueInfoProto> _written = [];
    private readonly HashSet<string> _tensors = new(StringComparer.Ordinal);

    /// <summary>A value from outside; returns its name.</summary>
    public string Input(string name, long[] shape)
    {
        Claim(name);
        _graph.Input.Add(Declaration(name, shape, TensorProto.Types.DataType.Float));
        return name;
    }

    /// <summary>Stored values; returns their name.</summary>
    public string Constant(string name, long[] shape, IReadOnlyList<float> values)
    {
        Claim(name);
        var bytes = new byte[values.Count * sizeof(float)];
        for (int i = 0; i < values.Count; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        _graph.Initializer.Add(new TensorProto
        {
            Name = name,
            DataType = (int)TensorProto.Types.DataType.Float,
            Dims = { shape },
            RawData = UnsafeByteOperations.UnsafeWrap(bytes),
        });
        return name;
    }

    /// <summary>An operator with one output; returns the output's name.</summary>
    public string Operator(string type, string name, string[] inputs, string output, long[] shape, AttributeProto[]? attributes = null, TensorProto.Types.DataType dataType = TensorProto.Types.DataType.Float)
    {
        Claim(output);
        _graph.Node.Add(new NodeProto { OpType = type, Name = name, Input = { inputs }, Output = { output }, Attribute = { attributes ?? [] } });
        _written.Add(Declaration(output, shape, dataType));
        return output;
    }

    /// <summary>The graph, with the shapes of all tensors.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="outputs">The tensors that others read, in this order.</param>
    public GraphProto Build(string name, IReadOnlyList<string> outputs)
    {
        _graph.Name = name;
        _graph.Output.Add(outputs.Select(output => _written.Single(tensor => tensor.Name == output)));
        _graph.ValueInfo.Add(_written.Where(tensor => !outputs.Contains(tensor.Name)));
        return _graph;
    }

    private static ValueInfoProto Declaration(string name, long[] shape, TensorProto.Types.DataType dataType)
    {
        var dimensions = new TensorShapeProto();
        dimensions.Dim.Add(shape.Select(value => new TensorShapeProto.Types.Dimension { DimValue = value }));
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)dataType, Shape = dimensions } },
        };
    }

    private void Claim(string name)
    {
        bool isNew = _tensors.Add(name);
        Debug.Assert(isNew, $"Tensor '{name}' is written twice.");
    }
}
