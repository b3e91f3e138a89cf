using DiTMoS.Experiments.Records;
using DiTMoS.Reports;
using DiTMoS.Reports.Content;
using DiTMoS.Tests.Experiments;

namespace DiTMoS.Tests.Reports.Content;

public sealed class DocumentBuilderTests
{
    [Fact]
    public void Build_RunsOfOneRow_GivesMeanDeviationAndValues()
    {
        ReportRow row = Assert.Single(Build(Run(0, 6), Run(1, 7), Run(2, 9)).Rows);

        Assert.Equal(22 / 30.0, row.Accuracy.Mean, 12);
        Assert.Equal(Math.Sqrt(7 / 300.0), row.Accuracy.Deviation!.Value, 12);      // squares of 4/30, 1/30, 5/30 over 2
        Assert.Equal([0.6, 0.7, 0.9], row.Accuracy.Values);
        Assert.Equal(0.4, row.Accuracy.Low!.Value, 12);
        Assert.Equal([0, 1, 2], row.Runs);
    }

    [Fact]
    public void Build_OneRun_HasNoDeviation() => Assert.Null(Assert.Single(Build(Run(0, 6)).Rows).Accuracy.Deviation);

    [Fact]
    public void Build_Confusion_IsTheSumOfTheRuns() => Assert.Equal([13, 7], Assert.Single(Build(Run(0, 6), Run(1, 7)).Rows).Confusion[0]);

    [Fact]
    public void Build_RowsOutOfOrder_OrdersByMethodAndVariant()
    {
        ReportDocument report = Build(
            TestRuns.Create(method: "nearest"), TestRuns.Create(variant: "n=10", key: '1'), TestRuns.Create(variant: "n=2", key: '2'), TestRuns.Create(method: "another", key: '3'), TestRuns.Create(key: '4'));

        Assert.Equal(["default/", "default/n=2", "default/n=10", "nearest/", "another/"], report.Rows.Select(row => $"{report.Methods[row.Method].Name}/{row.Variant}"));
    }

    [Fact]
    public void Build_TwoRecipesOfOneRow_AreTwoRowsToldApart()
    {
        ReportDocument report = Build(Run(0, 6), Run(0, 7, 'c') with { RecipeHash = new string('d', 12) });

        Assert.Equal(["DiTMoS [bbbbbb]", "DiTMoS [dddddd]"], report.Rows.Select(row => row.Label));
    }

    [Fact]
    public void Build_TwoFilesOfOneRun_CountOnce() => Assert.Equal([0], Assert.Single(Build(Run(0, 6), Run(0, 7, 'c')).Rows).Runs);

    [Fact]
    public void Build_OtherMethods_AreComparedWithTheDefault()
    {
        ReportDocument report = Build(Run(0, 8), Run(1, 9), TestRuns.Create(method: "tiny", run: 0, right: 6), TestRuns.Create(method: "tiny", run: 1, right: 5));

        ReportComparison comparison = Assert.Single(report.Comparisons);
        Assert.Equal("default", report.Methods[report.Rows[comparison.First].Method].Name);
        Assert.Equal(0.3, comparison.Difference, 12);
        Assert.Equal(2, comparison.Runs);
    }

    [Fact]
    public void Build_TwoFolders_ComparesTheSecondWithTheFirst()
    {
        ReportDocument report = DocumentBuilder.Build([new ReportFolder("old", "", [Run(0, 6)]), new ReportFolder("new", "", [Run(0, 8)])], null);

        ReportComparison comparison = Assert.Single(report.FolderComparisons);
        Assert.Equal((1, 0), (comparison.First, comparison.Second));
        Assert.Equal(0.2, comparison.Difference, 12);
        Assert.Equal("old, new", report.Title);
    }

    [Fact]
    public void Build_Costs_NamesTheFrontAmongRowsOfTheDataset()
    {
        ReportDocument report = Build(Run(0, 6), TestRuns.Create(variant: "n=4", right: 5, key: 'c').WithSettings(4, 8, 900), TestRuns.Create(variant: "n=8", right: 9, key: 'd').WithSettings(8, 8, 1000));

        Assert.Equal([true, false, true], report.Rows.Select(row => row.Cost!.OnFront.Contains("ramBytes")));
    }

    [Fact]
    public void Build_CurvesWithGaps_AverageWhatIsThere()
    {
        RunRecord other = Run(1, 7) with { Curves = [new RunCurve { Stage = "joint training", Epochs = [1, 2], Loss = [0.75, 1], ValidationAccuracy = [0.5, 0.6] }] };

        ReportCurve curve = Assert.Single(Assert.Single(Build(Run(0, 6), other).Rows).Curves!);

        Assert.Equal([1.0, 2 / 3.0], curve.Loss.Mean.Select(value => Math.Round(value!.Value, 12)), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal([0.5, 0.6], curve.ValidationAccuracy!.Least);
        Assert.Equal([0.5, 0.8], curve.ValidationAccuracy.Most);
        Assert.Equal(2, curve.Runs);
    }

    private static RunRecord Run(int run, int right, char key = 'a') => TestRuns.Create(run: run, right: right, key: key);

    private static ReportDocument Build(params RunRecord[] runs) => DocumentBuilder.Build([new ReportFolder("folder", "", runs)], null);
}
