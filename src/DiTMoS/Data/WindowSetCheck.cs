namespace DiTMoS.Data;

/// <summary>The rules that every set of windows must keep before anything is learnt from it, in one place for all readers.</summary>
public static class WindowSetCheck
{
    private const int LongestName = 200;

    /// <summary>Checks a set of windows.</summary>
    /// <param name="windows">The windows to check.</param>
    /// <exception cref="RecordingException">
    /// There are no windows; counts do not agree; a label, subject or fold is out of range; fewer than two classes have
    /// windows; a name is empty, repeated or not printable; a sample is not finite; or a channel never changes.
    /// </exception>
    public static void Check(WindowSet windows) => Check(windows, requireLabels: true);

    /// <summary>Checks a set of windows that may be there to be predicted only.</summary>
    /// <param name="windows">The windows to check.</param>
    /// <param name="requireLabels">False where labels may be unknown, all of one class, and channels constant.</param>
    /// <exception cref="RecordingException">A rule is broken; the message names it.</exception>
    public static void Check(WindowSet windows, bool requireLabels)
    {
        ArgumentNullException.ThrowIfNull(windows);
        CheckCounts(windows);
        CheckNames(windows, windows.ClassNames, "class");
        CheckNames(windows, windows.ChannelNames, "channel");
        CheckLabels(windows, requireLabels);
        CheckOrigins(windows);
        CheckSamples(windows, requireLabels);
    }

    private static void CheckCounts(WindowSet windows)
    {
        int n = windows.Count;
        if (n == 0)
        {
            throw Broken(windows, "there must be at least one window. Got none");
        }

        if (windows.Channels < 1 || windows.Length < 1)
        {
            throw Broken(windows, $"a window must have at least one channel and one sample. Got {windows.Channels} channels of {windows.Length} samples");
        }

        long expected = (long)n * windows.Channels * windows.Length;
        if (windows.Samples.LongLength != expected)
        {
            throw Broken(windows, $"{n} windows of {windows.Channels} channels and {windows.Length} samples are {expected} values. Got {windows.Samples.LongLength}");
        }

        if (windows.ChannelNames.Count != windows.Channels)
        {
            throw Broken(windows, $"there must be one name per channel, {windows.Channels}. Got {windows.ChannelNames.Count}");
        }

        CheckCount(windows, windows.Subjects, "subject");
        CheckCount(windows, windows.Trials, "trial");
        CheckCount(windows, windows.OfficialFolds, "official fold");
        CheckCount(windows, windows.Weights, "weight");
        CheckCount(windows, windows.Origins?.Recordings, "recording");
        CheckCount(windows, windows.Origins?.Starts, "start");
        CheckCount(windows, windows.Origins?.Ends, "end");
        int odd = Array.FindIndex(windows.Weights ?? [], weight => !(weight >= 0 && float.IsFinite(weight)));
        if (odd >= 0)
        {
            throw Broken(windows, FormattableString.Invariant($"a weight must be a finite number, at least 0. Got {windows.Weights![odd]} for window {odd}"));
        }

        if (windows.SampleRateHz is { } rate && !(rate > 0 && double.IsFinite(rate)))
        {
            throw Broken(windows, FormattableString.Invariant($"the sample rate must be a positive number of Hz. Got {rate}"));
        }
    }

    private static void CheckCount<T>(WindowSet windows, T[]? values, string what)
    {
        if (values is not null && values.Length != windows.Count)
        {
            throw Broken(windows, $"there must be one {what} per window, {windows.Count}. Got {values.Length}");
        }
    }

    private static void CheckNames(WindowSet windows, IReadOnlyList<string> names, string what)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < names.Count; i++)
        {
            string name = names[i];
            if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName || name.Any(char.IsControl))
            {
                throw Broken(windows, $"the name of {what} {i} must have 1 to {LongestName} printable characters. Got '{Text.Shown(name)}'");
            }

            if (!seen.Add(name))
            {
                throw Broken(windows, $"{what} names must differ. '{name}' is there twice");
            }
        }
    }

    private static void CheckLabels(WindowSet windows, bool requireLabels)
    {
        var counts = new int[windows.Classes];
        for (int n = 0; n < windows.Count; n++)
        {
            int label = windows.Labels[n];
            if (label == -1)
            {
                if (requireLabels)
                {
                    throw Broken(windows, $"window {n} has no label. To learn from windows or to judge a model, each needs its class; without, they can be predicted only");
                }

                continue;
            }

            if ((uint)label >= (uint)counts.Length)
            {
                throw Broken(windows, $"window {n}: the label must be in [0, {counts.Length}), as there are {counts.Length} class names. Got {label}");
            }

            counts[label]++;
        }

        if (requireLabels && counts.Count(count => count > 0) < 2)
        {
            throw Broken(windows, $"at least two classes must have windows. All {windows.Count} are '{windows.ClassNames[windows.Labels[0]]}'");
        }
    }

    private static void CheckOrigins(WindowSet windows)
    {
        if (windows.Subjects is { } subjects)
        {
            if (windows.SubjectNames is not { } names)
            {
                throw Broken(windows, "subjects need names. Got none");
            }

            CheckNames(windows, names, "subject");
            int bad = Array.FindIndex(subjects, subject => (uint)subject >= (uint)names.Count);
            if (bad >= 0)
            {
                throw Broken(windows, $"window {bad}: the subject must be in [0, {names.Count}). Got {subjects[bad]}");
            }
        }

        if (windows.Origins is { } origins)
        {
            CheckPlaces(windows, origins);
        }

        if (windows.OfficialFolds is { } folds)
        {
            int bad = Array.FindIndex(folds, fold => fold < -1 || fold >= windows.Count);
            if (bad >= 0)
            {
                throw Broken(windows, $"window {bad}: the official fold must be -1 (never tested) or in [0, {windows.Count}). Got {folds[bad]}");
            }
        }
    }

    private static void CheckPlaces(WindowSet windows, WindowOrigins origins)
    {
        int names = origins.RecordingNames.Count;
        int bad = Array.FindIndex(origins.Recordings, recording => (uint)recording >= (uint)names);
        if (bad >= 0)
        {
            throw Broken(windows, $"window {bad}: the recording must be in [0, {names}), as there are {names} names of recordings. Got {origins.Recordings[bad]}");
        }

        if (origins.Starts is null != origins.Ends is null)
        {
            throw Broken(windows, $"there must be starts and ends of windows, or neither. Got {(origins.Starts is null ? "ends" : "starts")} alone");
        }

        for (int n = 0; n < origins.Starts?.Length; n++)
        {
            if (origins.Starts[n] < 0 || origins.Ends![n] <= origins.Starts[n])
            {
                throw Broken(windows, $"window {n}: its start in the recording must be at least 0 and its end behind it. Got {origins.Starts[n]} to {origins.Ends![n]}");
            }
        }

        if (origins.SampleRateHz is { } rate && !(rate > 0 && double.IsFinite(rate)))
        {
            throw Broken(windows, FormattableString.Invariant($"the rate that starts count in must be a positive number of Hz. Got {rate}"));
        }
    }

    private static void CheckSamples(WindowSet windows, bool requireChanges)
    {
        ReadOnlySpan<float> samples = windows.Samples;
        int l = windows.Length;
        var changes = new bool[windows.Channels];
        for (int row = 0; row < windows.Count * windows.Channels; row++)      // one channel of one window
        {
            int c = row % windows.Channels;
            float first = samples[c * l];
            ReadOnlySpan<float> values = samples.Slice(row * l, l);
            bool same = true;
            for (int t = 0; t < values.Length; t++)
            {
                if (!float.IsFinite(values[t]))
                {
                    throw Broken(windows, FormattableString.Invariant($"window {row / windows.Channels}, channel '{windows.ChannelNames[c]}', sample {t}: samples must be finite in single precision. Got {values[t]}"));
                }

                same &= values[t] == first;
            }

            changes[c] |= !same;
        }

        int constant = Array.IndexOf(changes, false);
        if (requireChanges && constant >= 0)
        {
            string others = string.Join(',', windows.ChannelNames.Where((_, c) => changes[c]));
            string wayOut = others.Length == 0 ? "No channel changes" : $"Leave it out: --channels {others}";
            throw Broken(windows, FormattableString.Invariant($"channel '{windows.ChannelNames[constant]}' never changes (it is {samples[constant * l]} throughout), so nothing can be learnt from it. {wayOut}"));
        }
    }

    private static RecordingException Broken(WindowSet windows, string problem) => new($"'{windows.Source}': {problem}.");
}
