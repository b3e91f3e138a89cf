using DiTMoS.Data;

namespace DiTMoS.Networks;

/// <summary>A <see cref="ChannelNormalization"/> as it stands in files.</summary>
internal sealed record NormalizationDocument(IReadOnlyList<double> Mean, IReadOnlyList<double> Scale)
{
    public static NormalizationDocument Of(ChannelNormalization normalization) => new([.. normalization.Mean], [.. normalization.Scale]);

    public ChannelNormalization ToNormalization() => new(Mean.ToArray(), Scale.ToArray());
}
