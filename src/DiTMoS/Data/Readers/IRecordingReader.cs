namespace DiTMoS.Data.Readers;

/// <summary>Reads one format of recordings. A new format is a class that implements this, and a line in <see cref="Recordings"/>.</summary>
internal interface IRecordingReader
{
    /// <summary>What the format is called in messages.</summary>
    string Format { get; }

    /// <summary>Whether the source looks like this format: by its first bytes, or by the files of the folder. Never throws for what a file holds.</summary>
    bool Recognizes(RecordingSource source);

    /// <summary>Reads the windows. <see cref="Recordings"/> selects channels and checks the result, so a reader checks only what it needs to read on.</summary>
    /// <exception cref="RecordingException">The content breaks a rule of the format.</exception>
    WindowSet Read(RecordingSource source, RecordingOptions options);
}
