using System.Text;

namespace DiTMoS.Data.Sources;

/// <summary>The header of an entry of a tar archive, one block of 512 bytes.</summary>
/// <param name="Path">The entry's path; replaced by what an extended header before it says.</param>
/// <param name="Length">How many bytes follow, before padding.</param>
/// <param name="Type">What it is: <c>0</c> a file, <c>5</c> a folder, <c>L</c> a long name, <c>x</c> an extended header, ...</param>
/// <remarks>POSIX.1-1988 (ustar) and what GNU tar adds: numbers in base 256.</remarks>
internal sealed record TarHeader(string Path, long Length, char Type)
{
    public const int BlockBytes = 512;

    private const int PathBytes = 100;
    private const int SumAt = 148;
    private const int FieldBytes = 8;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a header; null where the block is none, as its checksum tells.</summary>
    public static TarHeader? Parse(ReadOnlySpan<byte> block)
    {
        if (block.Length < BlockBytes || block[0] == 0 || !HasRightSum(block[..BlockBytes]) || NumberIn(block.Slice(124, 12)) is not { } length)
        {
            return null;
        }

        string path = TextIn(block[..PathBytes]);
        bool isPosix = block.Slice(257, 6).SequenceEqual("ustar\0"u8);
        if (isPosix && block[345] != 0)
        {
            path = $"{TextIn(block.Slice(345, 155))}/{path}";
        }

        char type = block[156] == 0 ? '0' : (char)block[156];
        return new TarHeader(path, length, type == '0' && path.EndsWith('/') ? '5' : type);
    }

    /// <summary>Text that ends at the first zero: UTF-8, or else Latin-1, so that no two names become one.</summary>
    public static string TextIn(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        ReadOnlySpan<byte> text = end < 0 ? field : field[..end];
        try
        {
            return StrictUtf8.GetString(text);
        }
        catch (ArgumentException)
        {
            return Encoding.Latin1.GetString(text);
        }
    }

    // The sum of all bytes, with spaces where it stands itself; some old programs summed signed bytes.
    private static bool HasRightSum(ReadOnlySpan<byte> block)
    {
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < block.Length; i++)
        {
            byte value = i is >= SumAt and < SumAt + FieldBytes ? (byte)' ' : block[i];
            unsigned += value;
            signed += (sbyte)value;
        }

        return NumberIn(block.Slice(SumAt, FieldBytes)) is { } sum && (sum == unsigned || sum == signed);
    }

    // Octal digits among spaces, ended by a space or a zero; or, where the first bit is set, base 256.
    private static long? NumberIn(ReadOnlySpan<byte> field)
    {
        long number = 0;
        if (field[0] == 0x80)
        {
            foreach (byte b in field[1..])
            {
                if (number > long.MaxValue >> 8)
                {
                    return null;
                }

                number = (number << 8) | b;
            }

            return number;
        }

        int at = 0;
        while (at < field.Length && field[at] == ' ')
        {
            at++;
        }

        int start = at;
        for (; at < field.Length && field[at] is >= (byte)'0' and <= (byte)'7'; at++)
        {
            number = (number << 3) | (uint)(field[at] - '0');
        }

        bool isEnded = at == field.Length || field[at] is 0 or (byte)' ';
        bool isEmpty = at == start && (at == field.Length || field[at] != 0);
        return isEnded && !isEmpty ? number : null;
    }
}
