using DiTMoS.Data;

namespace DiTMoS.Tests.Data.Windowing;

/// <summary>Small recordings whose samples tell where they stand: channel c of sample t is 1000 c + t.</summary>
internal static class RecordingSets
{
    public static RecordingSet Of(params Recording[] recordings) => new()
    {
        Format = "test",
        Source = "test recordings",
        ChannelNames = [.. Enumerable.Range(0, recordings.Length == 0 ? 1 : recordings[0].Samples.Length).Select(c => $"acc_{"xyz"[c]}")],
        Recordings = recordings,
    };

    public static Recording Recording(
        string name, int length, LabelledStretch[]? labels = null, int channels = 2, double? rate = 50, int[]? gaps = null, string? subject = null, string? trial = null, int? fold = null) => new()
        {
            Name = name,
            Samples = [.. Enumerable.Range(0, channels).Select(c => Enumerable.Range(0, length).Select(t => (1000f * c) + t).ToArray())],
            SampleRateHz = rate,
            Labels = labels ?? [new LabelledStretch(0, length, "walk")],
            Gaps = gaps ?? [],
            Subject = subject,
            Trial = trial,
            OfficialFold = fold,
        };

    public static RecordingSet With(
        this RecordingSet set, string[]? channelNames = null, string[]? units = null, string[]? classNames = null, FrontEnd? suggested = null, IEnumerable<Recording>? recordings = null) => new()
        {
            Format = set.Format,
            Source = set.Source,
            ChannelNames = channelNames ?? set.ChannelNames,
            ChannelUnits = units ?? set.ChannelUnits,
            ClassNames = classNames ?? set.ClassNames,
            Suggested = suggested ?? set.Suggested,
            Recordings = recordings ?? set.Recordings,
        };
}
