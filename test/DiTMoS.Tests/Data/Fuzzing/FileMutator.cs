using System.Buffers.Binary;
using System.Text;

namespace DiTMoS.Tests.Data.Fuzzing;

/// <summary>Alters files at random: bits and bytes, runs, cuts, pieces moved or doubled, numbers made huge, lines lost or doubled. The same stream gives the same file.</summary>
internal static class FileMutator
{
    private static readonly string[] Numbers =
        ["99999999999999999999", "-1", "0", "2147483648", "-2147483649", "1e308", "1e999", "-1e-320", "NaN", "Infinity", "", " ", "0x10", "1,5", "1.5.5", "一", "\0", "\"", "65536", "4294967295"];

    private static readonly ulong[] Extremes = [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x7FFFFFFFFFFFFFFF, 0x8000000000000000, ulong.MaxValue, 0x7FF0000000000000, 0x7FF8000000000000];

    private static readonly byte[] Marks = [.. ",;\t \n\r\"'@:?#-+.[](){}="u8, 0, 0xFF, 0xC3];

    /// <summary>The files of a sample with one of them altered; rarely, one is left out or has the content of another.</summary>
    public static (string Path, byte[]? Bytes) Alter((string Path, byte[] Bytes)[] files, SeededRandom random)
    {
        (string path, byte[] bytes) = files[random.Next(files.Length)];
        return files.Length > 1 && random.Next(40) == 0
            ? (path, random.Next(2) == 0 ? null : files[random.Next(files.Length)].Bytes)
            : (path, Alter(bytes, random));
    }

    private static byte[] Alter(byte[] bytes, SeededRandom random)
    {
        byte[] altered = [.. bytes];
        int changes = random.Next(2) == 0 ? 1 : 1 + random.Next(5);
        for (int change = 0; change < changes && altered.Length > 0; change++)
        {
            int at = random.Next(altered.Length);
            altered = random.Next(13) switch
            {
                0 => With(altered, at, [(byte)random.Next(256)]),
                1 => With(altered, at, [(byte)(altered[at] ^ (1 << random.Next(8)))]),
                2 => With(altered, at, new byte[1 + random.Next(16)]),
                3 => With(altered, at, Enumerable.Repeat((byte)0xFF, 1 + random.Next(8)).ToArray()),
                4 => altered[..at],
                5 => With(altered, at, Piece(altered, random)),
                6 => Inserted(altered, at, Piece(altered, random)),
                7 => Removed(altered, at, 1 + random.Next(64)),
                8 => With(altered, at, Extreme(random)),
                9 => WithNumber(altered, at, random),
                10 => With(altered, at, [Marks[random.Next(Marks.Length)]]),
                11 => Inserted(altered, at, [Marks[random.Next(Marks.Length)]]),
                _ => WithLine(altered, at, random.Next(2) == 0),
            };
        }

        return altered;
    }

    private static byte[] With(byte[] bytes, int at, ReadOnlySpan<byte> piece)
    {
        piece[..Math.Min(piece.Length, bytes.Length - at)].CopyTo(bytes.AsSpan(at));
        return bytes;
    }

    private static byte[] Inserted(byte[] bytes, int at, byte[] piece) => [.. bytes.AsSpan(0, at), .. piece, .. bytes.AsSpan(at)];

    private static byte[] Removed(byte[] bytes, int at, int count) => [.. bytes.AsSpan(0, at), .. bytes.AsSpan(Math.Min(at + count, bytes.Length))];

    private static byte[] Piece(byte[] bytes, SeededRandom random)
    {
        int start = random.Next(bytes.Length);
        return bytes[start..Math.Min(bytes.Length, start + 1 + random.Next(64))];
    }

    private static byte[] Extreme(SeededRandom random)
    {
        var bytes = new byte[8];
        ulong value = Extremes[random.Next(Extremes.Length)];
        int width = 1 << (1 + random.Next(3));
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
            return bytes[..width];
        }

        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes[^width..];
    }

    // The run of digits nearest behind, if any, becomes a number that is hard to take.
    private static byte[] WithNumber(byte[] bytes, int at, SeededRandom random)
    {
        int start = bytes.AsSpan(at).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (start < 0)
        {
            return bytes;
        }

        start += at;
        int length = bytes.AsSpan(start).IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        byte[] number = Encoding.UTF8.GetBytes(Numbers[random.Next(Numbers.Length)]);
        return [.. bytes.AsSpan(0, start), .. number, .. length < 0 ? [] : bytes.AsSpan(start + length)];
    }

    // The line around a place is lost or comes twice.
    private static byte[] WithLine(byte[] bytes, int at, bool isDoubled)
    {
        int start = bytes.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;
        int end = bytes.AsSpan(at).IndexOf((byte)'\n') is var next and >= 0 ? at + next + 1 : bytes.Length;
        return isDoubled && bytes.Length < 1 << 16 ? Inserted(bytes, end, bytes[start..end]) : Removed(bytes, start, end - start);
    }
}
