using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Reads lines and divides them into fields.</summary>
internal static class TextLines
{
    /// <summary>The lines of all files that are rows.</summary>
    public static IEnumerable<string> RowsOf(IMultiStreamSource source, TextLoader.Options options)
    {
        var left = options.MaxRows ?? long.MaxValue;
        for (var file = 0; file < source.Count; file++)
        {
            using var reader = source.OpenTextReader(file);
            var header = options.HasHeader;
            while (left > 0 && reader.ReadLine() is { } line)
            {
                if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal))
                    continue;
                if (!header)
                {
                    left--;
                    yield return line;
                }

                header = false;
            }
        }
    }

    /// <summary>The number of fields of the first line, and the names that the header gives if there is one.</summary>
    public static (int Fields, string[] Header) Sample(IMultiStreamSource source, TextLoader.Options options)
    {
        using var reader = source.OpenTextReader(0);
        string[] header = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal))
                continue;
            var fields = new List<ReadOnlyMemory<char>>();
            Divide(line, options, fields);
            if (header != null || !options.HasHeader)
                return (fields.Count, header);
            header = [.. fields.Select(field => field.ToString())];
        }

        return (header?.Length ?? 0, header);
    }

    /// <summary>Puts the fields of a line into a list.</summary>
    public static void Divide(string line, TextLoader.Options options, List<ReadOnlyMemory<char>> fields)
    {
        fields.Clear();
        if (options.TrimWhitespace)
            line = line.TrimEnd();
        for (var at = 0; at <= line.Length;)
        {
            var quoted = options.AllowQuoting && StartsQuoted(line, at, options);
            var (field, next) = quoted ? Quoted(line, at, options) : Plain(line, at, options);
            fields.Add(field);
            at = next;
        }
    }

    private static bool StartsQuoted(string line, int at, TextLoader.Options options)
        => line.AsSpan(at).TrimStart(' ') is ['"', ..] && !options.Separators.Contains('"');

    private static (ReadOnlyMemory<char> Field, int Next) Plain(string line, int at, TextLoader.Options options)
    {
        var end = line.IndexOfAny(options.Separators, at);
        if (end < 0)
            end = line.Length;
        return (line.AsMemory(at, end - at), end + 1);
    }

    // A quote without an end reaches to the end of the line.
    private static (ReadOnlyMemory<char> Field, int Next) Quoted(string line, int at, TextLoader.Options options)
    {
        var text = new StringBuilder();
        var i = line.IndexOf('"', at) + 1;
        for (; i < line.Length; i++)
        {
            if (line[i] == '"' && !(i + 1 < line.Length && line[i + 1] == '"'))
                break;
            text.Append(line[i]);
            i += line[i] == '"' ? 1 : 0;
        }

        var end = i < line.Length ? line.IndexOfAny(options.Separators, i) : -1;
        return (text.ToString().AsMemory(), end < 0 ? line.Length + 1 : end + 1);
    }
}
