using System.Globalization;
using System.Text;
using System.Text.Json;
using DiTMoS.Data.Sources;

namespace DiTMoS.Data;

/// <summary>Keeps a split in a JSON file, and makes the same split of the same windows again.</summary>
/// <remarks>
/// The file names the windows by their digest, and each part by its rows or, where it is all windows of some subjects, by these. A file written by hand may
/// leave the digest out where all parts name subjects, and then splits any recordings of them.
/// </remarks>
public static class SplitFile
{
    private const string FormatName = "ditmos-split";
    private const int FormatVersion = 1;
    private const int MaximumBytes = 1 << 26;
    private const int LongestDescription = 2_000;

    /// <summary>Writes a split, whole or not at all; a file that was there before is replaced.</summary>
    /// <param name="path">The file, usually with the ending <c>.json</c>.</param>
    /// <param name="windows">The windows that were split.</param>
    /// <param name="split">The split.</param>
    /// <exception cref="RecordingException">The file cannot be written.</exception>
    public static void Save(string path, WindowSet windows, DataSplit split)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(split);
        var document = new SplitDocument
        {
            Format = FormatName,
            Version = FormatVersion,
            Source = windows.Source,
            Windows = windows.Count,
            DataDigest = windows.Digest(),
            Kind = split.Kind,
            Description = split.Description,
            Train = PartOf(windows, split.Kind, split.Train),
            Validation = PartOf(windows, split.Kind, split.Validation),
            Test = PartOf(windows, split.Kind, split.Test),
        };
        try
        {
            AtomicFile.Write(path, stream =>
            {
                JsonSerializer.Serialize(stream, document, SplitJson.Default.SplitDocument);
                stream.Write("\n"u8);
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"'{path}' could not be written: {e.Message}", e);
        }
    }

    /// <summary>Makes the split of a file again.</summary>
    /// <param name="path">The file.</param>
    /// <param name="windows">The windows that were split; or, for a file of subjects without a digest, others of these subjects.</param>
    /// <exception cref="RecordingException">The file cannot be read, is no split, is of other windows, or names rows or subjects that are not there or not apart.</exception>
    public static DataSplit Load(string path, WindowSet windows)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(windows);
        string name = Path.GetFileName(path);
        SplitDocument document = Read(path, name);
        CheckDocument(document, windows, name);
        try
        {
            return DataSplit.Create(
                windows,
                document.Kind,
                document.Description,
                RowsOf(document.Train, windows, name, "train"),
                document.Validation is { } validation ? RowsOf(validation, windows, name, "validation") : [],
                RowsOf(document.Test, windows, name, "test"));
        }
        catch (OptionException e)
        {
            throw new RecordingException($"'{name}': {e.Message}", e);
        }
    }

    private static SplitDocument Read(string path, string name)
    {
        try
        {
            if (!File.Exists(path))
            {
                throw new RecordingException($"'{path}' must be a split file, but no file is there. Check the path.");
            }

            using FileStream file = RecordingSource.OpenFile(path);
            return file.Length <= MaximumBytes
                ? JsonSerializer.Deserialize(file, SplitJson.Default.SplitDocument) ?? throw Broken(name, "must be a JSON object. Got null")
                : throw Broken(name, $"must have at most {MaximumBytes} bytes. Got {file.Length}");
        }
        catch (JsonException e)
        {
            string place = e.LineNumber is { } line ? FormattableString.Invariant($"line {line + 1}, column {e.BytePositionInLine + 1}: ") : "";
            throw Broken(name, $"{place}must be a split file. {Text.Shown(e.Message.Split(" Path:")[0].TrimEnd('.'))}", e);
        }
        catch (Exception e) when (e is NotSupportedException or InvalidOperationException or ArgumentException)
        {
            throw Broken(name, $"must be a split file. {Text.Shown(e.Message.TrimEnd('.'))}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"'{name}' could not be read: {e.Message}", e);
        }
    }

    private static void CheckDocument(SplitDocument document, WindowSet windows, string name)
    {
        if (document.Format != FormatName || document.Version != FormatVersion)
        {
            throw Broken(name, FormattableString.Invariant($"must have the format {FormatName}, version {FormatVersion}. Got '{Text.Shown(document.Format)}', version {document.Version}"));
        }

        if (!Enum.IsDefined(document.Kind))
        {
            throw Broken(name, $"kind must be Random, Trial, Subject or Official. Got {(int)document.Kind}");
        }

        if (document.Description.Length > LongestDescription || document.Description.Any(char.IsControl))
        {
            throw Broken(name, $"the description must be at most {LongestDescription} printable characters. Got '{Text.Shown(document.Description)}'");
        }

        bool isOfRows = document.Train.Rows is not null || document.Validation?.Rows is { Length: > 0 } || document.Test.Rows is not null;
        if (isOfRows && document.DataDigest is null)
        {
            throw Broken(name, "rows mean nothing without dataDigest, which tells of which windows. Add it, or name subjects in their stead");
        }

        if ((document.DataDigest is { } digest && digest != windows.Digest()) || (document.Windows is { } count && count != windows.Count))
        {
            string source = document.Source is { } known ? $" '{Text.Shown(known)}'" : "";
            throw Broken(name, $"must be a split of these windows, '{windows.Source}' ({windows.Count} windows). It is one of others:{source} ({document.Windows?.ToString(CultureInfo.InvariantCulture) ?? "?"} windows). Read and cut the recordings as when it was made, or make a new split");
        }
    }

    // By subject only where that says the same.
    private static SplitDocument.Part PartOf(WindowSet windows, SplitKind kind, int[] rows)
    {
        if (kind == SplitKind.Subject && windows is { Subjects: { } subjects, SubjectNames: { } names })
        {
            HashSet<int> chosen = [.. rows.Select(row => subjects[row])];
            if (subjects.Count(chosen.Contains) == rows.Length)
            {
                return new SplitDocument.Part { Subjects = [.. chosen.Select(subject => names[subject]).Order(NaturalOrder.Instance)] };
            }
        }

        return new SplitDocument.Part { Rows = Ranges(rows) };
    }

    private static string Ranges(int[] rows)
    {
        var text = new StringBuilder();
        for (int i = 0; i < rows.Length;)
        {
            int first = i;
            while (++i < rows.Length && rows[i] == rows[i - 1] + 1)
            {
            }

            text.Append(text.Length == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{rows[first]}");
            if (i - first > 1)
            {
                text.Append(CultureInfo.InvariantCulture, $"-{rows[i - 1]}");
            }
        }

        return text.ToString();
    }

    private static int[] RowsOf(SplitDocument.Part part, WindowSet windows, string name, string what) => part switch
    {
        { Rows: { } rows, Subjects: null } => RowsOf(rows, windows.Count, name, what),
        { Rows: null, Subjects: { } subjects } => RowsOf(subjects, windows, name, what),
        _ => throw Broken(name, $"{what} must have rows or subjects, one of them"),
    };

    // Ranges rise, so that no text makes more rows than there are windows.
    private static int[] RowsOf(string text, int count, string name, string what)
    {
        var rows = new List<int>();
        foreach (Range range in text.AsSpan().Split(','))
        {
            ReadOnlySpan<char> word = text.AsSpan(range).Trim();
            if (word.IsEmpty && text.Length == 0)
            {
                break;
            }

            int dash = word.IndexOf('-');
            bool isRange = int.TryParse(dash < 0 ? word : word[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
                & int.TryParse(dash < 0 ? word : word[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int last);
            if (!isRange || first > last || last >= count || (rows.Count > 0 && first <= rows[^1]))
            {
                throw Broken(name, $"{what}: rows must be numbers in [0, {count}) or ranges of them, rising and separated by commas, such as 0-99,105. Got '{Text.Shown(word.ToString())}'");
            }

            rows.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return [.. rows];
    }

    private static int[] RowsOf(IReadOnlyList<string> names, WindowSet windows, string name, string what)
    {
        if (windows is not { Subjects: { } subjects, SubjectNames: { } known })
        {
            throw Broken(name, $"{what} names subjects, but '{windows.Source}' does not say which subject a window is from");
        }

        string[] all = [.. known];
        var chosen = new HashSet<int>();
        foreach (string? subject in names)
        {
            int index = Array.IndexOf(all, subject);
            if (index < 0 || !chosen.Add(index))
            {
                throw Broken(name, $"{what}: there {(index < 0 ? "is no subject" : "is twice the subject")} '{Text.Shown(subject ?? "null")}'. '{windows.Source}' has {all.Length}: {string.Join(", ", all.Take(40))}{(all.Length > 40 ? ", ..." : "")}");
            }
        }

        return [.. Enumerable.Range(0, windows.Count).Where(row => chosen.Contains(subjects[row]))];
    }

    private static RecordingException Broken(string name, string problem, Exception? inner = null) => new($"'{name}': {problem}.", inner);
}
