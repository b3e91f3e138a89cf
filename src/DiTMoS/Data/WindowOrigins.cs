namespace DiTMoS.Data;

/// <summary>Which recording each of N windows was cut from and, where known, which samples of it.</summary>
public sealed class WindowOrigins
{
    /// <summary>What the recordings are called, usually the path of a file within the source.</summary>
    public required IReadOnlyList<string> RecordingNames { get; init; }

    /// <summary>The recording of each window, an index into <see cref="RecordingNames"/>; N values.</summary>
    public required int[] Recordings { get; init; }

    /// <summary>The first sample of each window, from 0 at the start of its recording, at <see cref="SampleRateHz"/>; null where unknown. Time that a recording leaves out (its gaps) counts no samples.</summary>
    public int[]? Starts { get; init; }

    /// <summary>The sample behind the last of each window, above its start; what a short recording was padded with is not counted. Null where <see cref="Starts"/> is.</summary>
    public int[]? Ends { get; init; }

    /// <summary>The samples per second that <see cref="Starts"/> and <see cref="Ends"/> count, those of the recordings after resampling; null where unknown.</summary>
    public double? SampleRateHz { get; init; }

    /// <summary>The name of the recording that a window was cut from.</summary>
    /// <param name="window">Which window, in [0, N).</param>
    public string NameOf(int window) => RecordingNames[Recordings[window]];

    /// <summary>Where a window begins in its recording, in seconds; null where that or the rate is unknown.</summary>
    /// <param name="window">Which window, in [0, N).</param>
    public double? StartSeconds(int window) => Starts is { } starts && SampleRateHz is { } rate ? starts[window] / rate : null;

    /// <summary>The origins of some of the windows, in the order given.</summary>
    internal WindowOrigins Select(ReadOnlySpan<int> rows) => new()
    {
        RecordingNames = RecordingNames,
        Recordings = WindowSet.Pick(Recordings, rows)!,
        Starts = WindowSet.Pick(Starts, rows),
        Ends = WindowSet.Pick(Ends, rows),
        SampleRateHz = SampleRateHz,
    };
}
