using DiTMoS.Data;

namespace DiTMoS.Tests.Data;

public sealed class HoldBackTests
{
    private static readonly WindowSet Windows = SyntheticRecordings.Create(seed: 1, subjects: 6, trials: 2, windowsPerTrial: 3);

    [Theory]
    [InlineData(SplitKind.Random)]
    [InlineData(SplitKind.Trial)]
    [InlineData(SplitKind.Subject)]
    public void HoldBack_OfWhatAnotherSplitDoesNotTest_MakesThatSplitsParts(SplitKind kind)
    {
        DataSplit whole = DataSplitter.Split(Windows, new SplitOptions { Kind = kind, Seed = 5 });
        int[] learnt = [.. whole.Train.Concat(whole.Validation).Order()];

        DataSplit parts = DataSplitter.HoldBack(Windows.Select(learnt), kind, 0.2, seed: 5);

        Assert.Equal(whole.Train, parts.Train.Select(row => learnt[row]));
        Assert.Equal(whole.Validation, parts.Validation.Select(row => learnt[row]));
        Assert.Empty(parts.Test);
    }

    [Fact]
    public void HoldBack_Nothing_LearnsFromAll()
    {
        DataSplit parts = DataSplitter.HoldBack(Windows, SplitKind.Random, 0, seed: 5);

        Assert.Equal(Enumerable.Range(0, Windows.Count), parts.Train);
        Assert.Empty(parts.Validation);
    }

    [Theory]
    [InlineData(SplitKind.Official, 0.2, "Kind")]
    [InlineData(SplitKind.Random, 1, "ValidationFraction")]
    [InlineData(SplitKind.Random, double.NaN, "ValidationFraction")]
    public void HoldBack_BadOption_IsNamed(SplitKind kind, double fraction, string name) =>
        Assert.Contains(name, Assert.Throws<OptionException>(() => DataSplitter.HoldBack(Windows, kind, fraction, seed: 0)).Message, StringComparison.Ordinal);

    [Fact]
    public void WithoutTest_NoTrainingWindow_IsRefused() =>
        Assert.Contains("training", Assert.Throws<OptionException>(() => DataSplit.WithoutTest(Windows, [], [0])).Message, StringComparison.Ordinal);
}
