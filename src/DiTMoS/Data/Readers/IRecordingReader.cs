using DiTMoS.Data.Sources;

namespace DiTMoS.Data.Readers;

/// <summary>Reads one format of recordings. A new format is a class that implements this, and a line in <see cref="RecordingFormats"/>.</summary>
internal interface IRecordingReader
{
    /// <summary>What people type to force the format: lower case, digits and hyphens, such as <c>uci-har</c>.</summary>
    string Id { get; }

    /// <summary>What the format is called in messages.</summary>
    string Format { get; }

    /// <summary>Whether the source looks like this format: by its first bytes, or by the files of the folder. Never throws for what a file holds.</summary>
    bool Recognizes(RecordingSource source);

    /// <summary>
    /// Reads what describes the recordings, and prepares to read the recordings themselves one after another.
    /// <see cref="Recordings"/> cuts windows, computes features, selects channels and checks the result, so a reader checks only what it needs to read on.
    /// </summary>
    /// <param name="source">Stays open while the result is in use.</param>
    /// <param name="options">What the user asked for.</param>
    /// <exception cref="RecordingException">The content breaks a rule of the format; also while the recordings are enumerated.</exception>
    RecordingSet Read(RecordingSource source, RecordingOptions options);
}
