using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace DiTMoS.Data.Readers.Tables;

/// <summary>Numbers out of the bytes of a text, without strings between: rounded as <see cref="float.Parse(string)"/> and <see cref="double.Parse(string)"/> round.</summary>
internal static class NumberText
{
    private const byte Point = (byte)'.';
    private const int LargestPower = 100_000_000;         // more than a line has digits, so that no fraction can make up for it

    // Past these, the next digits would not fit into 64 bits; they are then too small to matter but for ties.
    private const ulong RoomForOne = (ulong.MaxValue - 9) / 10;
    private const ulong RoomForEight = (ulong.MaxValue - 99_999_999) / 100_000_000;

    // The powers of ten that a double holds exactly.
    private static readonly double[] Powers = [.. Enumerable.Range(0, 23).Select(power => double.Parse($"1e{power}", CultureInfo.InvariantCulture))];

    /// <summary>Reads the number that the text begins with: sign, digits, decimal sign, exponent; neither spaces nor words.</summary>
    /// <param name="text">The text; what follows the number is not looked at.</param>
    /// <param name="value">The number, rounded to the nearest float; infinite where it is too large for one.</param>
    /// <param name="decimalSign">What stands before the fraction. Default a point.</param>
    /// <returns>How many bytes the number takes, 0 where the text does not begin with one.</returns>
    public static int Read(ReadOnlySpan<byte> text, out float value, byte decimalSign = Point)
    {
        int length = Scan(text, decimalSign, out ulong digits, out int exponent, out _);
        if (length > 0 && digits == 0)
        {
            value = text[0] == '-' ? -0f : 0f;
            return length;
        }

        if (length > 0 && (uint)(exponent + 22) <= 44)
        {
            double near = exponent < 0 ? digits / Powers[-exponent] : digits * Powers[exponent];
            near = text[0] == '-' ? -near : near;

            // Two roundings and dropped digits leave less than 2 units of the double's last place; a float drops 29 bits.
            // Where those are not that near to one half, rounding once more gives what rounding at once gives.
            long beyondHalf = (BitConverter.DoubleToInt64Bits(near) & 0x1FFF_FFFF) - 0x1000_0000;
            if (Math.Abs(beyondHalf) > 4 && Math.Abs(near) is > 1.2e-38 and < 3.4e38)
            {
                value = (float)near;
                return length;
            }
        }

        value = length == 0 ? 0 : float.Parse(WithPoint(text[..length], decimalSign), NumberStyles.Float, CultureInfo.InvariantCulture);
        return length;
    }

    /// <summary>As <see cref="Read(ReadOnlySpan{byte}, out float, byte)"/>, in double precision.</summary>
    public static int Read(ReadOnlySpan<byte> text, out double value, byte decimalSign = Point)
    {
        int length = Scan(text, decimalSign, out ulong digits, out int exponent, out bool isComplete);
        if (length > 0 && isComplete && digits <= 1UL << 53 && (uint)(exponent + 22) <= 44)
        {
            double magnitude = exponent < 0 ? digits / Powers[-exponent] : digits * Powers[exponent];      // both exact, so rounded once
            value = text[0] == '-' ? -magnitude : magnitude;
            return length;
        }

        value = length == 0 ? 0 : double.Parse(WithPoint(text[..length], decimalSign), NumberStyles.Float, CultureInfo.InvariantCulture);
        return length;
    }

    /// <summary>Reads a field that holds one number, or a word for none such as <c>NaN</c> or <c>-inf</c>.</summary>
    /// <param name="field">The field, without spaces around it.</param>
    /// <param name="value">The number; not finite where the field says so, or where the number is too large.</param>
    /// <param name="decimalSign">What stands before the fraction. Default a point.</param>
    public static bool TryParse(ReadOnlySpan<byte> field, out float value, byte decimalSign = Point)
    {
        if (field.Length > 0 && Read(field, out value, decimalSign) == field.Length)
        {
            return true;
        }

        bool isWord = TryParseWord(field, out double word);
        value = (float)word;
        return isWord;
    }

    /// <summary>As <see cref="TryParse(ReadOnlySpan{byte}, out float, byte)"/>, in double precision.</summary>
    public static bool TryParse(ReadOnlySpan<byte> field, out double value, byte decimalSign = Point) =>
        (field.Length > 0 && Read(field, out value, decimalSign) == field.Length) || TryParseWord(field, out value);

    /// <summary>Reads a field that holds one whole number and nothing else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> field, out long value) =>
        Utf8Parser.TryParse(field, out value, out int length) && length == field.Length;

    // Digits so far as 64 bits hold them, times ten to the exponent.
    private static int Scan(ReadOnlySpan<byte> text, byte decimalSign, out ulong digits, out int exponent, out bool isComplete)
    {
        int at = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        int signs = at;
        digits = 0;
        exponent = 0;
        isComplete = true;
        for (; at < text.Length && IsDigit(text[at]); at++)
        {
            if (digits <= RoomForOne)
            {
                digits = (digits * 10) + Digit(text[at]);
            }
            else
            {
                isComplete = false;
                exponent++;
            }
        }

        int count = at - signs;
        if (at < text.Length && text[at] == decimalSign)
        {
            at++;
            int start = at;
            while (text.Length - at >= 8 && digits <= RoomForEight && BinaryPrimitives.ReadUInt64LittleEndian(text[at..]) is var eight && AreDigits(eight))
            {
                digits = (digits * 100_000_000) + Number(eight);
                exponent -= 8;
                at += 8;
            }

            for (; at < text.Length && IsDigit(text[at]); at++)
            {
                if (digits <= RoomForOne)
                {
                    digits = (digits * 10) + Digit(text[at]);
                    exponent--;
                }
                else
                {
                    isComplete = false;
                }
            }

            count += at - start;
        }

        return count == 0 ? 0 : at + ScanExponent(text[at..], ref exponent);
    }

    private static int ScanExponent(ReadOnlySpan<byte> text, ref int exponent)
    {
        if (text.Length < 2 || (text[0] | 0x20) != 'e')
        {
            return 0;
        }

        int at = text[1] is (byte)'-' or (byte)'+' ? 2 : 1;
        int start = at;
        int power = 0;
        for (; at < text.Length && IsDigit(text[at]); at++)
        {
            power = Math.Min((power * 10) + (int)Digit(text[at]), LargestPower);
        }

        if (at == start)
        {
            return 0;
        }

        exponent += text[1] == '-' ? -power : power;
        return at;
    }

    private static bool TryParseWord(ReadOnlySpan<byte> field, out double value)
    {
        bool isSigned = field.Length > 0 && field[0] is (byte)'-' or (byte)'+';
        ReadOnlySpan<byte> word = isSigned ? field[1..] : field;
        value = Ascii.EqualsIgnoreCase(word, "nan"u8) ? double.NaN
            : Ascii.EqualsIgnoreCase(word, "inf"u8) || Ascii.EqualsIgnoreCase(word, "infinity"u8) ? field[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity
            : 0;
        return value != 0;
    }

    private static ReadOnlySpan<byte> WithPoint(ReadOnlySpan<byte> number, byte decimalSign)
    {
        if (decimalSign == Point)
        {
            return number;
        }

        byte[] copy = number.ToArray();
        copy.AsSpan().Replace(decimalSign, Point);
        return copy;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsDigit(byte character) => (uint)(character - '0') <= 9;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Digit(byte character) => (ulong)(character - '0');

    // Each byte has 3 in its upper half, and still has it with 6 added.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreDigits(ulong eight) =>
        (eight & 0xF0F0_F0F0_F0F0_F0F0) == 0x3030_3030_3030_3030 && ((eight + 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0) == 0x3030_3030_3030_3030;

    // The first digit is the lowest byte: neighbours join to pairs, pairs to fours, fours to the number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Number(ulong eight)
    {
        ulong pairs = ((eight & 0x0F0F_0F0F_0F0F_0F0F) * ((10 << 8) + 1)) >> 8;
        ulong fours = ((pairs & 0x00FF_00FF_00FF_00FF) * ((100 << 16) + 1)) >> 16;
        return ((fours & 0x0000_FFFF_0000_FFFF) * ((10_000UL << 32) + 1)) >> 32;
    }
}
