using System.Text.Json.Nodes;
using DiTMoS.Experiments;
using DiTMoS.Experiments.Datasets;
using DiTMoS.Tool.Verification;

namespace DiTMoS.Tool.Tests.Verification;

public class ExperimentSchemaTests
{
    private const string Own = """{ "name": "mine", "datasets": [{ "name": "waves", "path": "waves.csv", "split": { "kind": "Trial" } }, "har-hapt"], "methods": ["default"], "variants": [{ "name": "n=4", "settings": {} }] }""";

    public static TheoryData<string> Presets => [.. ExperimentPresets.Names];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Errors_Preset_AreNone(string name)
    {
        Assert.Empty(ExperimentSchema.Errors(ExperimentPresets.TextOf(name)));
        Assert.Empty(ExperimentSchema.Errors(ExperimentPresets.Find(name)!.ToText()));
    }

    [Theory]
    [InlineData("\"path\"", "\"place\"")]
    [InlineData("\"Trial\"", "\"trail\"")]
    [InlineData("\"har-hapt\"", "\"har-hapd\"")]
    [InlineData("\"default\"", "\"defualt\"")]
    [InlineData("\"n=4\"", "4")]
    [InlineData("\"variants\"", "\"varieties\"")]
    public void Errors_ExperimentThatBreaksTheSchema_AreFound(string text, string broken)
    {
        Assert.Contains(text, Own, StringComparison.Ordinal);
        Assert.Empty(ExperimentSchema.Errors(Own));
        Assert.NotEmpty(ExperimentSchema.Errors(Own.Replace(text, broken, StringComparison.Ordinal)));
    }

    [Fact]
    public void Text_NamesOfDatasetsAndMethods_AreThoseThatThereAre()
    {
        JsonNode schema = JsonNode.Parse(ExperimentSchema.Text)!;

        Assert.Equal(ExperimentFile.KnownMethods, schema["definitions"]!["method"]!["enum"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal(KnownDatasets.All.Select(dataset => dataset.Name), schema["properties"]!["datasets"]!["items"]!["oneOf"]![0]!["enum"]!.AsArray().Select(name => name!.GetValue<string>()));
    }
}
