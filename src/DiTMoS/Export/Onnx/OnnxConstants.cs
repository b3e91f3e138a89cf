using System.Buffers.Binary;
using DiTMoS.Export.Onnx.Schema;

namespace DiTMoS.Export.Onnx;

/// <summary>Reads stored tensors.</summary>
internal static class OnnxConstants
{
    /// <summary>The dimensions as text: (8, 3, 15).</summary>
    public static string ShapeText(this TensorProto tensor) => OnnxShape.Text(tensor.Dims);

    /// <summary>Values that the dimensions ask for; -1 where one is negative or their product is over that of any array.</summary>
    public static long ValueCount(this TensorProto tensor)
    {
        long count = 1;
        foreach (long dimension in tensor.Dims)
        {
            if (dimension < 0 || (dimension > 0 && count > Array.MaxLength / dimension))
            {
                return -1;
            }

            count *= dimension;
        }

        return count;
    }

    /// <summary>Float values; null where they are of another type, elsewhere, or not as many as the dimensions ask for.</summary>
    public static float[]? Floats(this TensorProto tensor)
    {
        long count = tensor.ValueCount();
        if (tensor.DataType != (int)TensorProto.Types.DataType.Float || tensor.DataLocation != TensorProto.Types.DataLocation.Default)
        {
            return null;
        }

        if (tensor.RawData.Length == 0)
        {
            return tensor.FloatData.Count == count ? [.. tensor.FloatData] : null;
        }

        if (tensor.RawData.Length != count * sizeof(float))
        {
            return null;
        }

        var values = new float[count];
        ReadOnlySpan<byte> bytes = tensor.RawData.Span;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        }

        return values;
    }

    /// <summary>Int64 values; null where they are of another type, elsewhere, or not as many as the dimensions ask for.</summary>
    public static long[]? Longs(this TensorProto tensor)
    {
        long count = tensor.ValueCount();
        if (tensor.DataType != (int)TensorProto.Types.DataType.Int64 || tensor.DataLocation != TensorProto.Types.DataLocation.Default)
        {
            return null;
        }

        if (tensor.RawData.Length == 0)
        {
            return tensor.Int64Data.Count == count ? [.. tensor.Int64Data] : null;
        }

        if (tensor.RawData.Length != count * sizeof(long))
        {
            return null;
        }

        var values = new long[count];
        ReadOnlySpan<byte> bytes = tensor.RawData.Span;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes[(i * sizeof(long))..]);
        }

        return values;
    }
}
