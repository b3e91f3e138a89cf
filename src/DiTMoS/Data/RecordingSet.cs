namespace DiTMoS.Data;

/// <summary>Recordings of one source, read one after another as they are asked for, with what holds for all of them.</summary>
public sealed class RecordingSet
{
    /// <summary>The format's name, as <see cref="RecordingOptions.Format"/> takes it.</summary>
    public required string Format { get; init; }

    /// <summary>Where the recordings come from, as shown to people.</summary>
    public required string Source { get; init; }

    /// <summary>The C channel names; <c>0</c>, <c>1</c>, ... where the source names none.</summary>
    public required IReadOnlyList<string> ChannelNames { get; init; }

    /// <summary>The unit of each channel, such as <c>g</c>, <c>m/s^2</c>, <c>rad/s</c>; empty where that of one channel is unknown; null where all are.</summary>
    public IReadOnlyList<string>? ChannelUnits { get; init; }

    /// <summary>The classes in the source's own order; null where they are only known once all is read, and then stand in natural order.</summary>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <summary>How windows are usually cut and described here; holds where the user does not say otherwise.</summary>
    public FrontEnd Suggested { get; init; } = new();

    /// <summary>The recordings, in an order that depends on the source alone. Each enumeration reads them anew; only one is held at a time.</summary>
    /// <exception cref="RecordingException">While enumerating: the content breaks a rule of the format.</exception>
    public required IEnumerable<Recording> Recordings { get; init; }

    /// <summary>What was put right or left out on the way; complete once <see cref="Recordings"/> has been enumerated to its end.</summary>
    public RepairLog Repairs { get; init; } = new();

    /// <summary>The windows, where the source holds windows and not recordings; they are taken as they are unless the user asks for others.</summary>
    internal WindowSet? Windows { get; init; }

    /// <summary>Takes each window for a recording of its own.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="format">The format's name.</param>
    internal static RecordingSet Of(WindowSet windows, string format) => new()
    {
        Format = format,
        Source = windows.Source,
        ChannelNames = windows.ChannelNames,
        ChannelUnits = windows.FrontEnd is { Features.Count: 0, ChannelUnits: { } units } made && made.ChannelNames!.SequenceEqual(windows.ChannelNames) ? units : null,
        ClassNames = windows.ClassNames,
        Windows = windows,
        Recordings = Enumerable.Range(0, windows.Count).Select(n => new Recording
        {
            Name = FormattableString.Invariant($"window {n}"),
            Samples = [.. Enumerable.Range(0, windows.Channels).Select(c => windows.Window(n).Slice(c * windows.Length, windows.Length).ToArray())],
            SampleRateHz = windows.SampleRateHz,
            Labels = windows.Labels[n] < 0 ? [] : [new LabelledStretch(0, windows.Length, windows.ClassNames[windows.Labels[n]])],
            Subject = windows.Subjects is { } subjects ? windows.SubjectNames![subjects[n]] : null,
            Trial = windows.Trials is { } trials ? FormattableString.Invariant($"{trials[n]}") : null,
            OfficialFold = windows.OfficialFolds?[n],
        }),
    };
}
