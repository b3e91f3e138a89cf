using System.Globalization;

namespace DiTMoS.Data.Readers.Csv;

/// <summary>Reads numbers with a decimal point or a decimal comma.</summary>
internal static class CsvNumbers
{
    private static readonly NumberFormatInfo Comma = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    public static bool TryRead(ReadOnlySpan<char> text, char decimalSign, out float value) =>
        float.TryParse(text, NumberStyles.Float, FormatOf(decimalSign), out value) && float.IsFinite(value);

    public static bool TryRead(ReadOnlySpan<char> text, char decimalSign, out double value) =>
        double.TryParse(text, NumberStyles.Float, FormatOf(decimalSign), out value) && double.IsFinite(value);

    /// <summary>Whether the text is a number with this decimal sign in it.</summary>
    public static bool HasSign(ReadOnlySpan<char> text, char decimalSign) => text.Count(decimalSign) == 1 && TryRead(text, decimalSign, out double _);

    private static NumberFormatInfo FormatOf(char decimalSign) => decimalSign == ',' ? Comma : NumberFormatInfo.InvariantInfo;
}
