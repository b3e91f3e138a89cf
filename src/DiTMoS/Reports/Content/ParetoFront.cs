namespace DiTMoS.Reports.Content;

/// <summary>Which of some points no other beats: none is at least as good for at most the cost, and better in one of both.</summary>
internal static class ParetoFront
{
    /// <summary>Whether each point is on the front. Equal points are on it together.</summary>
    /// <param name="points">Cost, which shall be low, and gain, which shall be high.</param>
    public static bool[] Of(IReadOnlyList<(double Cost, double Gain)> points) =>
    [
        .. points.Select(point => !points.Any(other =>
            other.Cost <= point.Cost && other.Gain >= point.Gain && (other.Cost < point.Cost || other.Gain > point.Gain))),
    ];
}
