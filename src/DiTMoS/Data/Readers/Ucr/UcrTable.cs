using System.Globalization;
using DiTMoS.Data.Sources;

namespace DiTMoS.Data.Readers.Ucr;

/// <summary>One file of a set: a header, and a series per line behind it.</summary>
internal abstract class UcrTable : IDisposable
{
    private readonly string _path;
    private readonly bool _refusesMissing;
    private readonly HashSet<string> _classes = new(StringComparer.Ordinal);

    /// <summary>Opens a file; the header is still to be read.</summary>
    protected UcrTable(RecordingSource source, SourceFile file, RecordingOptions options)
    {
        _path = file.Path;
        _refusesMissing = options.Ucr.Missing == MissingValues.Error;
        Lines = new DecodedLineReader(source.Open(file), Text.Shown(file.Path), options.MaximumBytes);
    }

    /// <summary>The classes that the header lists, in its order; null where series have none.</summary>
    public IReadOnlyList<string>? ClassNames { get; private set; }

    protected DecodedLineReader Lines { get; }

    /// <summary>Reads the next series; null behind the last.</summary>
    /// <exception cref="RecordingException">The line breaks a rule of the format.</exception>
    public abstract UcrCase? Read();

    public void Dispose() => Lines.Dispose();

    /// <summary>Checks that a file of the same set lists no class that this does not.</summary>
    /// <exception cref="RecordingException">It does.</exception>
    public void CheckClasses(UcrTable other)
    {
        if (other.ClassNames?.FirstOrDefault(name => !_classes.Contains(name)) is { } unknown)
        {
            throw other.Error($"class '{Text.Shown(unknown)}' is not one of those of '{Text.Shown(_path)}'. The files are not of one set");
        }
    }

    /// <summary>What is wrong with the line that was read last.</summary>
    public RecordingException Error(string problem) => Error(Lines.Row, problem);

    public RecordingException Error(long row, string problem) => new($"'{Text.Shown(_path)}', row {row}: {problem}.");

    /// <summary>What is wrong at a column of that line, from 0.</summary>
    protected RecordingException ErrorAt(int column, string problem) => new($"'{Text.Shown(_path)}', row {Lines.Row}, column {column + 1}: {problem}.");

    /// <summary>Reads a value that begins at a column of the line, from 0; NaN where it is missing.</summary>
    protected float ReadValue(ReadOnlySpan<char> text, int column)
    {
        if (MissingSamples.IsMissing(text))
        {
            text = text.Trim();
            return text.IsEmpty ? throw ErrorAt(column, "expected a number. Got nothing")
                : _refusesMissing ? throw ErrorAt(column, $"a value is missing ('{text}'). Set {OptionName.Of("Ucr.Missing")} to Interpolate to put it between its neighbours")
                : float.NaN;
        }

        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value)
            ? value
            : throw ErrorAt(column, $"expected a number that single precision holds. Got '{Text.Shown(text.Trim().ToString())}'");
    }

    /// <summary>Reads the class at a column of the line, from 0; null where it is unknown.</summary>
    protected string? ReadClass(string name, int column)
    {
        if (name == "?")
        {
            return null;
        }

        return _classes.Contains(name)
            ? name
            : throw ErrorAt(column, $"the class must be one of those in the header, {string.Join(", ", ClassNames!.Take(20).Select(Text.Shown))}. Got '{Text.Shown(name)}'");
    }

    /// <summary>Sets the classes of the header.</summary>
    protected void SetClasses(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            throw Error("the header must list the classes. Got none");
        }

        foreach (string name in names)
        {
            if (!_classes.Add(name))
            {
                throw Error($"class '{Text.Shown(name)}' is listed twice");
            }
        }

        ClassNames = names;
    }
}
