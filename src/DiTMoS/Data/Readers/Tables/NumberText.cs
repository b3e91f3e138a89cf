using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace DiTMoS.Data.Readers.Tables;

/// <summary>Numbers out of the bytes of a text, without strings between: rounded as <see cref="float.Parse(string)"/> and <see cref="double.Parse(string)"/> round.</summary>
internal static class NumberText
{
    private const byte Point = (byte)'.';
    private const int LargestPower = 100_000_000;         // more than a line has digits, so that no fraction can make up for it

    private static readonly ulong[] Tens = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    // Up to which number so many more digits fit into 63 bits. Those that do not are too small to matter but for ties.
    private const ulong RoomForOne = (long.MaxValue - 9) / 10;
    private static readonly ulong[] Room = [.. Tens.Select(ten => (long.MaxValue - (ten - 1)) / ten)];

    // Ten to this and less is exact in double precision, and so is what it is multiplied with or divided by where that fits into 53 bits.
    private const int LargestExactPower = 22;
    private const int LargestNearPower = 40;

    // 1e-40 to 1e40, rounded to the nearest double.
    private static readonly double[] Powers = [.. Enumerable.Range(-LargestNearPower, (2 * LargestNearPower) + 1).Select(power => double.Parse($"1e{power}", CultureInfo.InvariantCulture))];

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

        if (length > 0 && (uint)(exponent + LargestNearPower) <= 2 * LargestNearPower)
        {
            double near = (long)digits * Powers[exponent + LargestNearPower];

            // Three roundings (digits, power, product) and dropped digits leave less than 4 units of the double's last place; a float
            // drops 29 bits. Where those are not that near to one half, rounding once more gives what rounding at once gives.
            ulong dropped = BitConverter.DoubleToUInt64Bits(near) & 0x1FFF_FFFF;
            if (dropped - (0x1000_0000 - 4) > 8 && near is > 1.2e-38 and < 3.4e38)
            {
                int sign = text[0] == '-' ? int.MinValue : 0;           // signs come at random: no branch may depend on them
                value = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits((float)near) | sign);
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
        if (length > 0 && isComplete && digits <= 1UL << 53 && (uint)(exponent + LargestExactPower) <= 2 * LargestExactPower)
        {
            double power = Powers[Math.Abs(exponent) + LargestNearPower];
            double magnitude = exponent < 0 ? digits / power : digits * power;               // both exact, so rounded once
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

    // Digits so far as 63 bits hold them, times ten to the exponent. Locals are handed out at the end alone, so that they stay in registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Scan(ReadOnlySpan<byte> text, byte decimalSign, out ulong digits, out int exponent, out bool isComplete)
    {
        int at = text.Length > 0 && ((text[0] - '+') & ~('-' - '+')) == 0 ? 1 : 0;
        int first = at;
        ulong number = 0;
        int power = 0;
        bool dropped = false;
        for (; at < text.Length && IsDigit(text[at]); at++)
        {
            bool fits = number <= RoomForOne;
            number = fits ? (number * 10) + Digit(text[at]) : number;
            power += fits ? 0 : 1;
            dropped |= !fits;
        }

        int count = at - first;
        if (at < text.Length && text[at] == decimalSign)
        {
            at++;
            int start = at;
            while (text.Length >= 8)
            {
                ulong eight = EightFrom(text, at);
                int run = DigitsIn(eight);
                if (run == 0 || number > Room[run])
                {
                    break;
                }

                number = (number * Tens[run]) + Number(eight << (64 - (8 * run)));
                power -= run;
                at += run;
                if (run < 8)
                {
                    break;
                }
            }

            for (; at < text.Length && IsDigit(text[at]); at++)
            {
                bool fits = number <= RoomForOne;
                number = fits ? (number * 10) + Digit(text[at]) : number;
                power -= fits ? 1 : 0;
                dropped |= !fits;
            }

            count += at - start;
        }

        if (count > 0 && at < text.Length && (text[at] | 0x20) == 'e')
        {
            at += ScanExponent(text[at..], out int written);
            power += written;
        }

        (digits, exponent, isComplete) = (number, power, !dropped);
        return count == 0 ? 0 : at;
    }

    // The text begins with an e; where no number follows, that is no exponent.
    private static int ScanExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        int start = text.Length > 1 && text[1] is (byte)'-' or (byte)'+' ? 2 : 1;
        int at = start;
        for (; at < text.Length && IsDigit(text[at]); at++)
        {
            exponent = Math.Min((exponent * 10) + (int)Digit(text[at]), LargestPower);
        }

        exponent = text.Length > 1 && text[1] == '-' ? -exponent : exponent;
        return at == start ? 0 : at;
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

    // The eight bytes from there on, the first one lowest; zeros behind the text's end. The text has eight bytes at least.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong EightFrom(ReadOnlySpan<byte> text, int at)
    {
        int left = text.Length - at;
        return left >= 8 ? BinaryPrimitives.ReadUInt64LittleEndian(text[at..])
            : left == 0 ? 0
            : BinaryPrimitives.ReadUInt64LittleEndian(text[^8..]) >> (64 - (8 * left));
    }

    // How many of the eight bytes are digits before the first that is none. Of that one, the highest bit is set: by itself, or by
    // adding what lifts all over 9 to it. What is carried from it only reaches bytes behind it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int DigitsIn(ulong eight)
    {
        ulong values = eight ^ 0x3030_3030_3030_3030;
        return BitOperations.TrailingZeroCount((values | (values + 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080) / 8;
    }

    // The first digit is the lowest byte, zeros before it count for nothing: neighbours join to pairs, pairs to fours, fours to the number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Number(ulong eight)
    {
        ulong pairs = ((eight & 0x0F0F_0F0F_0F0F_0F0F) * ((10 << 8) + 1)) >> 8;
        ulong fours = ((pairs & 0x00FF_00FF_00FF_00FF) * ((100 << 16) + 1)) >> 16;
        return ((fours & 0x0000_FFFF_0000_FFFF) * ((10_000UL << 32) + 1)) >> 32;
    }
}
