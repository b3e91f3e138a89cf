using DiTMoS.Data;
using DiTMoS.Experiments;
using DiTMoS.Experiments.Datasets;
using DiTMoS.Experiments.Methods;

namespace DiTMoS.Tests.Experiments;

public class ExperimentFileTests
{
    private const string Own =
        """
        {
          "name": "mine",
          "datasets": [
            "ucr-gunpoint",
            { "name": "waves", "path": "waves.csv", "split": { "kind": "random" }, "csv": { "labelColumn": "activity" }, "windows": { "seconds": 2.5 } }   // comments are read over
          ],
          "methods": ["default", "tiny"],
          "variants": [{ "name": "" }, { "name": "slow", "methods": ["default"], "scale": { "learningRate": 0.5 }, "settings": { "joint": { "epochs": 3 } } }],
        }
        """;

    public static TheoryData<string> Presets => [.. ExperimentPresets.Names];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Find_Preset_IsAnExperimentThatReadsBackAsItself(string name)
    {
        ExperimentFile preset = ExperimentPresets.Find(name)!;

        Assert.Equal(name, preset.Name);
        Assert.NotEmpty(preset.Description);
        Assert.Equal(preset.ToText(), ExperimentFile.Parse(preset.ToText(), "again").ToText());
    }

    [Fact]
    public void Parse_MembersLeftOut_HaveTheirDefaults()
    {
        ExperimentFile file = ExperimentFile.Parse(Own, "mine.json");

        ExperimentDataset waves = file.Datasets[1];
        Assert.Same(KnownDatasets.Find("ucr-gunpoint"), file.Datasets[0]);
        Assert.Equal((SplitKind.Random, 0.2, 3, 64), (waves.Split.Kind, waves.Split.TestFraction, waves.Runs, waves.HiddenUnits));
        Assert.Equal([8, 8, 4], waves.Widths);
        Assert.Equal(("activity", 1.5), (waves.Csv!.LabelColumn, waves.Csv.GapFactor));
        Assert.Equal((0.5f, 1f), (file.Variants[1].Scale!.LearningRate, file.Variants[1].Scale!.Epochs));
        Assert.Null(file.Seeds);
    }

    [Theory]
    [InlineData("\"tiny\"", "\"huge\"", "methods must be of default, ")]
    [InlineData("\"tiny\"", "\"default\"", "methods must be named once. Got default")]
    [InlineData("\"ucr-gunpoint\"", "\"ucr-gunpont\"", "There is no data set 'ucr-gunpont'. There are har-dsads, ")]
    [InlineData("\"name\": \"mine\"", "\"name\": \"../mine\"", "name must be letters")]
    [InlineData("\"name\": \"slow\"", "\"name\": \"\"", "variants must have names that differ")]
    [InlineData("\"epochs\": 3", "\"epocs\": 3", "variant 'slow': settings must be members of the training options. Got The JSON property 'epocs'")]
    [InlineData("\"epochs\": 3", "\"epochs\": \"many\"", "variant 'slow': settings must be members of the training options")]
    [InlineData("\"learningRate\": 0.5", "\"learningRate\": 0", "variant 'slow': scale must have factors over 0")]
    [InlineData("\"path\"", "\"place\"", "'place'")]
    [InlineData("\"methods\": [\"default\", \"tiny\"]", "\"methods\": []", "methods must name at least one")]
    [InlineData("\"seconds\": 2.5", "\"seconds\": 2.5, \"seconds\": 3", "seconds")]
    [InlineData("\"kind\": \"random\"", "\"folds\": 2", "must not have more runs than folds. Got 3 runs of 2 folds")]
    public void Parse_BrokenExperiment_NamesFileRuleAndValue(string text, string broken, string rule)
    {
        Assert.Contains(text, Own, StringComparison.Ordinal);

        var error = Assert.Throws<ExperimentException>(() => ExperimentFile.Parse(Own.Replace(text, broken, StringComparison.Ordinal), "mine.json"));

        Assert.Contains("mine.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(rule, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoFile_NamesThePresets()
    {
        var error = Assert.Throws<ExperimentException>(() => ExperimentFile.Load("overal"));

        Assert.Contains("overall, ablation", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tuning_EachMethod_HasTheSameNumberOfTrialsOnValidationDataOfOneRun()
    {
        ExperimentFile tuning = ExperimentPresets.Find("tuning")!;

        Assert.True(tuning.ReadsValidation);
        Assert.Equal(1, tuning.Seeds);
        Assert.Equal(6, tuning.Variants.Count);
        Assert.All(tuning.Variants, variant => Assert.Null(variant.Methods));
        Assert.All(tuning.Methods, method => Assert.True(ExperimentMethods.Find(method)!.IsTrained));
    }
}
