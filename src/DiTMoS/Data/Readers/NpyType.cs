using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace DiTMoS.Data.Readers;

/// <summary>The element type of an npy array.</summary>
/// <param name="Kind"><c>f</c> floating, <c>i</c> signed, <c>u</c> unsigned, <c>b</c> boolean, <c>U</c> text in UTF-32, <c>S</c> text in bytes.</param>
/// <param name="Bytes">Bytes per element.</param>
/// <param name="BigEndian">Whether the most significant byte comes first.</param>
internal readonly record struct NpyType(char Kind, int Bytes, bool BigEndian)
{
    private const int LongestText = 1 << 20;
    private const double LargestWhole = 9007199254740992;      // 2^53: above it, neighbours collapse

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public bool IsText => Kind is 'U' or 'S';

    /// <summary>Parses a type such as <c>&lt;f4</c>; null where it is none that we read.</summary>
    public static NpyType? Parse(string text)
    {
        if (text.Length < 3 || text[0] is not ('<' or '>' or '|' or '='))
        {
            return null;
        }

        bool parsed = int.TryParse(text.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out int width);
        bool known = text[1] switch
        {
            'f' => width is 2 or 4 or 8,
            'i' or 'u' => width is 1 or 2 or 4 or 8,
            'b' => width == 1,
            'U' or 'S' => width is >= 1 and <= LongestText,
            _ => false,
        };
        return parsed && known ? new NpyType(text[1], text[1] == 'U' ? width * 4 : width, text[0] == '>') : null;
    }

    /// <summary>Reads one number.</summary>
    public double ToDouble(ReadOnlySpan<byte> item) => (Kind, Bytes, BigEndian) switch
    {
        ('f', 2, false) => (double)BinaryPrimitives.ReadHalfLittleEndian(item),
        ('f', 2, true) => (double)BinaryPrimitives.ReadHalfBigEndian(item),
        ('f', 4, false) => BinaryPrimitives.ReadSingleLittleEndian(item),
        ('f', 4, true) => BinaryPrimitives.ReadSingleBigEndian(item),
        ('f', _, false) => BinaryPrimitives.ReadDoubleLittleEndian(item),
        ('f', _, true) => BinaryPrimitives.ReadDoubleBigEndian(item),
        ('u', 8, false) => BinaryPrimitives.ReadUInt64LittleEndian(item),
        ('u', 8, true) => BinaryPrimitives.ReadUInt64BigEndian(item),
        _ => ToInteger(item),
    };

    /// <summary>Reads one whole number; null where the element is not whole or too large.</summary>
    public long? ToLong(ReadOnlySpan<byte> item)
    {
        if (Kind == 'f')
        {
            double value = ToDouble(item);
            return double.IsInteger(value) && Math.Abs(value) <= LargestWhole ? (long)value : null;
        }

        long whole = ToInteger(item);
        return Kind == 'u' && whole < 0 ? null : whole;
    }

    /// <summary>Reads one text, without the zeros that pad it; null where the bytes are not valid text.</summary>
    public string? ToText(ReadOnlySpan<byte> item)
    {
        if (Kind == 'S')
        {
            try
            {
                return StrictUtf8.GetString(item.TrimEnd((byte)0));
            }
            catch (DecoderFallbackException)
            {
                return null;
            }
        }

        var text = new StringBuilder();
        int end = 0;                                     // zeros inside stay, zeros at the end are padding
        for (int i = 0; i < item.Length; i += 4)
        {
            uint code = BigEndian ? BinaryPrimitives.ReadUInt32BigEndian(item[i..]) : BinaryPrimitives.ReadUInt32LittleEndian(item[i..]);
            if (!Rune.TryCreate(code, out Rune rune))
            {
                return null;
            }

            text.Append(rune);
            end = code != 0 ? text.Length : end;
        }

        return text.ToString(0, end);
    }

    // Unsigned 64-bit numbers above long.MaxValue come out negative; ToDouble and ToLong see to them.
    private long ToInteger(ReadOnlySpan<byte> item) => (Kind, Bytes, BigEndian) switch
    {
        ('b', _, _) => item[0] != 0 ? 1 : 0,
        ('i', 1, _) => (sbyte)item[0],
        ('u', 1, _) => item[0],
        ('i', 2, false) => BinaryPrimitives.ReadInt16LittleEndian(item),
        ('i', 2, true) => BinaryPrimitives.ReadInt16BigEndian(item),
        ('u', 2, false) => BinaryPrimitives.ReadUInt16LittleEndian(item),
        ('u', 2, true) => BinaryPrimitives.ReadUInt16BigEndian(item),
        ('i', 4, false) => BinaryPrimitives.ReadInt32LittleEndian(item),
        ('i', 4, true) => BinaryPrimitives.ReadInt32BigEndian(item),
        ('u', 4, false) => BinaryPrimitives.ReadUInt32LittleEndian(item),
        ('u', 4, true) => BinaryPrimitives.ReadUInt32BigEndian(item),
        (_, _, false) => BinaryPrimitives.ReadInt64LittleEndian(item),
        (_, _, true) => BinaryPrimitives.ReadInt64BigEndian(item),
    };
}
