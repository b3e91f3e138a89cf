using DiTMoS.Data.Readers.Audio;
using DiTMoS.Data.Readers.Bonn;
using DiTMoS.Data.Readers.Csv;
using DiTMoS.Data.Readers.Deap;
using DiTMoS.Data.Readers.Ucr;
using DiTMoS.Data.Readers.Wisdm;
using DiTMoS.Data.Sources;

namespace DiTMoS.Data.Readers;

/// <summary>All formats, and which of them a source is in.</summary>
internal static class RecordingFormats
{
    // Asked in this order; the first that recognizes the source reads it. What is told by its own marks stands before what could be many things.
    private static readonly IRecordingReader[] Readers =
    [
        new DeapReader(),
        new UniMibReader(),
        new HaptReader(),
        new UciHarReader(),
        new DailySportsReader(),
        new WisdmDeviceReader("phone", "wisdm-2019"),
        new WisdmDeviceReader("watch", "wisdm-2019-watch"),
        new WisdmReader(),
        new Pamap2Reader(),
        new BonnReader(),
        new WavFoldersReader(),
        new TsReader(),
        new ArffReader(),
        new NpzReader(),
        new CsvReader(),
    ];

    /// <summary>The names that force a format.</summary>
    public static IEnumerable<string> Ids => Readers.Select(reader => reader.Id);

    /// <summary>The reader of a source, the one named or the first that recognizes it, and what it reads: the source, or the one folder at its top.</summary>
    /// <exception cref="OptionException">No format has this name.</exception>
    /// <exception cref="RecordingException">No format fits.</exception>
    public static (IRecordingReader Reader, RecordingSource Source) Choose(RecordingSource source, string? id)
    {
        RecordingSource[] tops = [.. source.Tops()];
        if (id is not null)
        {
            IRecordingReader named = Array.Find(Readers, reader => reader.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
                ?? throw new OptionException($"{OptionName.Of("Format")} must be one of {string.Join(", ", Ids)}. Got '{Text.Shown(id)}'.");
            return (named, Array.Find(tops, named.Recognizes) ?? source);
        }

        foreach (IRecordingReader reader in Readers)
        {
            if (Array.Find(tops, reader.Recognizes) is { } top)
            {
                return (reader, top);
            }
        }

        throw Unknown(source);
    }

    private static RecordingException Unknown(RecordingSource source)
    {
        string formats = string.Join("; ", Readers.Select(reader => reader.Format));
        string found = source.IsFolder
            ? source.Files.Count == 0 ? "the folder holds no files" : $"the folder holds {source.Files.Count} files, among them {string.Join(", ", source.Files.Take(5).Select(file => Text.Shown(file.Path)))}"
            : source.Start.Length == 0 ? "the file is empty" : "the file starts with none of their marks";
        return new RecordingException($"'{source.Name}': expected one of these formats: {formats}; but {found}. Name the file or folder that holds the recordings.");
    }
}
