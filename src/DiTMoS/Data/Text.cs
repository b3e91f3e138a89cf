namespace DiTMoS.Data;

/// <summary>Text that comes out of a file, made fit for a message.</summary>
internal static class Text
{
    private const int Longest = 60;

    /// <summary>The text without control characters and shortened, so that a file cannot write to the user's terminal.</summary>
    public static string Shown(string text) => ShownLine(text, Longest);

    /// <summary>As <see cref="Shown"/>, of another length.</summary>
    public static string ShownLine(string text, int longest) => WithoutControls(text.Length > longest ? string.Concat(text.AsSpan(0, longest), "...") : text);

    /// <summary>As <see cref="Shown"/>, but what is long keeps its end, in which the paths of files differ.</summary>
    public static string ShownEnd(string text) => WithoutControls(text.Length > Longest ? string.Concat("...", text.AsSpan(text.Length - Longest)) : text);

    private static string WithoutControls(string cut) => string.Concat(cut.Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is >= '\uFDD0' and <= '\uFDEF' ? '?' : c));
}
