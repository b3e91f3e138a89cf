namespace DiTMoS.Data;

/// <summary>The mean and the scale of each channel.</summary>
public sealed class ChannelNormalization
{
    /// <summary>Creates a normalization from its figures.</summary>
    /// <param name="mean">The mean of each channel, C values.</param>
    /// <param name="scale">What each channel is multiplied with after its mean is taken away, C values.</param>
    public ChannelNormalization(ReadOnlySpan<double> mean, ReadOnlySpan<double> scale)
    {
        Mean = mean.ToArray();
        Scale = scale.ToArray();
    }

    /// <summary>The mean of each channel, C values.</summary>
    public IReadOnlyList<double> Mean { get; }

    /// <summary>What each channel is multiplied with, C values.</summary>
    public IReadOnlyList<double> Scale { get; }
}
