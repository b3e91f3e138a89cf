using DiTMoS.Data;

namespace DiTMoS.Tool.Tests;

/// <summary>Small recordings for tests: 4 subjects, 8 classes, 2 windows of each; and ways to spoil them.</summary>
internal static class TestRecordings
{
    public static WindowSet Create(int seed = 3) => SyntheticRecordings.Create(seed, subjects: 4, trials: 1, windowsPerTrial: 2);

    /// <summary>Writes the recordings to a file.</summary>
    public static string Write(string path, Func<WindowSet, WindowSet>? change = null)
    {
        NpzWriter.Write(change is null ? Create() : change(Create()), path);
        return path;
    }

    /// <summary>Writes other recordings of the same shape, classes and channels.</summary>
    public static string WriteOther(string path, Func<WindowSet, WindowSet>? change = null)
    {
        WindowSet other = Create(seed: 4);
        NpzWriter.Write(change is null ? other : change(other), path);
        return path;
    }

    /// <summary>The same windows with other samples, labels or names.</summary>
    public static WindowSet With(
        WindowSet windows, float[]? samples = null, int[]? labels = null, IReadOnlyList<string>? classNames = null, IReadOnlyList<string>? channelNames = null) => new()
        {
            Samples = samples ?? windows.Samples,
            Channels = windows.Channels,
            Length = windows.Length,
            Labels = labels ?? windows.Labels,
            ClassNames = classNames ?? windows.ClassNames,
            ChannelNames = channelNames ?? windows.ChannelNames,
            Subjects = windows.Subjects,
            SubjectNames = windows.SubjectNames,
            Trials = windows.Trials,
            Origins = windows.Origins,
            SampleRateHz = windows.SampleRateHz,
            Source = windows.Source,
        };

    public static WindowSet WithNotANumber(WindowSet windows)
    {
        windows.Samples[1000] = float.NaN;
        return windows;
    }
}
