using DiTMoS.Data;
using DiTMoS.Data.Windowing;
using DiTMoS.Evaluation;
using DiTMoS.Networks;
using DiTMoS.Training;
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
    public void Pipeline_OnRealRecordings_GivesTheAccuracyOfTheEngine()
    {
        string path = Path.Combine(DataFolder(), "har-dsads");
        Assert.SkipUnless(Directory.Exists(path), $"There are no recordings in '{path}'; set DITMOS_DATA.");
        var options = new RecordingOptions { Channels = "0-2" };
        WindowSet windows = Recordings.Load(path, options);
        DataSplit split = DataSplitter.Split(windows, new SplitOptions { TestSubjects = ["7", "8"], Seed = 3 });
        TrainingOptions recipe = Recipe(TrainingOptions.For(Preset.Default) with { Seed = 3 });
        DiTMoSModel engine = DiTMoSTrainer.Train(windows, split, recipe, cancellationToken: TestContext.Current.CancellationToken);
        WindowSet test = windows.Select(split.Test);
        EvaluationReport report = EvaluationReport.From(engine.Score(test), test.Labels, test.ClassNames, bootstrapSamples: 1);

        IDataView data = _context.Data.LoadTimeSeries(path, options);
        IDataView classes = _context.Data.LoadFromEnumerable(windows.ClassNames.Select(name => new ClassRow { Label = name }));
        IDataView keyed = _context.Transforms.Conversion.MapValueToKey("Label", keyData: classes).Fit(data).Transform(data);
        IDataView train = _context.Data.FilterByCustomPredicate<SubjectRow>(keyed, row => row.Subject is "7" or "8");
        IDataView held = _context.Data.FilterByCustomPredicate<SubjectRow>(keyed, row => row.Subject is not ("7" or "8"));
        DiTMoSTransformer model = _context.MulticlassClassification.Trainers.DiTMoS(new DiTMoSMulticlassTrainer.Options { Seed = 3, GroupColumnName = "Subject", Engine = Recipe }).Fit(train);
        DiTMoSMetrics metrics = _context.MulticlassClassification.EvaluateDiTMoS(model.Transform(held));

        Assert.Equal(engine.Selector.Values, model.Model.Selector.Values);
        Assert.Equal(report.Accuracy, metrics.Accuracy);
        Assert.Equal(report.Accuracy, metrics.Multiclass.MicroAccuracy, 9);
        Assert.Equal(report.UnionAccuracy, metrics.UnionAccuracy);

        static TrainingOptions Recipe(TrainingOptions options) => options with { Joint = options.Joint with { Epochs = 1 } };
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

    private sealed class ClassRow
    {
        public string Label { get; set; } = "";
    }

    private sealed class SubjectRow
    {
        public string Subject { get; set; } = "";
    }
}
