using DiTMoS.Data;

namespace DiTMoS.Tests.Data;

/// <summary>Small sets of windows with what a test needs.</summary>
internal static class WindowSets
{
    /// <summary>Windows of 2 channels and 3 samples that all differ; subject, trial and class run through their values at different speeds.</summary>
    public static WindowSet Create(int subjects = 6, int classes = 3, int trials = 2, int windowsPerTrial = 4, int[]? officialFolds = null)
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
            SampleRateHz = 50,
            Source = "test windows",
        };
    }

    /// <summary>The windows, with some of what is known of them replaced.</summary>
    public static WindowSet With(
        this WindowSet windows, float[]? samples = null, int[]? labels = null, string[]? classNames = null, string[]? channelNames = null, int[]? subjects = null,
        int[]? folds = null, double? sampleRateHz = 50, bool withoutSubjects = false, bool withoutTrials = false) => new()
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
            SampleRateHz = sampleRateHz,
            Source = windows.Source,
        };
}
