using DiTMoS.Data.Features;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Data;

/// <summary>What stands between a recording and the windows that networks see: cutting, then features.</summary>
public sealed record FrontEnd
{
    /// <summary>How windows are cut. Default: one window per recording.</summary>
    public WindowOptions Windows { get; init; } = new();

    /// <summary>What is computed from each window, in this order; none for the samples themselves. Default none.</summary>
    public IReadOnlyList<FeatureStep> Features { get; init; } = [];
}
