using DiTMoS.Data.Readers;

namespace DiTMoS.Data.Windowing;

/// <summary>Cuts recordings into windows, one recording at a time.</summary>
internal static class Windower
{
    /// <summary>Cuts all recordings of a set.</summary>
    /// <param name="recordings">The recordings.</param>
    /// <param name="options">How to cut.</param>
    /// <param name="requireLabels">Whether windows without a class are left out.</param>
    /// <exception cref="RecordingException">A recording has not the channels of the set, or no window fits.</exception>
    public static WindowSet Cut(RecordingSet recordings, WindowOptions options, bool requireLabels)
    {
        var samples = new List<float[]>();
        var labels = new List<string?>();
        var subjects = new List<string>();
        var trials = new List<string>();
        var folds = new List<int>();
        int length = options.Length ?? 0;
        double? rate = null;
        foreach (Recording recording in recordings.Recordings)
        {
            length = length == 0 ? recording.Length : length;
            int hop = options.Hop ?? length;
            rate = recording.SampleRateHz;
            IEnumerable<(int Start, int Length)> parts = options.LabelRule == LabelRule.Within
                ? recording.Labels.Select(stretch => (stretch.Start, stretch.Length))
                : [(0, recording.Length)];
            foreach ((int first, int count) in parts)
            {
                for (int at = first; at + length <= first + count; at += hop)
                {
                    string? label = recording.Labels.Where(stretch => stretch.Start <= at + (length / 2) && at + (length / 2) < stretch.Start + stretch.Length).Select(stretch => stretch.ClassName).FirstOrDefault();
                    if (label is null && requireLabels)
                    {
                        continue;
                    }

                    samples.Add([.. recording.Samples.SelectMany(channel => channel.AsSpan(at, length).ToArray())]);
                    labels.Add(label);
                    subjects.Add(recording.Subject ?? "");
                    trials.Add(recording.Trial ?? "");
                    folds.Add(recording.OfficialFold ?? -1);
                }
            }
        }

        if (samples.Count == 0)
        {
            throw new RecordingException($"'{recordings.Source}': no window of {length} samples fits into a labelled recording. Cut shorter windows.");
        }

        string[] names = recordings.ClassNames?.ToArray() ?? Identifiers.Number([.. labels.OfType<string>()]).Names;
        (int[] subjectIds, string[] subjectNames) = Identifiers.Number([.. subjects]);
        return new WindowSet
        {
            Samples = [.. samples.SelectMany(window => window)],
            Channels = recordings.ChannelNames.Count,
            Length = length,
            Labels = [.. labels.Select(label => Array.IndexOf(names, label))],
            ClassNames = names,
            ChannelNames = recordings.ChannelNames,
            Subjects = subjects.Contains("") ? null : subjectIds,
            SubjectNames = subjects.Contains("") ? null : subjectNames,
            Trials = trials.Contains("") ? null : Identifiers.Number([.. trials]).Ids,
            OfficialFolds = folds.TrueForAll(fold => fold < 0) ? null : [.. folds],
            SampleRateHz = rate,
            Source = recordings.Source,
        };
    }
}
