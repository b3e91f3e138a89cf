namespace DiTMoS.Bench;

/// <summary>The reading benchmark's result, as it is written to JSON.</summary>
internal sealed record ReadingReport
{
    /// <summary>Seconds to read all recordings, the best run.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seconds of the line scan of the same files, the best run.</summary>
    public required double LineScanSeconds { get; init; }

    /// <summary><see cref="Seconds"/> / <see cref="LineScanSeconds"/>.</summary>
    public required double Ratio { get; init; }

    /// <summary>Slowest run over fastest run, of the contestant that varied most; far over 1 says that the machine was busy.</summary>
    public required double Spread { get; init; }

    /// <summary>Recordings read.</summary>
    public required int Recordings { get; init; }

    /// <summary>Numbers read.</summary>
    public required long Values { get; init; }

    /// <summary>Lines of text.</summary>
    public required long Lines { get; init; }

    /// <summary>Bytes of text.</summary>
    public required long Bytes { get; init; }

    /// <summary>The process's largest memory before the first recording was read.</summary>
    public required long StartBytes { get; init; }

    /// <summary>The process's largest memory when all recordings had been read once.</summary>
    public required long PeakBytes { get; init; }

    /// <summary>Runs of each contestant, of which the best counts.</summary>
    public required int Repeats { get; init; }

    /// <summary>The version of .NET.</summary>
    public required string DotnetVersion { get; init; }
}
