using DiTMoS.Reports.Content;
using FsCheck;
using FsCheck.Fluent;

namespace DiTMoS.Tests.Reports.Content;

public sealed class ParetoFrontTests
{
    [Fact]
    public void Of_PointsWithBeatenOnes_KeepsTheOthers()
    {
        bool[] isOn = ParetoFront.Of([(10, 0.5), (20, 0.9), (20, 0.8), (30, 0.9), (5, 0.4), (40, 0.95)]);

        Assert.Equal([true, true, false, false, true, true], isOn);
    }

    [Fact]
    public void Of_EqualPoints_KeepsBoth() => Assert.Equal([true, true], ParetoFront.Of([(1, 1), (1, 1)]));

    [Fact]
    public void Of_AnyPoints_KeepsWhatNoOtherBeatsAndDropsWhatOneOnTheFrontBeats() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte Cost, byte Gain)[]>(), drawn =>
        {
            (double Cost, double Gain)[] points = [.. drawn.Select(point => (point.Cost % 8.0, point.Gain % 8.0))];
            bool[] isOn = ParetoFront.Of(points);
            return points.Index().All(p => isOn[p.Index] != points.Index().Any(q => isOn[q.Index] && q.Item != p.Item && q.Item.Cost <= p.Item.Cost && q.Item.Gain >= p.Item.Gain));
        }).QuickCheckThrowOnFailure();
}
