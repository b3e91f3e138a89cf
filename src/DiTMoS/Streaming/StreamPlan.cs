using DiTMoS.Data;
using DiTMoS.Data.Features;
using DiTMoS.Data.Windowing;
using DiTMoS.Networks;

namespace DiTMoS.Streaming;

/// <summary>What a model and options together say of a stream: every number resolved, every rule checked.</summary>
internal sealed record StreamPlan
{
    private const double SameRate = 0.005;                     // rates that differ by less, as clocks do, count as one
    private const double Whole = 1e-9;                         // how far a ratio of rates may be from a whole number

    /// <summary>The options.</summary>
    public required StreamingOptions Options { get; init; }

    /// <summary>The C channels of a sample that is pushed, in order.</summary>
    public required IReadOnlyList<string> RawChannels { get; init; }

    /// <summary>Their units; null where unknown.</summary>
    public required IReadOnlyList<string>? RawUnits { get; init; }

    /// <summary>Which pushed channel, with which sign, each channel of a window is: axes that are turned.</summary>
    public required IReadOnlyList<(int Channel, int Sign)> Turned { get; init; }

    /// <summary>The rate at which samples arrive; null where unknown.</summary>
    public required double? ArrivalRateHz { get; init; }

    /// <summary>How many samples that arrive make one of a window.</summary>
    public required int Decimation { get; init; }

    /// <summary>The windows before features.</summary>
    public required FeatureShape Raw { get; init; }

    /// <summary>What is computed of each window.</summary>
    public required IReadOnlyList<FeatureStep> Steps { get; init; }

    /// <summary>Which of the channels that come out each of the model's is.</summary>
    public required IReadOnlyList<int> Picked { get; init; }

    /// <summary>Samples from the start of a window to the start of the next.</summary>
    public required int Hop { get; init; }

    /// <summary>Samples behind the start of an accepted window in which none is accepted.</summary>
    public required int Refractory { get; init; }

    /// <summary>Samples of a window, L, before features.</summary>
    public int Window => Raw.Length;

    /// <summary>Works out a stream.</summary>
    /// <exception cref="OptionException">An option is out of range, or does not fit the model.</exception>
    public static StreamPlan Of(WindowModel model, StreamingOptions options)
    {
        options.Check();
        FrontEnd frontEnd = FrontEndOf(model);
        FeatureShape raw = frontEnd.RawShape;
        string[] made = [.. FeatureChain.Create(raw, frontEnd.Features).Shape.ChannelNames];
        return new StreamPlan
        {
            Options = options,
            RawChannels = raw.ChannelNames,
            RawUnits = frontEnd.ChannelUnits,
            Turned = frontEnd.Axes is { } axes ? AxisMapping.Parse(axes).Resolve(raw.ChannelNames) : [.. Enumerable.Range(0, raw.Channels).Select(c => (c, 1))],
            ArrivalRateHz = options.SampleRateHz ?? raw.SampleRateHz,
            Decimation = DecimationOf(options, raw.SampleRateHz),
            Raw = raw,
            Steps = frontEnd.Features,
            Picked = [.. model.ChannelNames.Select(name => Array.IndexOf(made, name))],
            Hop = options.Hop ?? SamplesOf(options.HopSeconds, raw, nameof(StreamingOptions.HopSeconds), least: 1) ?? frontEnd.Windows.Hop!.Value,
            Refractory = options.Refractory ?? SamplesOf(options.RefractorySeconds, raw, nameof(StreamingOptions.RefractorySeconds), least: 0) ?? 0,
        };
    }

    /// <summary>A model that does not know how its windows were made is pushed what they hold.</summary>
    private static FrontEnd FrontEndOf(WindowModel model) => model.FrontEnd ?? new FrontEnd
    {
        ChannelNames = model.ChannelNames,
        Windows = new WindowOptions { Length = model.Length, Hop = model.Length, SampleRateHz = model.SampleRateHz },
    };

    private static int DecimationOf(StreamingOptions options, double? rateHz)
    {
        if (options.SampleRateHz is not { } arriving)
        {
            return 1;
        }

        double rate = rateHz ?? throw new OptionException(FormattableString.Invariant($"{OptionName.Of("Streaming.SampleRateHz")} needs a model that knows the rate of its windows. Got {arriving} Hz for one that does not. Leave it out, and push samples at the rate of the training recordings."));
        if (Math.Abs(arriving - rate) <= SameRate * rate)
        {
            return 1;
        }

        double ratio = arriving / rate;
        double whole = Math.Round(ratio);
        return whole >= 2 && whole <= Resampler.MostRatio && Math.Abs(ratio - whole) <= Whole * whole
            ? (int)whole
            : throw new OptionException(FormattableString.Invariant($"{OptionName.Of("Streaming.SampleRateHz")} must be the {rate} Hz of the model's windows, or a whole multiple of it up to {Resampler.MostRatio}. Got {arriving} Hz, {ratio:0.####} times as many. Set the sensor to such a rate, or train with windows at another."));
    }

    private static int? SamplesOf(double? seconds, FeatureShape raw, string option, int least)
    {
        if (seconds is not { } value)
        {
            return null;
        }

        double rate = raw.SampleRateHz ?? throw new OptionException(FormattableString.Invariant($"{OptionName.Of($"Streaming.{option}")} needs a model that knows the rate of its windows. Got {value}. Give the length in samples."));
        double samples = Math.Round(value * rate, MidpointRounding.AwayFromZero);
        return samples >= least && samples <= int.MaxValue
            ? (int)samples
            : throw new OptionException(FormattableString.Invariant($"{OptionName.Of($"Streaming.{option}")} must be {least} to {int.MaxValue} samples at {rate} Hz. Got {value} s, which is {samples}."));
    }
}
