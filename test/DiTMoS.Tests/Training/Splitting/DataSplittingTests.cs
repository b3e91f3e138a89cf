using DiTMoS.Data;
using DiTMoS.Training.Splitting;
using FsCheck;
using FsCheck.Fluent;

namespace DiTMoS.Tests.Training.Splitting;

public class DataSplittingTests
{
    [Theory]
    [InlineData(2, 2)]
    [InlineData(100, 6)]
    [InlineData(101, 7)]
    public void RandomSubsets_AnySize_DiffersByOneAtMost(int n, int count)
    {
        int[] sizes = Sizes(DataSplitting.RandomSubsets(n, count, seed: 1), count);

        Assert.Equal(n, sizes.Sum());
        Assert.True(sizes.Max() - sizes.Min() <= 1);
    }

    [Fact]
    public void RandomSubsets_Seed_DecidesTheSplit()
    {
        int[] split = DataSplitting.RandomSubsets(50, 3, seed: 1);

        Assert.Equal(split, DataSplitting.RandomSubsets(50, 3, seed: 1));
        Assert.NotEqual(split, DataSplitting.RandomSubsets(50, 3, seed: 2));
        Assert.NotEqual(Enumerable.Range(0, 50).Select(n => n % 3), split);
    }

    [Fact]
    public void SubsetsByClass_MoreClassesThanSubsets_DealsTheLargestFirst()
    {
        int[] labels = [0, 1, 1, 2, 2, 2, 3, 3, 3, 3];          // sizes 1, 2, 3, 4

        int[] split = DataSplitting.SubsetsByClass(labels, 4, 2);

        Assert.Equal([0, 1, 1, 1, 1, 1, 0, 0, 0, 0], split);   // 4 + 1 and 3 + 2
    }

    [Fact]
    public void SubsetsByClass_MoreSubsetsThanClasses_CutsTheLargestClass()
    {
        int[] labels = [1, 1, 1, 1, 1, 1, 0, 0];

        int[] split = DataSplitting.SubsetsByClass(labels, 2, 3);

        Assert.Equal([1, 1, 1, 2, 2, 2, 0, 0], split.Select(s => s == split[6] ? 0 : s == split[0] ? 1 : 2));
    }

    [Fact]
    public void SubsetsByClass_AnyLabels_LeavesNoSubsetEmptyAndCutsNoMoreThanItMust() =>
        Prop.ForAll<int>(seed =>
        {
            var random = new SeededRandom(seed, "labels");
            int classes = 1 + random.Next(9);
            int count = 2 + random.Next(8);
            int[] labels = [.. Enumerable.Range(0, count + random.Next(60)).Select(_ => random.Next(classes))];

            int[] split = DataSplitting.SubsetsByClass(labels, classes, count);

            int occurring = labels.Distinct().Count();
            Assert.All(Sizes(split, count), size => Assert.True(size > 0));
            Assert.True(labels.Zip(split).Distinct().Count() <= Math.Max(occurring, count));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void SubsetsByClass_LabelWithoutClass_NamesTheWindow()
    {
        var error = Assert.Throws<RecordingException>(() => DataSplitting.SubsetsByClass([0, 1, 2], 2, 2));

        Assert.Contains("window 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Subsets_MoreThanWindows_AreRefused()
    {
        Assert.Throws<OptionException>(() => DataSplitting.RandomSubsets(3, 4, seed: 1));
        Assert.Throws<OptionException>(() => DataSplitting.SubsetsByClass([0, 1, 0], 2, 4));
        Assert.Throws<OptionException>(() => DataSplitting.RandomSubsets(3, 1, seed: 1));
    }

    private static int[] Sizes(int[] split, int count) => [.. Enumerable.Range(0, count).Select(j => split.Count(s => s == j))];
}
