using DiTMoS.Data;

namespace DiTMoS.Tests.Data;

/// <summary>Small sets of windows with what a test needs.</summary>
internal static class WindowSets
{
    /// <summary>Windows of 2 channels and 3 samples that all differ; subject, trial and class run through their values at different speeds.</summary>
    public static WindowSet Create(int subjects = 6, int classes = 3, int trials = 2, int windowsPerTrial = 4, int[]? officialFolds = null, WindowOrigins? origins = null)
    {
        int count = subjects * classes * trials * windowsPerTrial;
        return new WindowSet
        {
            Samples = [.. Enumerable.Range(0, count * 6).Select(i => i * 0.5f)],
            Channels = 2,
            Length = 3,
            Labels = [.. Enumerable.Range(0, count).Select(n => n / (trials * windowsPerTrial) % classes)],
            ClassNames = [.. Enumerable.Range(0, classes).Select(k => $"class{k}")],
            ChannelNames = ["acc_x", "acc_y"],
            Subjects = [.. Enumerable.Range(0, count).Select(n => n / (classes * trials * windowsPerTrial))],
            SubjectNames = [.. Enumerable.Range(1, subjects).Select(s => $"p{s}")],
            Trials = [.. Enumerable.Range(0, count).Select(n => n / windowsPerTrial)],
            OfficialFolds = officialFolds,
            Origins = origins,
            SampleRateHz = 50,
            Source = "test windows",
        };
    }

    /// <summary>Four windows for each recording, half overlapping, and recordings named <c>rec0.csv</c>, <c>rec1.csv</c>, ...</summary>
    public static WindowOrigins Origins(int count) => new()
    {
        RecordingNames = [.. Enumerable.Range(0, (count + 3) / 4).Select(r => $"rec{r}.csv")],
        Recordings = [.. Enumerable.Range(0, count).Select(n => n / 4)],
        Starts = [.. Enumerable.Range(0, count).Select(n => n % 4 * 5)],
        Ends = [.. Enumerable.Range(0, count).Select(n => (n % 4 * 5) + 10)],
        SampleRateHz = 20,
    };

    /// <summary>The windows, with some of what is known of them replaced.</summary>
    public static WindowSet With(
        this WindowSet windows, float[]? samples = null, int[]? labels = null, string[]? classNames = null, string[]? channelNames = null, int[]? subjects = null,
        int[]? folds = null, double? sampleRateHz = 50, bool withoutSubjects = false, bool withoutTrials = false, WindowOrigins? origins = null) => new()
        {
            Samples = samples ?? windows.Samples,
            Channels = windows.Channels,
            Length = windows.Length,
            Labels = labels ?? windows.Labels,
            ClassNames = classNames ?? windows.ClassNames,
            ChannelNames = channelNames ?? windows.ChannelNames,
            Subjects = withoutSubjects ? null : subjects ?? windows.Subjects,
            SubjectNames = windows.SubjectNames,
            Trials = withoutTrials ? null : windows.Trials,
            OfficialFolds = folds ?? windows.OfficialFolds,
            Origins = origins ?? windows.Origins,
            SampleRateHz = sampleRateHz,
            Source = windows.Source,
        };
}
