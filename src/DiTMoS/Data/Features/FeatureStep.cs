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
        : throw new OptionException($"{GetType().Name} must know how many samples a second has, but the recordings do not say. Give WindowOptions.SampleRateHz.");

    /// <summary>The number of a channel that an option names.</summary>
    private protected int IndexOf(string option, FeatureShape input, string name)
    {
        for (int c = 0; c < input.Channels; c++)
        {
            if (input.ChannelNames[c] == name)
            {
                return c;
            }
        }

        throw Refused(option, $"names of channels: {Shown(input)}", name is null ? null : $"'{Text.Shown(name)}'");
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
