using System.Globalization;

namespace DiTMoS.Data;

public sealed partial class WindowSet
{
    /// <summary>A copy of some of the windows, in the order given. Class, channel and subject names stay as they are.</summary>
    /// <param name="rows">Which windows, each in [0, N); a window may be named more than once.</param>
    /// <exception cref="ArgumentOutOfRangeException">A row is outside [0, N).</exception>
    public WindowSet Select(ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            if ((uint)row >= (uint)Count)
            {
                throw new ArgumentOutOfRangeException(nameof(rows), row, $"A row must be in [0, {Count}).");
            }
        }

        var samples = new float[checked(rows.Length * WindowLength)];
        for (int i = 0; i < rows.Length; i++)
        {
            Window(rows[i]).CopyTo(samples.AsSpan(i * WindowLength));
        }

        return new WindowSet
        {
            Samples = samples,
            Channels = Channels,
            Length = Length,
            Labels = Pick(Labels, rows)!,
            ClassNames = ClassNames,
            ChannelNames = ChannelNames,
            Subjects = Pick(Subjects, rows),
            SubjectNames = SubjectNames,
            Trials = Pick(Trials, rows),
            Origins = Origins?.Select(rows),
            OfficialFolds = Pick(OfficialFolds, rows),
            Weights = Pick(Weights, rows),
            SampleRateHz = SampleRateHz,
            FrontEnd = FrontEnd,
            Source = Source,
        };
    }

    /// <summary>A copy with some of the channels, in the order given.</summary>
    /// <param name="selection">
    /// Names or numbers from 0, separated by commas, and ranges of numbers with both ends: <c>0-2</c>, <c>0,2,5</c>,
    /// <c>acc_x,acc_y</c>. A part that is the name of a channel means that channel, even where it looks like a number.
    /// </param>
    /// <exception cref="OptionException">A part is empty, names no channel, or repeats one.</exception>
    public WindowSet SelectChannels(string selection)
    {
        ArgumentNullException.ThrowIfNull(selection);
        return TakeChannels(ResolveChannels(selection));
    }

    /// <summary>Some of the values, in the order given; null for null.</summary>
    internal static T[]? Pick<T>(T[]? values, ReadOnlySpan<int> rows)
    {
        if (values is null)
        {
            return null;
        }

        var picked = new T[rows.Length];
        for (int i = 0; i < picked.Length; i++)
        {
            picked[i] = values[rows[i]];
        }

        return picked;
    }

    private int[] ResolveChannels(string selection)
    {
        var chosen = new List<int>();
        var taken = new HashSet<int>();
        foreach (string part in selection.Split(',', StringSplitOptions.TrimEntries))
        {
            int dash = part.IndexOf('-', StringComparison.Ordinal);
            int channel = FindChannel(part);
            int last = channel;
            if (channel < 0 && dash > 0)
            {
                channel = FindChannel(part[..dash]);
                last = FindChannel(part[(dash + 1)..]);
            }

            if (channel < 0 || last < channel)
            {
                throw BadSelection(selection, part, "is not a channel, or a range of channels from low to high");
            }

            for (; channel <= last; channel++)
            {
                if (!taken.Add(channel))
                {
                    throw BadSelection(selection, part, $"takes channel '{ChannelNames[channel]}' a second time");
                }

                chosen.Add(channel);
            }
        }

        return [.. chosen];
    }

    private int FindChannel(string text)
    {
        for (int c = 0; c < Channels; c++)
        {
            if (ChannelNames[c] == text)
            {
                return c;
            }
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < Channels ? number : -1;
    }

    private OptionException BadSelection(string selection, string part, string problem)
    {
        string channels = string.Join(", ", ChannelNames.Take(64).Select((name, c) => name == c.ToString(CultureInfo.InvariantCulture) ? name : $"{c} {name}"));
        string more = Channels > 64 ? ", ..." : "";
        return new OptionException($"Channels '{selection}': '{part}' {problem}. '{Source}' has {Channels} channels: {channels}{more}.");
    }
}
