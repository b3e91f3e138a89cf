using DiTMoS.Export.Onnx.Schema;

namespace DiTMoS.Bench.OnnxRuntime;

/// <summary>An input or output of an exported network.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape without the axis of windows.</param>
internal sealed record OrtTensor(string Name, long[] Shape)
{
    /// <summary>Values of one window.</summary>
    public int Values => (int)Shape.Aggregate(1L, (a, b) => a * b);

    /// <summary>As a file declares it.</summary>
    public static OrtTensor Of(ValueInfoProto declared) => new(declared.Name, [.. declared.Type.TensorType.Shape.Dim.Skip(1).Select(dimension => dimension.DimValue)]);
}
