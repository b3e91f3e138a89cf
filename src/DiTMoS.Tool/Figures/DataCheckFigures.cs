using DiTMoS.Data.Survey;

namespace DiTMoS.Tool.Figures;

/// <summary>What <c>ditmos data check</c> found.</summary>
/// <param name="Survey">The recordings.</param>
/// <param name="Windows">The windows that would be cut.</param>
internal sealed record DataCheckFigures(RecordingSurvey Survey, WindowBalance Windows)
{
    public string Command { get; } = "data check";
}
