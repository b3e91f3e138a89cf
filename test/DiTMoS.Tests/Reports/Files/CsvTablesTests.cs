using DiTMoS.Reports;
using DiTMoS.Reports.Content;
using DiTMoS.Reports.Files;
using DiTMoS.Tests.Experiments;

namespace DiTMoS.Tests.Reports.Files;

public sealed class CsvTablesTests
{
    [Fact]
    public void Of_Runs_HasALineForEach()
    {
        IReadOnlyDictionary<string, string> files = CsvTables.Of(DocumentBuilder.Build([new ReportFolder("a, b", "", [TestRuns.Create(), TestRuns.Create(run: 1, right: 8)])], null));

        Assert.Equal(
            "folder,dataset,method,variant,recipe,run,seed,accuracy,macro_f1,union_accuracy,selector_accuracy,train_seconds\n"
            + "\"a, b\",waves,default,,bbbbbbbbbbbb,0,0,0.7,0.666667,0.9,0.777778,1.5\n"
            + "\"a, b\",waves,default,,bbbbbbbbbbbb,1,1,0.8,0.666667,0.9,0.888889,1.5\n",
            files["runs.csv"]);
    }

    [Fact]
    public void Of_AnyTable_HasAsManyFieldsInEachLine()
    {
        IReadOnlyDictionary<string, string> files = CsvTables.Of(DocumentBuilder.Build([new ReportFolder("a", "", [TestRuns.Create(), TestRuns.Create(method: "tiny")])], null));

        Assert.Equal(["comparisons.csv", "confusion.csv", "curves.csv", "rows.csv", "runs.csv"], files.Keys);
        Assert.All(files.Values, text => Assert.Single(text.TrimEnd('\n').Split('\n').Select(line => line.Count(c => c == ',')).Distinct()));
        Assert.All(files.Values, text => Assert.True(text.Count(c => c == '\n') > 1));
    }

    [Fact]
    public void Of_NamesWithQuotesAndLines_QuotesThem()
    {
        string text = CsvTables.Of(DocumentBuilder.Build([new ReportFolder("a", "", [TestRuns.Create() with { ClassNames = ["say \"no\"", "two\nlines"] }])], null))["confusion.csv"];

        Assert.Contains(",\"say \"\"no\"\"\",\"two\nlines\",3\n", text, StringComparison.Ordinal);
    }
}
