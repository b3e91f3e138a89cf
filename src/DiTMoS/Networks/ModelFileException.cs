namespace DiTMoS.Networks;

/// <summary>A model file is missing, truncated, altered, of another format or of a newer version.</summary>
public sealed class ModelFileException : DiTMoSException
{
    private const int LongestQuote = 160;

    /// <inheritdoc/>
    public ModelFileException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The error that names the file, the rule, the value found and the way out.</summary>
    internal static ModelFileException For(string file, string rule, string found, string wayOut, Exception? inner = null) =>
        new($"File '{file}': {rule}. Got {found}. {wayOut}.", inner);

    /// <summary>Text from a file as it may stand in a message: quoted, short, without control characters.</summary>
    internal static string Quote(string text)
    {
        string shown = text.Length <= LongestQuote ? text : text[..LongestQuote] + "...";
        return $"'{string.Concat(shown.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c))}'";
    }
}
