using DiTMoS.Data;
using DiTMoS.Data.Windowing;
using DiTMoS.Networks;
using DiTMoS.Streaming;
using DiTMoS.Tests.Networks;

namespace DiTMoS.Tests.Streaming;

public sealed class DecisionSmootherTests
{
    private const int Hop = 10;

    [Fact]
    public void Decide_Majority_TakesTheClassOfMostWindowsAndOfEqualOnesTheNewest()
    {
        StreamingDecision[] decisions = Decide(new StreamingOptions { Smoothing = SmoothingKind.Majority, SmoothingWindows = 3 }, 0.9f, 0.2f, 0.8f, 0.3f, 0.1f);

        Assert.Equal([0, 1, 0, 1, 1], decisions.Select(decision => decision.Label));
        Assert.Equal([1, 0.5f, 2f / 3, 2f / 3, 2f / 3], decisions.Select(decision => decision.Score));
        Assert.Equal([0, 1, 0, 1, 1], decisions.Select(decision => decision.WindowLabel));
    }

    [Fact]
    public void Decide_Average_FollowsTheProbabilitiesByItsWeight()
    {
        StreamingDecision[] decisions = Decide(new StreamingOptions { Smoothing = SmoothingKind.Average, SmoothingWeight = 0.25f }, 1, 0, 0, 0);

        Assert.Equal([0, 0, 0, 1], decisions.Select(decision => decision.Label));
        Assert.Equal([1, 0.75f, 0.5625f, 0.578125f], decisions.Select(decision => decision.Score));
    }

    [Fact]
    public void Decide_SwitchMargin_HoldsTheAcceptedClassUntilAnotherWinsByIt()
    {
        StreamingDecision[] decisions = Decide(new StreamingOptions { SwitchMargin = 0.5f }, 0.7f, 0.4f, 0.3f, 0.2f, 0.6f);

        Assert.Equal([0, 0, 0, 1, 1], decisions.Select(decision => decision.Label));
        Assert.Equal(0.3f, decisions[2].Score);
        Assert.Equal([0, 1, 1, 1, 0], decisions.Select(decision => decision.WindowLabel));
    }

    [Fact]
    public void Decide_RejectBelow_SaysSoAndKeepsTheClassThatWasAccepted()
    {
        StreamingDecision[] decisions = Decide(new StreamingOptions { RejectBelow = 0.75f, SwitchMargin = 0.1f }, 0.8f, 0.3f, 0.46f);

        Assert.Equal([StreamingOutcome.Accepted, StreamingOutcome.LowConfidence, StreamingOutcome.LowConfidence], decisions.Select(decision => decision.Outcome));
        Assert.Equal([0, 1, 0], decisions.Select(decision => decision.Label));
    }

    [Fact]
    public void Decide_Refractory_AcceptsNothingUntilItIsOver()
    {
        StreamingDecision[] decisions = Decide(new StreamingOptions { Refractory = 25 }, 0.9f, 0.9f, 0.1f, 0.1f, 0.1f);

        Assert.Equal([false, true, true, false, true], decisions.Select(decision => decision.IsRejected));
        Assert.Equal(StreamingOutcome.Refractory, decisions[1].Outcome);
        Assert.Equal([0, 0, 1, 1, 1], decisions.Select(decision => decision.Label));
    }

    /// <summary>Decisions on windows of two classes, by the probability of the first.</summary>
    private static StreamingDecision[] Decide(StreamingOptions options, params float[] probabilities)
    {
        DiTMoSModel model = ModelData.SmallModel().With(new FrontEnd { ChannelNames = ["x", "y"], Windows = new WindowOptions { Length = 24, Hop = Hop } });
        var smoother = new DecisionSmoother(StreamPlan.Of(model, options), 2);
        return [.. probabilities.Select((p, i) => smoother.Decide(i * Hop, 0, [p, 1 - p]))];
    }
}
