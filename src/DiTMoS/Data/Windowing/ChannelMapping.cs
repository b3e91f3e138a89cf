namespace DiTMoS.Data.Windowing;

/// <summary>What is done to the channels of recordings before windows are cut: units converted, axes turned, channels put in order.</summary>
internal sealed class ChannelMapping
{
    private readonly int[] _sources;
    private readonly double[] _factors;

    private ChannelMapping(IReadOnlyList<string> names, IReadOnlyList<string>? units, int[] sources, double[] factors)
    {
        Names = names;
        Units = units;
        _sources = sources;
        _factors = factors;
        IsIdentity = sources.AsSpan().SequenceEqual([.. Enumerable.Range(0, sources.Length)]) && factors.All(factor => factor == 1);
    }

    /// <summary>The channel names of what comes out.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The units of what comes out; null where unknown.</summary>
    public IReadOnlyList<string>? Units { get; }

    /// <summary>Whether nothing is changed.</summary>
    public bool IsIdentity { get; }

    /// <summary>Works out what to do.</summary>
    /// <param name="recordings">The recordings.</param>
    /// <param name="units">The units to bring channels to; null to leave them, or to go by the front end.</param>
    /// <param name="frontEnd">Whose axes are turned, and whose channels and units are met where it names them.</param>
    /// <exception cref="OptionException">A unit is unknown or measures something else, axes cannot be found, or a channel of the front end is missing.</exception>
    public static ChannelMapping Create(RecordingSet recordings, IReadOnlyList<string>? units, FrontEnd frontEnd)
    {
        int channels = recordings.ChannelNames.Count;
        ChannelMapping mapping = new(recordings.ChannelNames, recordings.ChannelUnits, [.. Enumerable.Range(0, channels)], [.. Enumerable.Repeat(1.0, channels)]);
        if (units is not null)
        {
            mapping = mapping.WithUnits(TargetsOf(recordings, units));
        }

        if (frontEnd.Axes is { } axes)
        {
            mapping = mapping.Then(recordings.ChannelNames, AxisMapping.Parse(axes).Resolve(recordings.ChannelNames));
        }

        if (frontEnd.ChannelNames is { } wanted)
        {
            mapping = mapping.Then(wanted, Find(recordings, wanted));
            mapping = units is null && mapping.Units is not null && frontEnd.ChannelUnits is { } wantedUnits ? mapping.WithUnits(wantedUnits) : mapping;
        }

        return mapping;
    }

    /// <summary>Whether channels are found among others: all by name, or, where one side has no names, by position.</summary>
    public static bool CanFind(IReadOnlyList<string> names, IReadOnlyList<string> wanted) =>
        wanted.All(names.Contains) || (names.Count == wanted.Count && (AreNumbers(names) || AreNumbers(wanted)));

    /// <summary>The channels of a recording as they shall be; what is not changed is shared with the recording.</summary>
    public float[][] Apply(float[][] samples) => IsIdentity ? samples : [.. _sources.Select((source, c) => Scale(samples[source], _factors[c]))];

    /// <summary>The same for a window, shape (C, L) to (C', L).</summary>
    public void Apply(ReadOnlySpan<float> window, Span<float> output)
    {
        int length = output.Length / _sources.Length;
        for (int c = 0; c < _sources.Length; c++)
        {
            Scale(window.Slice(_sources[c] * length, length), output.Slice(c * length, length), _factors[c]);
        }
    }

    private static float[] Scale(float[] values, double factor)
    {
        if (factor == 1)
        {
            return values;
        }

        var scaled = new float[values.Length];
        Scale(values, scaled, factor);
        return scaled;
    }

    private static void Scale(ReadOnlySpan<float> values, Span<float> scaled, double factor)
    {
        for (int t = 0; t < values.Length; t++)
        {
            scaled[t] = (float)(values[t] * factor);
        }
    }

    // The unit of each channel after conversion: that of its kind among those asked for, else its own.
    private static string[] TargetsOf(RecordingSet recordings, IReadOnlyList<string> units)
    {
        if (recordings.ChannelUnits is not { } own)
        {
            throw new OptionException($"{OptionName.Of("Units")}: '{recordings.Source}' does not say in which units its channels are, so they cannot be converted. Leave {OptionName.Of("Units")} out.");
        }

        string[] targets = [.. own];
        foreach (string unit in units)
        {
            if (SensorUnit.Find(unit) is not { } known)
            {
                throw new OptionException($"{OptionName.Of("Units")} must be of {string.Join(", ", SensorUnit.Names)}. Got '{Text.Shown(unit)}'.");
            }

            int found = 0;
            for (int c = 0; c < targets.Length; c++)
            {
                if (SensorUnit.Find(own[c])?.Kind == known.Kind)
                {
                    targets[c] = unit;
                    found++;
                }
            }

            if (found == 0)
            {
                throw new OptionException($"{OptionName.Of("Units")} '{unit}': no channel of '{recordings.Source}' is in a unit of {known.Kind}. The channels are in {string.Join(", ", own.Distinct().Select(name => name.Length == 0 ? "one that is unknown" : Text.Shown(name)))}. Leave it out.");
            }
        }

        return targets;
    }

    private static (int Channel, int Sign)[] Find(RecordingSet recordings, IReadOnlyList<string> wanted)
    {
        string[] names = [.. recordings.ChannelNames];
        int[] found = [.. wanted.Select(name => Array.IndexOf(names, name))];
        int missing = Array.IndexOf(found, -1);
        if (!CanFind(names, wanted))
        {
            throw new OptionException($"'{recordings.Source}': the front end needs the {wanted.Count} channels {string.Join(", ", wanted.Take(64).Select(Text.Shown))}. There is no '{Text.Shown(wanted[missing])}' among the {names.Length}: {string.Join(", ", names.Take(64).Select(Text.Shown))}. Rename them, or cut windows otherwise.");
        }

        return [.. (missing < 0 ? found : Enumerable.Range(0, names.Length)).Select(c => (c, 1))];
    }

    private static bool AreNumbers(IReadOnlyList<string> names) => names.All(name => name.All(char.IsAsciiDigit));

    private ChannelMapping Then(IReadOnlyList<string> names, (int Channel, int Sign)[] from) => new(
        names,
        Units is { } units ? [.. from.Select(source => units[source.Channel])] : null,
        [.. from.Select(source => _sources[source.Channel])],
        [.. from.Select(source => _factors[source.Channel] * source.Sign)]);

    private ChannelMapping WithUnits(IReadOnlyList<string> targets)
    {
        double[] factors = [.. _factors];
        for (int c = 0; c < factors.Length; c++)
        {
            string own = Units![c];
            if (own == targets[c] || own.Length == 0 || targets[c].Length == 0)
            {
                continue;                               // where one side is unknown, both are taken to be the same
            }

            factors[c] *= SensorUnit.Find(own) is { } from && SensorUnit.Find(targets[c]) is { } to && from.Kind == to.Kind
                ? from.Factor / to.Factor
                : throw new OptionException($"Channel '{Text.Shown(Names[c])}' is in '{Text.Shown(own)}', which cannot be converted to '{Text.Shown(targets[c])}'. Known units are {string.Join(", ", SensorUnit.Names)}.");
        }

        return new ChannelMapping(Names, targets, _sources, factors);
    }
}
