using DiTMoS.Data;
using DiTMoS.Experiments.Datasets;
using DiTMoS.Tests.Data;

namespace DiTMoS.Tests.Experiments.Datasets;

public class KnownDatasetsTests
{
    [Fact]
    public void FallsByGroupsOfSubjects_FiveRuns_TestEachWindowOnceAndShareNoSubject()
    {
        ExperimentDataset falls = KnownDatasets.Find("har-unimib-shar-fall-subjects")!;
        RealData.Path("har-unimib-shar-fall");
        WindowSet windows = falls.Load(RealData.Path());

        DataSplit[] splits = [.. Enumerable.Range(0, falls.Runs).Select(run => DataSplitter.Split(windows, falls.Split.Of(run)))];

        Assert.Equal(5, splits.Length);
        Assert.Equal(Enumerable.Range(0, windows.Count), splits.SelectMany(split => split.Test).Order());
        Assert.All(splits, split => Assert.Empty(split.SubjectsInBothParts(windows)));
    }

    [Fact]
    public void Of_RunsWithoutFolds_DifferBySeedAlone()
    {
        var split = new DatasetSplit { TestSubjects = ["7"] };

        Assert.Equal((0, 2), (split.Of(2).Fold, split.Of(2).Seed));
        Assert.False(split.IsFolded);
        Assert.Equal((2, 2), (new DatasetSplit { Kind = SplitKind.Official, Folds = 5 }.Of(2).Fold, new DatasetSplit { Kind = SplitKind.Official, Folds = 5 }.Of(2).Seed));
        Assert.Equal((2, 0, 5), (new DatasetSplit { Folds = 5 }.Of(2).Fold, new DatasetSplit { Folds = 5 }.Of(2).Seed, new DatasetSplit { Folds = 5 }.Of(2).Folds));
    }

    [Theory]
    [InlineData("ucr-racketsports", 48)]
    [InlineData("ucr-gunpoint", 150)]
    public void Load_SetOfTheArchive_HasTheWindowsOfItsOptions(string name, int length)
    {
        ExperimentDataset dataset = KnownDatasets.Find(name)!;
        RealData.Path(dataset.Path.Split('/'));

        Assert.Equal(length, dataset.Load(RealData.Path()).Length);
    }
}
