using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace DiTMoS.Tests.Data.Readers;

/// <summary>Writes npy arrays of every type, order and version that numpy knows, and zips of them: independent of the library's own writer.</summary>
internal static class NpzBytes
{
    /// <summary>A member of the zip.</summary>
    public static (string Name, byte[] Bytes) Member(string name, byte[] npy) => (name + ".npy", npy);

    /// <summary>An npy array of numbers of a type such as <c>&lt;f4</c>; the values are given with the last index running fastest.</summary>
    public static byte[] Numbers(string type, int[] shape, double[] values, bool isFortranOrder = false, int version = 1)
    {
        int width = int.Parse(type.AsSpan(2), CultureInfo.InvariantCulture);
        double[] ordered = isFortranOrder ? ToFortranOrder(shape, values) : values;
        byte[] data = [.. ordered.SelectMany(value => Number(type[1], width, type[0] == '>', value))];
        return Array(type, shape, data, isFortranOrder, version);
    }

    /// <summary>An npy vector of text, in UTF-32 (<c>U</c>) or bytes (<c>S</c>).</summary>
    public static byte[] Texts(string[] texts, char kind = 'U', bool isBigEndian = false)
    {
        Encoding encoding = kind == 'U' ? new UTF32Encoding(isBigEndian, byteOrderMark: false) : Encoding.UTF8;
        int width = texts.Max(encoding.GetByteCount);
        var data = new byte[texts.Length * width];
        for (int i = 0; i < texts.Length; i++)
        {
            encoding.GetBytes(texts[i], data.AsSpan(i * width));
        }

        string type = kind == 'U' ? $"{(isBigEndian ? '>' : '<')}U{width / 4}" : $"|S{width}";
        return Array(type, [texts.Length], data);
    }

    /// <summary>An npy array of raw data under a header.</summary>
    public static byte[] Array(string type, int[] shape, byte[] data, bool isFortranOrder = false, int version = 1) =>
        [.. Header($"{{'descr': '{type}', 'fortran_order': {isFortranOrder}, 'shape': ({string.Concat(shape.Select(length => $"{length},"))}), }}", version), .. data];

    /// <summary>The mark, version and length, then this text.</summary>
    public static byte[] Header(string text, int version = 1)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text + "\n");
        byte[] length = BitConverter.GetBytes(bytes.Length);
        return [0x93, .. "NUMPY"u8, (byte)version, 0, .. length.AsSpan(0, version == 1 ? 2 : 4), .. bytes];
    }

    /// <summary>A zip of members.</summary>
    public static byte[] Zip(CompressionLevel level, params (string Name, byte[] Bytes)[] members)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes) in members)
            {
                ZipArchiveEntry entry = archive.CreateEntry(name, level);
                entry.LastWriteTime = new DateTimeOffset(2024, 3, 11, 0, 0, 0, TimeSpan.Zero);
                using Stream stream = entry.Open();
                stream.Write(bytes);
            }
        }

        return memory.ToArray();
    }

    private static double[] ToFortranOrder(int[] shape, double[] values)
    {
        (int n, int c, int l) = (shape[0], shape[1], shape[2]);
        var ordered = new double[values.Length];
        int at = 0;
        for (int t = 0; t < l; t++)
        {
            for (int k = 0; k < c; k++)
            {
                for (int i = 0; i < n; i++)
                {
                    ordered[at++] = values[(((i * c) + k) * l) + t];
                }
            }
        }

        return ordered;
    }

    private static byte[] Number(char kind, int width, bool isBigEndian, double value)
    {
        var bytes = new byte[8];
        switch (kind, width)
        {
            case ('f', 2):
                BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)value);
                break;
            case ('f', 4):
                BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value);
                break;
            case ('f', 8):
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
                break;
            case ('u', 8):
                BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)value);
                break;
            default:
                BinaryPrimitives.WriteInt64LittleEndian(bytes, (long)value);
                break;
        }

        byte[] item = bytes[..width];
        if (isBigEndian)
        {
            item.AsSpan().Reverse();
        }

        return item;
    }
}
