namespace DiTMoS.Data;

public sealed partial class WindowSet
{
    /// <summary>The windows with the classes of another list, such as a model's, found by name; samples are shared, not copied.</summary>
    /// <param name="classNames">The classes that labels shall count in.</param>
    /// <exception cref="RecordingException">A window is of a class that the list lacks.</exception>
    public WindowSet WithClasses(IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        if (ClassNames.SequenceEqual(classNames))
        {
            return this;
        }

        int[] target = [.. ClassNames.Select(name => IndexOf(classNames, name))];
        int[] labels = Array.ConvertAll(Labels, label => label < 0 ? label : target[label]);
        int unknown = Array.FindIndex(Labels, label => label >= 0 && target[label] < 0);
        if (unknown >= 0)
        {
            string missing = ClassNames[Labels[unknown]];
            int count = Labels.Count(label => label == Labels[unknown]);
            throw new RecordingException($"'{Source}': class '{missing}' ({count} windows, the first is {unknown}) must be one of the {classNames.Count} known classes: {Shown(classNames)}. Leave its windows out, or train on them.");
        }

        return With(Samples, ChannelNames, Length, SampleRateHz, labels, classNames, FrontEnd);
    }

    /// <summary>A copy with the channels of another list, such as a model's, found by name and in its order.</summary>
    /// <param name="channelNames">The channels to keep.</param>
    /// <exception cref="OptionException">A channel is not there.</exception>
    public WindowSet WithChannels(IReadOnlyList<string> channelNames)
    {
        ArgumentNullException.ThrowIfNull(channelNames);
        if (ChannelNames.SequenceEqual(channelNames))
        {
            return this;
        }

        int[] chosen = [.. channelNames.Select(name => IndexOf(ChannelNames, name))];
        int missing = Array.IndexOf(chosen, -1);
        if (missing >= 0)
        {
            throw new OptionException($"'{Source}': there must be a channel '{channelNames[missing]}'. It has {Channels}: {Shown(ChannelNames)}. Name the {channelNames.Count} channels to use in its stead.");
        }

        return TakeChannels(chosen);
    }

    /// <summary>The same windows with other values, such as features: labels and origins stay; how they were made is no longer known.</summary>
    internal WindowSet WithSamples(float[] samples, IReadOnlyList<string> channelNames, int length, double? rate) =>
        With(samples, channelNames, length, rate, Labels, ClassNames, null);

    /// <summary>The same windows, known to have been made so; null where that is no longer known.</summary>
    internal WindowSet WithFrontEnd(FrontEnd? frontEnd) => With(Samples, ChannelNames, Length, SampleRateHz, Labels, ClassNames, frontEnd);

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }

    private static string Shown(IReadOnlyList<string> names) => string.Join(", ", names.Take(64)) + (names.Count > 64 ? ", ..." : "");

    private WindowSet TakeChannels(int[] chosen)
    {
        var samples = new float[checked(Count * chosen.Length * Length)];
        for (int n = 0; n < Count; n++)
        {
            ReadOnlySpan<float> window = Window(n);
            for (int i = 0; i < chosen.Length; i++)
            {
                window.Slice(chosen[i] * Length, Length).CopyTo(samples.AsSpan(((n * chosen.Length) + i) * Length));
            }
        }

        return With(samples, Array.ConvertAll(chosen, c => ChannelNames[c]), Length, SampleRateHz, Labels, ClassNames, FrontEnd?.Keep(chosen));
    }

    private WindowSet With(float[] samples, IReadOnlyList<string> channelNames, int length, double? rate, int[] labels, IReadOnlyList<string> classNames, FrontEnd? frontEnd) => new()
    {
        Samples = samples,
        Channels = channelNames.Count,
        Length = length,
        Labels = labels,
        ClassNames = classNames,
        ChannelNames = channelNames,
        Subjects = Subjects,
        SubjectNames = SubjectNames,
        Trials = Trials,
        Origins = Origins,
        OfficialFolds = OfficialFolds,
        Weights = Weights,
        SampleRateHz = rate,
        FrontEnd = frontEnd,
        Source = Source,
    };
}
