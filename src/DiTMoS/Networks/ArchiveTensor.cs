using System.Runtime.InteropServices;

namespace DiTMoS.Networks;

/// <summary>One named tensor of an archive.</summary>
/// <param name="Name">Its name, such as <c>selector/block1.conv.weight</c>.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="Shape">Its shape; empty for a single value.</param>
/// <param name="Content">Its values, row-major, little-endian.</param>
internal sealed record ArchiveTensor(string Name, TensorType Type, IReadOnlyList<int> Shape, ReadOnlyMemory<byte> Content)
{
    /// <summary>Values that <paramref name="shape"/> has; -1 where it has a negative part or more than an array can hold.</summary>
    public static long CountOf(IReadOnlyList<int> shape)
    {
        long count = 1;
        foreach (int part in shape)
        {
            count = part < 0 ? -1 : count * part;
            if (count is < 0 or > int.MaxValue)
            {
                return -1;
            }
        }

        return count;
    }

    /// <summary>Bytes of one value.</summary>
    public static int BytesOf(TensorType type) => type switch
    {
        TensorType.Float64 or TensorType.Int64 => 8,
        TensorType.UInt8 => 1,
        _ => 4,
    };

    /// <summary>A tensor with a copy of <paramref name="values"/>; T is float, double, int, long or byte.</summary>
    public static ArchiveTensor Of<T>(string name, IReadOnlyList<int> shape, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        TensorType type = TypeOf<T>();
        if (CountOf(shape) != values.Length)
        {
            throw new ArgumentException($"Tensor '{name}' must have as many values as its shape [{string.Join(", ", shape)}]. Got {values.Length}.", nameof(values));
        }

        byte[] content = MemoryMarshal.AsBytes(values).ToArray();
        ToLittleEndian(content, BytesOf(type));
        return new ArchiveTensor(name, type, shape, content);
    }

    /// <summary>The values, in an array of their own.</summary>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        if (TypeOf<T>() != Type)
        {
            throw new InvalidOperationException($"Tensor '{Name}' holds {Type}, not {typeof(T).Name}.");
        }

        byte[] content = Content.ToArray();
        ToLittleEndian(content, BytesOf(Type));
        return MemoryMarshal.Cast<byte, T>(content).ToArray();
    }

    /// <summary>Where the first value that is not finite stands; -1 where all are.</summary>
    public int IndexOfNonFinite() => Type switch
    {
        TensorType.Float32 => Array.FindIndex(ToArray<float>(), v => !float.IsFinite(v)),
        TensorType.Float64 => Array.FindIndex(ToArray<double>(), v => !double.IsFinite(v)),
        _ => -1,
    };

    /// <summary>The stored type for values of type <typeparamref name="T"/>.</summary>
    public static TensorType TypeOf<T>() =>
        typeof(T) == typeof(float) ? TensorType.Float32
        : typeof(T) == typeof(double) ? TensorType.Float64
        : typeof(T) == typeof(int) ? TensorType.Int32
        : typeof(T) == typeof(long) ? TensorType.Int64
        : typeof(T) == typeof(byte) ? TensorType.UInt8
        : throw new NotSupportedException($"Tensors hold float, double, int, long or byte, not {typeof(T).Name}.");

    /// <summary>Turns the machine's byte order into the file's, or back.</summary>
    private static void ToLittleEndian(Span<byte> content, int valueBytes)
    {
        if (BitConverter.IsLittleEndian)
        {
            return;
        }

        for (int i = 0; i < content.Length; i += valueBytes)
        {
            content.Slice(i, valueBytes).Reverse();
        }
    }
}
