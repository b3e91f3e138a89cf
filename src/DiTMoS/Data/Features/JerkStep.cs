namespace DiTMoS.Data.Features;

/// <summary>How fast channels change, appended as <c>acc_x_jerk</c>: (x[t] - x[t - 1]) times samples per second.</summary>
/// <remarks>The first value of a window repeats the second, as nothing is known before the window.</remarks>
public sealed record JerkStep : FeatureStep
{
    /// <summary>The names of the channels; none for all. Default none.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <inheritdoc/>
    public override FeatureShape Output(FeatureShape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        RateOf(input);
        if (input.Length < 2)
        {
            throw new OptionException($"{nameof(JerkStep)} needs windows of at least 2 samples. Got {input.Length}. Cut longer windows.");
        }

        string[] names = [.. input.ChannelNames, .. ChannelsOf(input).Select(c => input.ChannelNames[c] + "_jerk")];
        RequireDistinct(nameof(Channels), names);
        return input with { ChannelNames = names };
    }

    internal override IFeatureKernel Prepare(FeatureShape input)
    {
        Output(input);
        return new Kernel(input.Length, ChannelsOf(input), RateOf(input));
    }

    /// <summary>Whether the channels are the same.</summary>
    public bool Equals(JerkStep? other) => other is not null && Channels.SequenceEqual(other.Channels);

    /// <inheritdoc/>
    public override int GetHashCode() => Channels.Count;

    /// <summary>The numbers of the channels.</summary>
    internal int[] ChannelsOf(FeatureShape input) => Channels is { Count: > 0 }
        ? IndicesOf(nameof(Channels), input, Channels)
        : [.. Enumerable.Range(0, input.Channels)];

    private sealed class Kernel(int length, int[] channels, double rateHz) : IFeatureKernel
    {
        public void Compute(ReadOnlySpan<float> input, Span<float> output, int window)
        {
            input.CopyTo(output);
            for (int i = 0; i < channels.Length; i++)
            {
                ReadOnlySpan<float> samples = input.Slice(channels[i] * length, length);
                Span<float> jerk = output.Slice(input.Length + (i * length), length);
                for (int t = 1; t < length; t++)
                {
                    jerk[t] = (float)(((double)samples[t] - samples[t - 1]) * rateHz);
                }

                jerk[0] = jerk[1];
            }
        }
    }
}
