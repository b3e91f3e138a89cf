using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace DiTMoS.Tests.Data.Readers;

/// <summary>Writes MATLAB files of version 5 as their published description lays them out.</summary>
internal sealed class MatBytes(bool isBigEndian = false, bool isCompressed = false)
{
    public const int Double = 6;
    public const int UInt8 = 9;

    /// <summary>A file with these arrays as its variables.</summary>
    public byte[] File(params byte[][] arrays)
    {
        byte[] header = [.. Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file, made by a test".PadRight(116)), .. new byte[8], .. Bytes((ushort)0x0100), .. Bytes((ushort)0x4D49)];
        return [.. header, .. arrays.SelectMany(array => isCompressed ? Compress(array) : array)];
    }

    /// <summary>A numeric array with its elements stored as a type such as 9, double.</summary>
    public byte[] Numbers(string name, int[] dimensions, double[] values, int matClass = Double, int storedAs = 9) =>
        Array(name, matClass, dimensions, Element(storedAs, [.. values.SelectMany(value => Number(storedAs, value))]));

    /// <summary>A table, given by rows.</summary>
    public byte[] Table(string name, double[][] rows, int matClass = Double, int storedAs = 9) =>
        Numbers(name, [rows.Length, rows[0].Length], [.. Enumerable.Range(0, rows[0].Length).SelectMany(j => rows.Select(row => row[j]))], matClass, storedAs);

    /// <summary>A char array of one row.</summary>
    public byte[] Chars(string name, string text, int storedAs = 16)
    {
        byte[] data = storedAs switch
        {
            4 or 17 => (isBigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode).GetBytes(text),
            18 => new UTF32Encoding(isBigEndian, byteOrderMark: false).GetBytes(text),
            _ => Encoding.UTF8.GetBytes(text),
        };
        return Array(name, 4, [1, text.Length], Element(storedAs, data));
    }

    /// <summary>A cell array of arrays.</summary>
    public byte[] Cells(string name, int[] dimensions, params byte[][] cells) => Array(name, 1, dimensions, [.. cells.SelectMany(cell => cell)]);

    /// <summary>An array of any class with this content.</summary>
    public byte[] Array(string name, int flags, int[] dimensions, byte[] content) => Element(14,
    [
        .. Element(6, [.. Bytes((uint)flags), .. new byte[4]]),
        .. Element(5, [.. dimensions.SelectMany(length => Bytes((uint)length))]),
        .. Element(1, Encoding.ASCII.GetBytes(name)),
        .. content,
    ]);

    /// <summary>A data element: in eight bytes where it fits, else with padding.</summary>
    public byte[] Element(int type, byte[] data) => data.Length is > 0 and <= 4
        ? [.. Bytes(((uint)data.Length << 16) | (uint)type), .. data, .. new byte[4 - data.Length]]
        : [.. Bytes((uint)type), .. Bytes((uint)data.Length), .. data, .. new byte[(8 - (data.Length % 8)) % 8]];

    private byte[] Compress(byte[] array)
    {
        using var memory = new MemoryStream();
        using (var stream = new ZLibStream(memory, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(array);
        }

        return [.. Bytes(15u), .. Bytes((uint)memory.Length), .. memory.ToArray()];
    }

    private byte[] Number(int storedAs, double value) => storedAs switch
    {
        1 or 2 => [(byte)(long)value],
        3 or 4 => Bytes((ushort)(long)value),
        5 or 6 => Bytes((uint)(long)value),
        7 => Bytes(BitConverter.SingleToUInt32Bits((float)value)),
        9 => Bytes(BitConverter.DoubleToUInt64Bits(value)),
        _ => Bytes((ulong)(long)value),
    };

    private byte[] Bytes(ushort value) => BitConverter.GetBytes(InOrder() ? value : BinaryPrimitives.ReverseEndianness(value));

    private byte[] Bytes(uint value) => BitConverter.GetBytes(InOrder() ? value : BinaryPrimitives.ReverseEndianness(value));

    private byte[] Bytes(ulong value) => BitConverter.GetBytes(InOrder() ? value : BinaryPrimitives.ReverseEndianness(value));

    private bool InOrder() => isBigEndian != BitConverter.IsLittleEndian;
}
