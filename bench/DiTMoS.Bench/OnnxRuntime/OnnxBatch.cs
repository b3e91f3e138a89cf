using DiTMoS.Export.Onnx;
using DiTMoS.Export.Onnx.Schema;
using Google.Protobuf;

namespace DiTMoS.Bench.OnnxRuntime;

/// <summary>Exported networks are for one window; this makes them take several.</summary>
internal static class OnnxBatch
{
    /// <summary>The same network for <paramref name="batch"/> windows at a time, or for any number.</summary>
    /// <param name="model">The exported file.</param>
    /// <param name="batch">Windows, or null for any number.</param>
    /// <remarks>The first axis of every declared tensor is that of windows, and no operator of a network names its size.</remarks>
    public static byte[] Of(byte[] model, int? batch)
    {
        if (batch == 1)
        {
            return model;
        }

        ModelProto proto = OnnxFile.Parse(model, "exported network");
        foreach (ValueInfoProto tensor in proto.Graph.Input.Concat(proto.Graph.Output).Concat(proto.Graph.ValueInfo))
        {
            tensor.Type.TensorType.Shape.Dim[0] = batch is { } windows
                ? new TensorShapeProto.Types.Dimension { DimValue = windows }
                : new TensorShapeProto.Types.Dimension { DimParam = "windows" };
        }

        return proto.ToByteArray();
    }
}
