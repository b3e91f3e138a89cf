using DiTMoS.Data.Readers;

namespace DiTMoS.Data;

/// <summary>Reads recordings: finds the format of a file or folder by its content, and checks what it holds.</summary>
public static class Recordings
{
    // Asked in this order; the first that recognizes the source reads it.
    private static readonly IRecordingReader[] Readers = [new UniMibReader(), new NpzReader()];

    /// <summary>Loads a file or folder of windows, labelled unless <see cref="RecordingOptions.RequireLabels"/> is false.</summary>
    /// <param name="path">
    /// An <c>.npz</c> file; a folder with exactly one <c>.npz</c> file; a folder in the layout of UniMiB-SHAR
    /// (<c>acc_data.mat</c> with <c>acc_labels.mat</c>, and so on), where the first of acc, adl, fall is read; or one
    /// <c>.mat</c> file of such a folder, which chooses that one.
    /// </param>
    /// <param name="options">Channels to keep and bounds; null for the defaults.</param>
    /// <returns>The windows, checked by <see cref="WindowSetCheck"/>.</returns>
    /// <exception cref="RecordingException">The path is not there, no format fits, or the content breaks a rule.</exception>
    /// <exception cref="OptionException">The options name a channel that is not there.</exception>
    public static WindowSet Load(string path, RecordingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= new RecordingOptions();
        if (options.MaximumBytes < 1)
        {
            throw new OptionException($"MaximumBytes must be at least 1. Got {options.MaximumBytes} instead.");
        }

        try
        {
            RecordingSource source = RecordingSource.Open(path);
            IRecordingReader reader = Array.Find(Readers, candidate => candidate.Recognizes(source)) ?? throw Unknown(source);
            WindowSet windows = reader.Read(source, options);
            if (options.Channels is { } channels)
            {
                windows = windows.SelectChannels(channels);
            }

            WindowSetCheck.Check(windows, options.RequireLabels);
            return windows;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"'{path}' could not be read: {error.Message}", error);
        }
    }

    private static RecordingException Unknown(RecordingSource source)
    {
        string formats = string.Join("; ", Readers.Select(reader => reader.Format));
        string found = source.IsFolder
            ? source.Files.Count == 0 ? "the folder holds no files" : $"the folder holds {source.Files.Count} files, among them {string.Join(", ", source.Files.Take(5).Select(Text.Shown))}"
            : source.Start.Length == 0 ? "the file is empty" : "the file starts with none of their marks";
        return new RecordingException($"'{source.Name}': expected one of these formats: {formats}; but {found}. Name the file or folder that holds the windows.");
    }
}
