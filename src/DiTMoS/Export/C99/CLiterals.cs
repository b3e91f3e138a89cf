using System.Globalization;
using System.Text;

namespace DiTMoS.Export.C99;

/// <summary>Constants as C spells them.</summary>
internal static class CLiterals
{
    private const int PerLine = 8;

    // The longest string that a C99 compiler has to take, 4,095 bytes, less some room.
    private const int MaximumBytes = 4000;

    /// <summary>A float that reads back to the same bits: the shortest such decimal.</summary>
    public static string Of(float value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? $"{text}f" : $"{text}.0f";
    }

    /// <summary>Floats for an initialiser, some on a line.</summary>
    public static string Of(IEnumerable<float> values) =>
        string.Join(",\n", values.Chunk(PerLine).Select(line => "    " + string.Join(", ", line.Select(Of))));

    /// <summary>A string of UTF-8. Whatever could end it, begin a trigraph or be no ASCII is written in octal.</summary>
    public static string Of(string text)
    {
        var literal = new StringBuilder("\"");
        int bytes = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if ((bytes += rune.Utf8SequenceLength) > MaximumBytes)
            {
                break;
            }

            Append(literal, rune);
        }

        return literal.Append('"').ToString();
    }

    private static void Append(StringBuilder literal, Rune rune)
    {
        if (rune.IsAscii && (Rune.IsLetterOrDigit(rune) || " _-+.,:;()/*=<>[]{}#&!%'~^|@$`".Contains((char)rune.Value, StringComparison.Ordinal)))
        {
            literal.Append((char)rune.Value);
            return;
        }

        Span<byte> utf8 = stackalloc byte[4];
        foreach (byte unit in utf8[..rune.EncodeToUtf8(utf8)])
        {
            literal.Append('\\').Append(Convert.ToString(unit, 8).PadLeft(3, '0'));
        }
    }
}
