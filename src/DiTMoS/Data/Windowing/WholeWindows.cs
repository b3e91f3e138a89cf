using DiTMoS.Data.Features;

namespace DiTMoS.Data.Windowing;

/// <summary>Windows that a source holds as such: taken as they are, or with units, axes and features brought to what is asked for.</summary>
internal static class WholeWindows
{
    /// <summary>Takes the windows of a source.</summary>
    /// <param name="recordings">The source; holds windows.</param>
    /// <param name="frontEnd">What to do. One that comes from a model holds for windows of the model's raw shape; others are taken to be features already.</param>
    /// <param name="options">Units to bring channels to.</param>
    /// <exception cref="OptionException">An option does not fit the windows.</exception>
    public static WindowSet Take(RecordingSet recordings, FrontEnd frontEnd, RecordingOptions options)
    {
        WindowSet windows = recordings.Windows!;
        FrontEnd? made = windows.FrontEnd;
        if (frontEnd.IsResolved && made is { Features.Count: > 0 })
        {
            IReadOnlyList<FeatureStep> rest = made.StepsTo(frontEnd);
            return rest.Count == 0 ? windows : FeaturePipeline.Apply(windows, rest).WithFrontEnd(made with { Features = frontEnd.Features });
        }

        if (frontEnd.IsResolved && (windows.Length != frontEnd.Windows.Length || !ChannelMapping.CanFind(windows.ChannelNames, frontEnd.ChannelNames!)))
        {
            return windows;
        }

        if (frontEnd.IsResolved && made?.Axes is { } turned && turned != frontEnd.Axes)
        {
            throw new OptionException($"'{windows.Source}': the axes were turned already, by '{Text.Shown(turned)}', but the model's are {(frontEnd.Axes is { } other ? $"turned by '{other}'" : "not turned")}. Take the recordings that the windows were cut from.");
        }

        FrontEnd toDo = frontEnd.IsResolved && made?.Axes is not null ? frontEnd with { Axes = null } : frontEnd;
        ChannelMapping mapping = ChannelMapping.Create(recordings, options.Units, toDo);
        if (mapping.IsIdentity && frontEnd.Features.Count == 0)
        {
            return windows;
        }

        WindowSet mapped = mapping.IsIdentity ? windows : Map(windows, mapping);
        return FeaturePipeline.Apply(mapped, frontEnd.Features).WithFrontEnd(Describe(windows, frontEnd, mapping));
    }

    // What was done now, behind what the source says was done before; null where no front end does both.
    private static FrontEnd? Describe(WindowSet windows, FrontEnd frontEnd, ChannelMapping mapping) => windows.FrontEnd switch
    {
        { Features.Count: > 0 } made => mapping.IsIdentity ? made with { Features = [.. made.Features, .. frontEnd.Features] } : null,
        { Axes: not null } when !frontEnd.IsResolved && frontEnd.Axes is not null => null,
        var made => frontEnd with
        {
            ChannelNames = mapping.Names,
            ChannelUnits = mapping.Units,
            Axes = frontEnd.Axes ?? made?.Axes,
            Windows = made?.Windows ?? new WindowOptions { Length = windows.Length, Hop = windows.Length, SampleRateHz = windows.SampleRateHz },
        },
    };

    private static WindowSet Map(WindowSet windows, ChannelMapping mapping)
    {
        int size = mapping.Names.Count * windows.Length;
        var samples = new float[checked(windows.Count * size)];
        for (int n = 0; n < windows.Count; n++)
        {
            mapping.Apply(windows.Window(n), samples.AsSpan(n * size, size));
        }

        return windows.WithSamples(samples, mapping.Names, windows.Length, windows.SampleRateHz);
    }
}
