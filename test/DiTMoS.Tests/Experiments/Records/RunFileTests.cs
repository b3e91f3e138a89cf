using System.Text;
using System.Text.Json.Nodes;
using DiTMoS.Experiments;
using DiTMoS.Experiments.Records;

namespace DiTMoS.Tests.Experiments.Records;

public class RunFileTests
{
    private const string Path = "runs/waves/default-0.json";

    [Fact]
    public void Parse_WrittenRun_GivesTheSameText()
    {
        string text = RunFile.ToText(TestRuns.Create());

        RunRecord read = RunFile.Parse(Encoding.UTF8.GetBytes(text), Path);

        Assert.Equal(text, RunFile.ToText(read));
        Assert.Equal(0.7, read.Test.Accuracy);
        Assert.Equal([0, 1, 0, 1, 0, 1, 0, 1, 0, 1], read.Test.RoutedTo!);
        Assert.Equal([null, 0.8], read.Curves![0].ValidationAccuracy!);
    }

    [Fact]
    public void ToText_Figures_HaveSixSignificantDigitsAndSamplesFour()
    {
        JsonNode run = JsonNode.Parse(RunFile.ToText(TestRuns.Create()))!;

        Assert.Equal("0.666667", run["test"]!["macroF1"]!.ToJsonString());
        Assert.Equal("0.333333", run["curves"]![0]!["loss"]![1]!.ToJsonString());
        Assert.Equal("0.1235", run["examples"]![0]!["values"]![0]![0]!.ToJsonString());
        Assert.Equal("\"fwA=\"", run["test"]!["correctWindows"]!.ToJsonString());
        Assert.Null(run["system"]!["emulator"]);
    }

    [Theory]
    [InlineData("format", "2", "format must be 1. Got 2")]
    [InlineData("dataset", "\"../up\"", "dataset must be a name")]
    [InlineData("key", "\"abc\"", "key must be 64 hexadecimal digits. Got abc")]
    [InlineData("method", "null", "must be a run")]
    [InlineData("surprise", "1", "must be a run")]
    [InlineData("test.accuracy", "0.8", "test.accuracy must be 0.7, as test.confusion has it. Got 0.8")]
    [InlineData("test.confusion", "[[7,3]]", "test.confusion must have 2 rows of 2 counts")]
    [InlineData("test.confusion", "[[7,2],[0,0]]", "test.confusion must count the 10 test windows. Got 9")]
    [InlineData("test.correctWindows", "\"fw==\"", "test.correctWindows must be 2 bytes")]
    [InlineData("test.correctWindows", "\"PwA=\"", "test.correctWindows must mark the 7 windows that test.confusion counts as right. Got 6")]
    [InlineData("test.routedTo", "\"AAEC\"", "test.routedTo must give each of 10 windows one of 2 classifiers")]
    [InlineData("test.routesPerClass", "[[1,2]]", "test.routesPerClass must have 2 rows of 2 counts")]
    [InlineData("test.correctHistogram", "[1,9]", "test.correctHistogram must be 3 counts of 10 windows")]
    [InlineData("test.groups", "[{\"name\":\"a\",\"correct\":7,\"total\":9}]", "test.groups must count 7 right ones of 10 windows. Got 7 of 9")]
    [InlineData("test.macroF1", "1.5", "shares must be in [0, 1]. Got 1.5")]
    [InlineData("curves", "[{\"stage\":\"joint\",\"epochs\":[1,2],\"loss\":[1]}]", "the curve 'joint' must have a value for each of 2 epochs")]
    public void Parse_BrokenMember_NamesFileRuleAndValue(string member, string value, string rule)
    {
        JsonNode run = JsonNode.Parse(RunFile.ToText(TestRuns.Create()))!;
        JsonNode owner = member.StartsWith("test.", StringComparison.Ordinal) ? run["test"]! : run;
        owner[member.Split('.')[^1]] = JsonNode.Parse(value);

        var error = Assert.Throws<ExperimentException>(() => RunFile.Parse(Encoding.UTF8.GetBytes(run.ToJsonString()), Path));

        Assert.Contains(Path, error.Message, StringComparison.Ordinal);
        Assert.Contains(rule, error.Message, StringComparison.Ordinal);
        Assert.Contains("Delete it", error.Message, StringComparison.Ordinal);
    }
}
