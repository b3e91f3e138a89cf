using System.Globalization;
using System.Text.Json;
using DiTMoS.Data;
using DiTMoS.Networks;

namespace DiTMoS.Tool.Tests.Commands;

public sealed class PipelineTests(TrainedModel model) : IClassFixture<TrainedModel>, IDisposable
{
    // Tests that set thresholds read these names: they must not change.
    private static readonly string[] Names =
    [
        "command", "model", "modelHash", "data", "preset", "seed", "split", "splitKind", "leakage", "part", "selectedOnTest", "trainSeconds", "trainWindows", "validationWindows", "testWindows",
        "trainedOnWindows", "accuracy", "accuracyInterval", "macroF1", "macroF1Interval", "unionAccuracy", "unionAccuracyInterval", "selectorAccuracy", "selectorAccuracyInterval",
        "intervalsResample", "intervalUnits", "negativeLogLikelihood", "expectedCalibrationError", "temperature", "classes", "perClass", "confusion", "histogram", "loadPerClassifier",
        "accuracyPerClassifier", "classifierSimilarity", "classifiers", "parameters", "macsPerInference",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_SmallRecordings_WritesModelAndFiguresOnly()
    {
        Assert.Equal(ExitCode.Done, model.Result.ExitCode);
        Assert.Equal(["data.npz", "model.ditmos", "train.json"], model.Files);
        Assert.Contains("whole subjects, s4 tested", model.Result.Output, StringComparison.Ordinal);
        Assert.Contains("joint training 3/3", model.Result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_Json_HasStableNamesAndFigures()
    {
        JsonElement json = Read(model.Json);

        Assert.Equal(Names, json.EnumerateObject().Select(property => property.Name));
        Assert.Equal("subject", json.GetProperty("splitKind").GetString());
        Assert.Equal(5, json.GetProperty("seed").GetInt32());
        Assert.Equal(16, json.GetProperty("testWindows").GetInt32());
        Assert.Equal(16, json.GetProperty("histogram").EnumerateArray().Sum(count => count.GetInt32()));
        Assert.Equal(16, json.GetProperty("confusion").EnumerateArray().Sum(row => row.EnumerateArray().Sum(count => count.GetInt32())));
        Assert.Equal(4, json.GetProperty("histogram").GetArrayLength());
        Assert.Equal(1, json.GetProperty("loadPerClassifier").EnumerateArray().Sum(share => share.GetDouble()), 9);
        Assert.True(json.GetProperty("trainSeconds").GetDouble() > 0);
        Assert.False(json.GetProperty("selectedOnTest").GetBoolean());
    }

    [Fact]
    public void Evaluate_SameRecordings_RepeatsTheFiguresOfTraining()
    {
        string json = _folder["evaluate.json"];

        CommandResult result = CommandResult.Of("evaluate", model.Path, "--data", model.Data, "--json", json);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        string[] known = ["command", "splitKind", "leakage", "trainSeconds", "trainWindows", "validationWindows"];
        foreach (JsonProperty figure in Read(model.Json).EnumerateObject().Where(figure => !known.Contains(figure.Name)))
        {
            Assert.Equal(figure.Value.GetRawText(), Read(json).GetProperty(figure.Name).GetRawText());
        }
    }

    [Fact]
    public void Evaluate_OneSubjectTested_SaysThatIntervalsHaveNoMeaning()
    {
        CommandResult result = CommandResult.Of("evaluate", model.Path, "--data", model.Data);

        Assert.Contains("one subject only, so the intervals have no meaning", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_AllParts_SaysHowManyWindowsWereTrainedOn()
    {
        string json = _folder["evaluate.json"];

        CommandResult result = CommandResult.Of("evaluate", model.Path, "--data", model.Data, "--part", "ALL", "--json", json);

        Assert.Contains("64 windows; 48 of them were trained or selected on", result.Output, StringComparison.Ordinal);
        Assert.Equal(64, Read(json).GetProperty("testWindows").GetInt32());
        Assert.Equal(4, Read(json).GetProperty("intervalUnits").GetInt32());
    }

    [Fact]
    public void Evaluate_OtherRecordings_UsesAllWindowsAndSaysSo()
    {
        string other = TestRecordings.WriteOther(_folder["other.npz"]);

        CommandResult result = CommandResult.Of("evaluate", model.Path, "--data", other);

        Assert.Contains("not the recordings that the model was trained on, so all windows are evaluated", result.Output, StringComparison.Ordinal);
        Assert.Contains("all: 64 windows", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_PartOfOtherRecordings_NeedsSplit()
    {
        string other = TestRecordings.WriteOther(_folder["other.npz"]);

        CommandResult without = CommandResult.Of("evaluate", model.Path, "--data", other, "--part", "test");
        CommandResult with = CommandResult.Of("evaluate", model.Path, "--data", other, "--part", "test", "--split", "Random");

        Assert.Equal(ExitCode.BadInput, without.ExitCode);
        Assert.Contains("--part test needs a split", without.Messages, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, with.ExitCode);
    }

    [Fact]
    public void Evaluate_ClassThatTheModelLacks_IsNamed()
    {
        string other = TestRecordings.Write(_folder["other.npz"], windows => TestRecordings.With(windows, classNames: [.. windows.ClassNames.Take(7), "swimming"]));

        CommandResult result = CommandResult.Of("evaluate", model.Path, "--data", other);

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains("'swimming'", result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_ClassesInAnotherOrder_AreFoundByName()
    {
        string original = TestRecordings.WriteOther(_folder["a.npz"]);
        string reversed = TestRecordings.WriteOther(
            _folder["b.npz"], windows => TestRecordings.With(windows, labels: Array.ConvertAll(windows.Labels, label => 7 - label), classNames: [.. windows.ClassNames.Reverse()]));

        string[] jsons = [_folder["a.json"], _folder["b.json"]];
        CommandResult.Of("evaluate", model.Path, "--data", original, "--json", jsons[0]);
        CommandResult.Of("evaluate", model.Path, "--data", reversed, "--json", jsons[1]);

        Assert.Equal(Read(jsons[0]).GetProperty("confusion").GetRawText(), Read(jsons[1]).GetProperty("confusion").GetRawText());
    }

    [Fact]
    public void Evaluate_MoreChannelsThanTheModel_TakesThoseOfItsNames()
    {
        string wide = TestRecordings.Write(_folder["wide.npz"], WithTwoChannelsMore);
        string plain = TestRecordings.Write(_folder["plain.npz"]);

        string[] jsons = [_folder["a.json"], _folder["b.json"]];
        CommandResult result = CommandResult.Of("evaluate", model.Path, "--data", wide, "--json", jsons[0]);
        CommandResult.Of("evaluate", model.Path, "--data", plain, "--json", jsons[1]);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(Read(jsons[1]).GetProperty("confusion").GetRawText(), Read(jsons[0]).GetProperty("confusion").GetRawText());
    }

    [Fact]
    public void Evaluate_ChannelsOfOtherNames_AreReadOnlyWhereAskedFor()
    {
        string other = TestRecordings.Write(_folder["other.npz"], windows => TestRecordings.With(windows, channelNames: ["x", "y", "z"]));

        CommandResult without = CommandResult.Of("evaluate", model.Path, "--data", other);
        CommandResult with = CommandResult.Of("evaluate", model.Path, "--data", other, "--channels", "0-2");

        Assert.Equal(ExitCode.BadInput, without.ExitCode);
        Assert.Contains("acc_x, acc_y, acc_z", without.Messages, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, with.ExitCode);
        Assert.Contains("Channels x, y, z are read as the model's acc_x, acc_y, acc_z.", with.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_ToFile_HasARowForEachWindow()
    {
        string csv = _folder["predictions.csv"];

        CommandResult result = CommandResult.Of("predict", model.Path, "--data", model.Data, "-o", csv);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        string[] lines = File.ReadAllText(csv).Split("\r\n");
        WindowSet windows = TestRecordings.Create();
        Assert.Equal($"window,predicted,{string.Join(',', windows.ClassNames.Select(name => $"score_{name}"))},selected_classifier,true,recording,start,start_seconds", lines[0]);
        Assert.Equal(windows.Count + 2, lines.Length);
        for (int n = 0; n < windows.Count; n++)
        {
            string[] fields = lines[n + 1].Split(',');
            double[] scores = [.. fields[2..^5].Select(field => double.Parse(field, CultureInfo.InvariantCulture))];
            Assert.Equal($"{n}", fields[0]);
            Assert.Equal(windows.ClassNames[Array.IndexOf(scores, scores.Max())], fields[1]);
            Assert.Equal(1, scores.Sum(), 4);
            Assert.InRange(int.Parse(fields[^5], CultureInfo.InvariantCulture), 0, 2);
            Assert.Equal(windows.ClassNames[windows.Labels[n]], fields[^4]);
            Assert.Equal([windows.Origins!.NameOf(n), $"{windows.Origins.Starts![n]}"], fields[^3..^1]);
            Assert.Equal(windows.Origins.Starts[n] / 50.0, double.Parse(fields[^1], CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Predict_ToOutput_IsTheSameText()
    {
        string csv = _folder["predictions.csv"];

        CommandResult.Of("predict", model.Path, "--data", model.Data, "-o", csv);
        CommandResult result = CommandResult.Of("predict", model.Path, "--data", model.Data);

        Assert.Equal(File.ReadAllText(csv), result.Output);
    }

    [Fact]
    public void Predict_WithoutLabels_GivesTheSamePredictions()
    {
        string unlabelled = TestRecordings.Write(_folder["data.npz"], windows => TestRecordings.With(windows, labels: [.. windows.Labels.Select(_ => -1)], classNames: []));

        CommandResult labelled = CommandResult.Of("predict", model.Path, "--data", model.Data);
        CommandResult result = CommandResult.Of("predict", model.Path, "--data", unlabelled);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(labelled.Output.Split("\r\n").Select(line => WithoutField(line, 4)), result.Output.Split("\r\n"));
    }

    private static string WithoutField(string line, int fromEnd)
    {
        List<string> fields = [.. line.Split(',')];
        if (fields.Count >= fromEnd)
        {
            fields.RemoveAt(fields.Count - fromEnd);
        }

        return string.Join(',', fields);
    }

    [Fact]
    public void Predict_SomeLabelsUnknown_LeavesThemEmpty()
    {
        string partly = TestRecordings.Write(_folder["data.npz"], windows => TestRecordings.With(windows, labels: [-1, .. windows.Labels.Skip(1)]));

        string[] lines = CommandResult.Of("predict", model.Path, "--data", partly).Output.Split("\r\n");

        Assert.Equal("true", lines[0].Split(',')[^4]);
        Assert.Empty(lines[1].Split(',')[^4]);
        Assert.NotEmpty(lines[2].Split(',')[^4]);
    }

    [Fact]
    public void Predict_OneClassAndConstantChannel_IsDone()
    {
        string data = TestRecordings.Write(_folder["data.npz"], windows =>
        {
            for (int n = 0; n < windows.Count; n++)
            {
                windows.Samples.AsSpan(n * windows.WindowLength, windows.Length).Fill(1);
            }

            return TestRecordings.With(windows, labels: new int[windows.Count]);
        });

        CommandResult result = CommandResult.Of("predict", model.Path, "--data", data);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(TestRecordings.Create().Count + 2, result.Output.Split("\r\n").Length);
    }

    [Theory]
    [InlineData("train", "'y'")]
    [InlineData("evaluate", "'y'")]
    public void Command_WithoutLabels_IsRefused(string command, string message)
    {
        string unlabelled = TestRecordings.Write(_folder["data.npz"], windows => TestRecordings.With(windows, labels: [.. windows.Labels.Select(_ => -1)], classNames: []));

        CommandResult result = CommandResult.Of([command, .. command == "train" ? (string[])["-o", _folder["model.ditmos"]] : [model.Path], "--data", unlabelled]);

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains(message, result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_NamesWithCommasAndQuotes_AreQuoted()
    {
        string data = TestRecordings.Write(_folder["data.npz"], windows => TestRecordings.With(windows, classNames: ["a,b", "say \"hi\"", .. windows.ClassNames.Skip(2)]));

        CommandResult result = CommandResult.Of("predict", model.Path, "--data", data);

        string[] lines = result.Output.Split("\r\n");
        Assert.Contains(",\"a,b\",s1 ", lines[1], StringComparison.Ordinal);
        Assert.Contains(",\"say \"\"hi\"\"\",s1 ", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_Model_ShowsNetworksAndRecord()
    {
        string json = _folder["inspect.json"];

        CommandResult result = CommandResult.Of("inspect", model.Path, "--json", json);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("Kernels 15, 9, 5 as published: 151 samples leave 13", result.Output, StringComparison.Ordinal);
        JsonElement figures = Read(json);
        JsonElement trained = Read(model.Json);
        foreach (string name in (string[])["modelHash", "parameters", "macsPerInference", "classifiers", "seed", "preset", "split", "data"])
        {
            Assert.Equal(trained.GetProperty(name).GetRawText(), figures.GetProperty(name).GetRawText());
        }

        Assert.Equal(figures.GetProperty("macsPerInference").GetInt64(), SumOf("selector", "macs") + SumOf("classifier", "macs"));
        Assert.Equal(figures.GetProperty("parameters").GetInt64(), SumOf("selector", "parameters") + (3 * SumOf("classifier", "parameters")));
        Assert.Equal(16, figures.GetProperty("testWindows").GetInt32());

        long SumOf(string network, string what) => figures.GetProperty(network).EnumerateArray().Sum(layer => layer.GetProperty(what).GetInt64());
    }

    [Fact]
    public void Train_SelectOnTest_IsMarkedEverywhere()
    {
        string selected = _folder["selected.ditmos"];
        string json = _folder["selected.json"];

        CommandResult train = CommandResult.Of("train", "--data", model.Data, "-o", selected, "--json", json, "--epochs", "1", "--select-on-test");
        CommandResult evaluate = CommandResult.Of("evaluate", selected, "--data", model.Data);
        CommandResult inspect = CommandResult.Of("inspect", selected);

        Assert.True(Read(json).GetProperty("selectedOnTest").GetBoolean());
        Assert.All([train, evaluate, inspect], result => Assert.Contains("on the test part, as in the publication", result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Train_FromModel_ContinuesIt()
    {
        string tuned = _folder["tuned.ditmos"];

        CommandResult result = CommandResult.Of("train", "--data", model.Data, "--from", model.Path, "-o", tuned, "--epochs", "1");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("3 classifiers", result.Output, StringComparison.Ordinal);
        Assert.Contains("whole subjects, s4 tested", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_FromModel_KeepsItsSplitAndClassifiers()
    {
        string tuned = _folder["tuned.ditmos"];
        string json = _folder["tuned.json"];

        CommandResult.Of("train", "--data", model.Data, "--from", model.Path, "-o", tuned, "--epochs", "1", "--seed", "77", "--json", json);

        TrainingRecord before = DiTMoSModel.Load(model.Path).Record;
        TrainingRecord after = DiTMoSModel.Load(tuned).Record;
        Assert.Equal(before.TestRows, after.TestRows);
        Assert.Equal(before.TrainRows, after.TrainRows);
        Assert.Equal("subject", Read(json).GetProperty("splitKind").GetString());
        Assert.Equal(3, JsonDocument.Parse(after.Options).RootElement.GetProperty("numberOfClassifiers").GetInt32());
    }

    [Fact]
    public void Train_FromModelThatLearntTheTestPart_IsRefused()
    {
        CommandResult learnt = CommandResult.Of("train", "--data", model.Data, "--from", model.Path, "-o", _folder["tuned.ditmos"], "--epochs", "1", "--leave-out", "s1");
        CommandResult same = CommandResult.Of("train", "--data", model.Data, "--from", model.Path, "-o", _folder["tuned.ditmos"], "--epochs", "1", "--leave-out", "s4");

        Assert.Equal(ExitCode.BadInput, learnt.ExitCode);
        Assert.Contains("16 of 16 are windows that it was trained or selected on", learnt.Messages, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, same.ExitCode);
    }

    [Fact]
    public void Train_AsPublished_ReportsItsStages()
    {
        CommandResult result = CommandResult.Of("train", "--data", model.Data, "-o", _folder["model.ditmos"], "--preset", "AsPublished", "--epochs", "1", "--classifiers", "2");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.All(["strong model 1/1", "splitting", "pre-training 1/1", "adversarial training"], stage => Assert.Contains(stage, result.Messages, StringComparison.Ordinal));
        Assert.Contains("AsPublished", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_WithTheStrongModelOfAnotherRun_SplitsByIt()
    {
        string[] recipe = ["train", "--data", model.Data, "--preset", "AsPublished", "--epochs", "1", "--classifiers", "2"];
        string strong = _folder["strong.ditmos"];

        CommandResult first = CommandResult.Of([.. recipe, "-o", _folder["first.ditmos"], "--save-strong", strong]);
        CommandResult second = CommandResult.Of([.. recipe, "-o", _folder["second.ditmos"], "--strong", strong]);

        Assert.Equal(ExitCode.Done, first.ExitCode);
        Assert.Equal(ExitCode.Done, second.ExitCode);
        Assert.DoesNotContain("strong model 1/1", second.Messages, StringComparison.Ordinal);
        Assert.Equal(DiTMoSModel.Load(_folder["first.ditmos"]).Selector.Values, DiTMoSModel.Load(_folder["second.ditmos"]).Selector.Values);
    }

    [Theory]
    [InlineData("--strong")]
    [InlineData("--save-strong")]
    public void Train_StrongModelForARecipeWithoutOne_IsRefused(string option)
    {
        CommandResult result = CommandResult.Of("train", "--data", model.Data, "-o", _folder["model.ditmos"], option, _folder["strong.ditmos"]);

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains($"{option} is for recipes that have a strong model", result.Messages, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [Theory]
    [InlineData("--folds|2|--fold|1", "fold 1 of 2 tested")]
    [InlineData("--leave-out|s2", "s2 tested")]
    [InlineData("--test-subjects|s1,s3|--validation|0", "s1, s3 tested; no validation part")]
    [InlineData("--split|RANDOM", "random windows")]
    [InlineData("--split|Trial", "whole recordings")]
    public void Train_Split_IsDoneAndNamed(string options, string split)
    {
        CommandResult result = CommandResult.Of(["train", "--data", model.Data, "-o", _folder["model.ditmos"], "--epochs", "1", "--classifiers", "2", .. options.Split('|')]);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains(split, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_ShapeAndAugmentation_AreUsed()
    {
        string shaped = _folder["model.ditmos"];
        string json = _folder["inspect.json"];

        CommandResult result = CommandResult.Of(
            "train", "--data", model.Data, "-o", shaped, "--epochs", "1", "--classifiers", "2", "--widths", "6,4", "--kernels", "7,5", "--fc", "16", "--channels", "0-1", "--jitter", "0.1",
            "--scaling", "0.2", "--time-shift", "0.25", "--rotation", "10", "--balanced");
        CommandResult.Of("inspect", shaped, "--json", json);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        JsonElement figures = Read(json);
        Assert.Equal(["acc_x", "acc_y"], figures.GetProperty("channelNames").EnumerateArray().Select(name => name.GetString()!));
        Assert.Equal("Kernels 7, 5 as named in the options.", figures.GetProperty("kernelRule").GetString());
        Assert.Equal("16", figures.GetProperty("selector")[2].GetProperty("output").GetString());
        JsonElement augmentation = figures.GetProperty("options").GetProperty("augmentation");
        Assert.Equal(0.25f, augmentation.GetProperty("timeShift").GetSingle());
        Assert.Equal(10, augmentation.GetProperty("rotationDegrees").GetSingle());
    }

    [Fact]
    public void Train_WithoutData_SaysThatItUsesSyntheticRecordings()
    {
        string trained = _folder["model.ditmos"];
        string[] jsons = [_folder["a.json"], _folder["b.json"]];

        CommandResult train = CommandResult.Of("train", "-o", trained, "--epochs", "1", "--classifiers", "2", "--json", jsons[0]);
        CommandResult evaluate = CommandResult.Of("evaluate", trained, "--json", jsons[1]);

        Assert.Contains("No --data: using the synthetic recordings", train.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, evaluate.ExitCode);
        Assert.Equal(Read(jsons[0]).GetProperty("accuracy").GetDouble(), Read(jsons[1]).GetProperty("accuracy").GetDouble());
        Assert.Equal("test", Read(jsons[1]).GetProperty("part").GetString());
    }

    [Fact]
    public void Evaluate_WithoutDataOfAModelOfFiles_AsksForThem()
    {
        CommandResult result = CommandResult.Of("evaluate", model.Path);

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains("--data must name the recordings", result.Messages, StringComparison.Ordinal);
    }

    private static JsonElement Read(string path) => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;

    private static WindowSet WithTwoChannelsMore(WindowSet windows)
    {
        var samples = new float[windows.Count * 5 * windows.Length];
        int[] order = [2, 0, 1, 1, 0];                          // the axis that each channel is a copy of
        string[] names = ["acc_z", "gyro_x", "acc_y", "gyro_y", "acc_x"];
        for (int n = 0; n < windows.Count; n++)
        {
            for (int c = 0; c < 5; c++)
            {
                windows.Window(n).Slice(order[c] * windows.Length, windows.Length).CopyTo(samples.AsSpan(((n * 5) + c) * windows.Length));
            }
        }

        return new WindowSet
        {
            Samples = samples,
            Channels = 5,
            Length = windows.Length,
            Labels = windows.Labels,
            ClassNames = windows.ClassNames,
            ChannelNames = names,
            Source = windows.Source,
        };
    }
}
