using DiTMoS.Data;

namespace DiTMoS.Tests.Data.Fuzzing;

/// <summary>A small valid source in one format, for the fuzzer to alter.</summary>
/// <param name="Name">What seeds are kept under; of a reader, the name of its format, or begins with it.</param>
/// <param name="Files">Its files by path: a single one is named itself, of several the folder is.</param>
/// <param name="Options">How it is read.</param>
internal sealed record ReaderSample(string Name, (string Path, byte[] Bytes)[] Files, RecordingOptions Options)
{
    /// <summary>How many inputs of others take as long as one of this: so many times fewer are tried. Default 1.</summary>
    public int Cost { get; init; } = 1;

    /// <summary>Packs the altered files into the one that is read, so that its checksums are right and alterations get behind them; null where they are read as they are.</summary>
    public Func<(string Path, byte[] Bytes)[], byte[]>? Pack { get; init; }

    /// <summary>A sample of a reader, which is made to read whatever the altered files look like.</summary>
    public static ReaderSample Of(string format, params (string Path, byte[] Bytes)[] files) => new(format, files, new RecordingOptions { Format = format, RequireLabels = false });

    /// <summary>A sample of what opens archives; the reader is found by content.</summary>
    public static ReaderSample OfArchive(string name, byte[] bytes) => new(name, [("archive.bin", bytes)], new RecordingOptions { RequireLabels = false });

    public override string ToString() => Name;
}
