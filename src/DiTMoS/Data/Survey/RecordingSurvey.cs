namespace DiTMoS.Data.Survey;

/// <summary>What a source of recordings holds, before any window is cut: what to look at before training.</summary>
public sealed record RecordingSurvey
{
    /// <summary>The format's name.</summary>
    public required string Format { get; init; }

    /// <summary>Where the recordings come from.</summary>
    public required string Source { get; init; }

    /// <summary>Whether the source holds windows that were cut already.</summary>
    public required bool HoldsWindows { get; init; }

    /// <summary>The number of recordings; of windows, where the source holds windows.</summary>
    public required int Recordings { get; init; }

    /// <summary>Samples per channel, over all recordings.</summary>
    public required long Samples { get; init; }

    /// <summary>How long was recorded, in seconds; null where a rate is unknown.</summary>
    public required double? Seconds { get; init; }

    /// <summary>The rates, in hertz, rising; empty where unknown.</summary>
    public required IReadOnlyList<double> SampleRatesHz { get; init; }

    /// <summary>Samples of the shortest recording.</summary>
    public required int Shortest { get; init; }

    /// <summary>Samples of the longest recording.</summary>
    public required int Longest { get; init; }

    /// <summary>Places where time jumps within a recording.</summary>
    public required int Gaps { get; init; }

    /// <summary>Samples without a label.</summary>
    public required long Unlabelled { get; init; }

    /// <summary>The subjects, in natural order; empty where unknown.</summary>
    public required IReadOnlyList<string> Subjects { get; init; }

    /// <summary>The number of trials; 0 where unknown.</summary>
    public required int Trials { get; init; }

    /// <summary>Official test folds; 0 where there is no official split.</summary>
    public required int OfficialFolds { get; init; }

    /// <summary>The channels, in order.</summary>
    public required IReadOnlyList<ChannelSurvey> Channels { get; init; }

    /// <summary>The classes that occur, in the source's order, else in natural order.</summary>
    public required IReadOnlyList<ClassSurvey> Classes { get; init; }

    /// <summary>What was put right, filled or left out while reading, and how often.</summary>
    public required IReadOnlyDictionary<string, long> Repairs { get; init; }

    /// <summary>How windows are usually cut and described here.</summary>
    public required FrontEnd Suggested { get; init; }

    /// <summary>Reads all recordings once, one at a time.</summary>
    /// <param name="recordings">The recordings.</param>
    /// <exception cref="RecordingException">The content breaks a rule of the format.</exception>
    public static RecordingSurvey Of(RecordingSet recordings)
    {
        ArgumentNullException.ThrowIfNull(recordings);
        var tally = new SurveyTally(recordings);
        foreach (Recording recording in recordings.Recordings)
        {
            tally.Add(recording);
        }

        return tally.Finish();
    }
}
