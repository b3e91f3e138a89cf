using System.Text.Json.Serialization;

namespace DiTMoS.Data.Features;

/// <summary>One computation on a window: C channels of L samples become C' channels of L' values.</summary>
/// <remarks>Steps are data: they are stored with the model as JSON, where <c>kind</c> tells them apart, so that a device computes what training saw.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MfccStep), "mfcc")]
[JsonDerivedType(typeof(LogMelStep), "log-mel")]
[JsonDerivedType(typeof(MagnitudeStep), "magnitude")]
[JsonDerivedType(typeof(JerkStep), "jerk")]
[JsonDerivedType(typeof(BandPowerStep), "band-power")]
public abstract record FeatureStep
{
    private const int MostChannels = 1 << 16;

    /// <summary>What the step makes of windows of a shape.</summary>
    /// <param name="input">The shape of what goes in.</param>
    /// <exception cref="OptionException">The step cannot work on windows of this shape; the message names the option.</exception>
    public abstract FeatureShape Output(FeatureShape input);

    /// <summary>Prepares tables for windows of one shape.</summary>
    /// <param name="input">The shape of what goes in.</param>
    /// <exception cref="OptionException">As for <see cref="Output"/>.</exception>
    internal abstract IFeatureKernel Prepare(FeatureShape input);

    private protected OptionException Refused(string option, string rule, object? found) =>
        new(FormattableString.Invariant($"{GetType().Name}.{option} must be {rule}. Got {found ?? "nothing"} instead."));

    /// <summary>The rate of the windows, which the step must know.</summary>
    private protected double RateOf(FeatureShape input) => input.SampleRateHz is { } rate && double.IsFinite(rate) && rate > 0
        ? rate
        : throw new OptionException($"{GetType().Name} must know how many samples a second has, but the recordings do not say. Give {OptionName.Of("Windows.SampleRateHz")}.");

    /// <summary>The numbers of the channels that an option names.</summary>
    private protected int[] IndicesOf(string option, FeatureShape input, IEnumerable<string> names)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string name in input.ChannelNames)
        {
            index.TryAdd(name, index.Count);
        }

        return [.. names.Select(name => name is not null && index.TryGetValue(name, out int c)
            ? c
            : throw Refused(option, $"names of channels: {Shown(input)}", name is null ? null : $"'{Text.Shown(name)}'"))];
    }

    /// <summary>Bounds what a step stored in a file can make.</summary>
    private protected void RequireChannels(long count)
    {
        if (count > MostChannels)
        {
            throw new OptionException($"{GetType().Name} makes {count} channels, and the most are {MostChannels}. Choose channels first, or compute fewer values of each.");
        }
    }

    private protected void RequireDistinct(string option, IReadOnlyList<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (names.FirstOrDefault(name => !seen.Add(name)) is { } twice)
        {
            throw Refused(option, "such that no two channels have the same name", $"'{Text.Shown(twice)}' twice");
        }
    }

    private protected static string Shown(FeatureShape input) =>
        string.Join(", ", input.ChannelNames.Take(20).Select(Text.Shown)) + (input.Channels > 20 ? ", ..." : "");
}
