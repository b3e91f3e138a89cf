using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using DiTMoS.Data;
using DiTMoS.Data.Windowing;
using DiTMoS.Networks;
using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Tests;

/// <summary>Recordings as data views.</summary>
public sealed class TimeSeriesTests
{
    private readonly MLContext _context = new(1);

    [Fact]
    public void LoadTimeSeries_Windows_AreThereWithAllThatIsKnown()
    {
        WindowSet windows = SyntheticRecordings.Create(seed: 1, subjects: 2, trials: 2, windowsPerTrial: 20);

        IDataView view = _context.Data.LoadTimeSeries(windows);

        Assert.Equal(windows.Count, view.GetRowCount());
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, windows.Channels, windows.Length), view.Schema["Features"].Type);
        Assert.Equal(windows.Samples, view.GetColumn<float[]>("Features").SelectMany(window => window));
        Assert.Equal(windows.Labels.Select(label => windows.ClassNames[label]), view.GetColumn<string>("Label"));
        Assert.Equal(windows.Subjects!.Select(subject => windows.SubjectNames![subject]), view.GetColumn<string>("Subject"));
        Assert.Equal(windows.Trials!, view.GetColumn<int>("Trial"));
        DataViewSchema.Column[] columns = [view.Schema["Trial"], view.Schema["Features"]];
        string[] bySet = [.. view.GetRowCursorSet(columns, 3).SelectMany(cursor => RowText.Of(cursor, columns))];
        Assert.Equal(RowText.Of(view, "Trial", "Features").Order(StringComparer.Ordinal), bySet.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Fit_OnTimeSeries_KnowsChannelsRateAndFrontEnd()
    {
        WindowSet made = SyntheticRecordings.Create(seed: 1, subjects: 2, trials: 2, windowsPerTrial: 6);
        var windows = new WindowSet
        {
            Samples = made.Samples,
            Channels = made.Channels,
            Length = made.Length,
            Labels = made.Labels,
            ClassNames = made.ClassNames,
            ChannelNames = made.ChannelNames,
            SampleRateHz = made.SampleRateHz,
            FrontEnd = new FrontEnd { ChannelNames = made.ChannelNames, Windows = new WindowOptions { Length = made.Length, Hop = 7, SampleRateHz = made.SampleRateHz, LabelRule = LabelRule.Centre } },
            Source = made.Source,
        };
        IDataView view = _context.Data.LoadTimeSeries(windows);

        DiTMoSModel model = _context.Transforms.Conversion.MapValueToKey("Label")
            .Append(_context.MulticlassClassification.Trainers.DiTMoS(new DiTMoSMulticlassTrainer.Options { NumberOfClassifiers = 2, Engine = TestData.Short }))
            .Fit(view).ToDiTMoSModel();

        Assert.Equal(windows.ChannelNames, model.ChannelNames);
        Assert.Equal(windows.SampleRateHz, model.SampleRateHz);
        Assert.Equal(windows.FrontEnd.Windows, model.FrontEnd!.Windows);
        Assert.Equal(windows.ChannelNames, model.FrontEnd.ChannelNames);
    }

    [Fact]
    public void Pipeline_OnRealRecordings_GivesWhatTheCommandsGive() => CompareWithTheCommands(epochs: 2);

    [Fact]
    public void Pipeline_OnRealRecordingsAtFullLength_GivesWhatTheCommandsGive()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("DITMOS_FULL_LENGTH") == "1", "It trains the default recipe twice, for minutes; set DITMOS_FULL_LENGTH=1.");
        CompareWithTheCommands(epochs: null);
    }

    // Epochs of the joint training; null for those of the default recipe.
    private void CompareWithTheCommands(int? epochs)
    {
        string path = Path.Combine(DataFolder(), "har-dsads");
        Assert.SkipUnless(Directory.Exists(path), $"There are no recordings in '{path}'; set DITMOS_DATA.");
        (DiTMoSModel expected, JsonElement trained, JsonElement evaluated) = RunCommands(path, epochs);

        IDataView data = _context.Data.LoadTimeSeries(path, new RecordingOptions { Channels = "0-2" });
        IDataView train = _context.Data.FilterByCustomPredicate<SubjectRow>(data, row => row.Subject is "7" or "8");
        IDataView held = _context.Data.FilterByCustomPredicate<SubjectRow>(data, row => row.Subject is not ("7" or "8"));
        var options = new DiTMoSMulticlassTrainer.Options { Seed = 3, GroupColumnName = "Subject", Engine = recipe => recipe with { Joint = recipe.Joint with { Epochs = epochs ?? recipe.Joint.Epochs } } };
        var pipeline = _context.Transforms.Conversion.MapValueToKey("Label")
            .Append(_context.MulticlassClassification.Trainers.DiTMoS(options))
            .Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = pipeline.Fit(train);
        IDataView scored = model.Transform(held);
        DiTMoSMetrics metrics = _context.MulticlassClassification.EvaluateDiTMoS(scored);

        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
            $"ditmos train {trained.GetProperty("accuracy")}, ditmos evaluate {evaluated.GetProperty("accuracy")}, ML.NET {metrics.Accuracy}; union {trained.GetProperty("unionAccuracy")} and {metrics.UnionAccuracy}"));
        Assert.Equal(Weights(expected), Weights(model.ToDiTMoSModel()));
        Assert.Equal(trained.GetProperty("accuracy").GetDouble(), metrics.Accuracy);
        Assert.Equal(evaluated.GetProperty("accuracy").GetDouble(), metrics.Accuracy);
        Assert.Equal(evaluated.GetProperty("accuracy").GetDouble(), metrics.Multiclass.MicroAccuracy, 12);
        Assert.Equal(evaluated.GetProperty("unionAccuracy").GetDouble(), metrics.UnionAccuracy);
        string[] names = [.. scored.GetColumn<string>("PredictedLabel")];
        Assert.Equal(metrics.Accuracy, held.GetColumn<string>("Label").Zip(names).Count(pair => pair.First == pair.Second) / (double)names.Length);
    }

    // The model of 'ditmos train', its figures, and those of 'ditmos evaluate'.
    private static (DiTMoSModel Model, JsonElement Trained, JsonElement Evaluated) RunCommands(string data, int? epochs)
    {
        string folder = Directory.CreateTempSubdirectory("ditmos-").FullName;
        string file = Path.Combine(folder, "har.ditmos");
        string[] length = epochs is { } count ? ["--epochs", count.ToString(CultureInfo.InvariantCulture)] : [];
        JsonElement trained = Command(["train", "--data", data, "--channels", "0-2", "--test-subjects", "7,8", "--seed", "3", .. length, "-o", file]);
        JsonElement evaluated = Command("evaluate", file, "--data", data);
        var result = (DiTMoSModel.Load(file), trained, evaluated);
        Directory.Delete(folder, recursive: true);
        return result;

        JsonElement Command(params string[] args)
        {
            string json = Path.Combine(folder, "figures.json");
            OtherProcess command = OtherProcess.Run("DiTMoS.Tool", TimeSpan.FromMinutes(30), [.. args, "--json", json]);
            Assert.True(command.ExitCode == 0, command.Errors);
            return JsonElement.Parse(File.ReadAllText(json));
        }
    }

    // Everything that scores depend on; the file's hash also covers where the windows came from.
    private static string Weights(DiTMoSModel model)
    {
        IEnumerable<float> networks = model.Classifiers.Prepend(model.Selector).SelectMany(network => network.Values.Concat(network.Statistics));
        double[] values = [.. networks, .. model.Normalization.Mean, .. model.Normalization.Scale, model.Temperature];
        byte[] hash = SHA256.HashData(MemoryMarshal.AsBytes<double>(values));
        return $"{string.Join(", ", model.ClassNames)}: {Convert.ToHexString(hash)}";
    }

    private static string DataFolder()
    {
        if (Environment.GetEnvironmentVariable("DITMOS_DATA") is { } folder)
        {
            return folder;
        }

        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "DiTMoS.MLNet.sln")))
        {
            root = root.Parent;
        }

        return Path.Combine(root?.Parent?.FullName ?? "", "shared", "data");
    }

    private sealed class SubjectRow
    {
        public string Subject { get; set; } = "";
    }
}
