using DiTMoS.Data;
using DiTMoS.Networks;

namespace DiTMoS.Training.Baselines;

/// <summary>A network that was trained alone.</summary>
/// <param name="Network">The network.</param>
/// <param name="Normalization">What is done to each channel before it sees a window.</param>
/// <param name="Epochs">How its training went.</param>
internal sealed record TrainedNetwork(Network Network, ChannelNormalization Normalization, IReadOnlyList<EpochRecord> Epochs);
