namespace DiTMoS.Data.Features;

/// <summary>The length of a vector whose parts are channels: sqrt(x^2 + y^2 + z^2), which does not depend on how a sensor was turned.</summary>
public sealed record MagnitudeStep : FeatureStep
{
    private const string Suffix = "magnitude";

    /// <summary>
    /// The groups, each giving one channel; none for all channels whose names differ only in the last letter x, y and z:
    /// <c>acc_x</c>, <c>acc_y</c>, <c>acc_z</c> give <c>acc_magnitude</c>, and <c>x</c>, <c>y</c>, <c>z</c> give <c>magnitude</c>. Default none.
    /// </summary>
    public IReadOnlyList<ChannelGroup> Groups { get; init; } = [];

    /// <summary>Whether the channels of the groups are left out, and only their magnitudes and the other channels stay. Default false: magnitudes come behind all channels.</summary>
    public bool Replace { get; init; }

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        (ChannelGroup[] groups, int[][] members) = GroupsOf(input);
        string[] names = [.. Kept(input, members).Select(c => input.ChannelNames[c]), .. groups.Select(group => group.Name)];
        RequireDistinct(nameof(Groups), names);
        return input with { ChannelNames = names };
    }

    internal override IFeatureKernel Prepare(FeatureShape input)
    {
        (int[] kept, int[][] members) = PartsOf(input);
        return new Kernel(input.Length, kept, members);
    }

    /// <summary>The channels that stay, and behind them those that each magnitude is made of.</summary>
    internal (int[] Kept, int[][] Members) PartsOf(FeatureShape input)
    {
        int[][] members = GroupsOf(input).Members;
        return (Kept(input, members), members);
    }

    /// <summary>Whether groups and <see cref="Replace"/> are the same.</summary>
    public bool Equals(MagnitudeStep? other) => other is not null && Replace == other.Replace && Groups.SequenceEqual(other.Groups);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Replace, Groups.Count);

    private int[] Kept(FeatureShape input, int[][] members)
    {
        var left = new HashSet<int>(Replace ? members.SelectMany(channels => channels) : []);
        return [.. Enumerable.Range(0, input.Channels).Where(c => !left.Contains(c))];
    }

    private (ChannelGroup[] Groups, int[][] Members) GroupsOf(FeatureShape input)
    {
        ChannelGroup[] groups = Groups is { Count: > 0 } ? [.. Groups] : FindGroups(input.ChannelNames);
        if (groups.Length == 0)
        {
            throw Refused(nameof(Groups), "given where no three channels are named alike but for x, y and z at the end", Shown(input));
        }

        foreach (ChannelGroup group in groups)
        {
            if (group is not { Name.Length: > 0, Channels.Count: > 0 })
            {
                throw Refused(nameof(Groups), "groups with a name and at least one channel", group is null ? null : $"'{Text.Shown(group.Name ?? "")}' of {group.Channels?.Count ?? 0} channels");
            }
        }

        int[] all = IndicesOf(nameof(Groups), input, groups.SelectMany(group => group.Channels));
        int at = 0;
        return (groups, Array.ConvertAll(groups, group => all[at..(at += group.Channels.Count)]));
    }

    private static ChannelGroup[] FindGroups(IReadOnlyList<string> names)
    {
        var all = new HashSet<string>(names, StringComparer.Ordinal);
        var groups = new List<ChannelGroup>();
        foreach (string x in names.Where(name => name is [.., 'x' or 'X']))
        {
            string stem = x[..^1];
            string[] axes = x[^1] == 'x' ? [x, stem + 'y', stem + 'z'] : [x, stem + 'Y', stem + 'Z'];
            if (Array.TrueForAll(axes, all.Contains))
            {
                groups.Add(new ChannelGroup(stem + (stem.Length > 0 && char.IsLetterOrDigit(stem[^1]) ? "_" : "") + Suffix, axes));
            }
        }

        return [.. groups];
    }

    private sealed class Kernel(int length, int[] kept, int[][] groups) : IFeatureKernel
    {
        public void Compute(ReadOnlySpan<float> input, Span<float> output, int window)
        {
            for (int i = 0; i < kept.Length; i++)
            {
                input.Slice(kept[i] * length, length).CopyTo(output[(i * length)..]);
            }

            for (int g = 0; g < groups.Length; g++)
            {
                Span<float> magnitude = output.Slice((kept.Length + g) * length, length);
                for (int t = 0; t < length; t++)
                {
                    double sum = 0;
                    foreach (int c in groups[g])
                    {
                        double value = input[(c * length) + t];
                        sum += value * value;
                    }

                    magnitude[t] = (float)Math.Sqrt(sum);
                }
            }
        }
    }
}
