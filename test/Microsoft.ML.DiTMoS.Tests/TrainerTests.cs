using DiTMoS.Networks;
using DiTMoS.Training;
using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Tests;

/// <summary>Everything that users of ML.NET do with a trainer.</summary>
public sealed class TrainerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ditmos-").FullName;
    private readonly MLContext _context = new(1);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Pipeline_WithNormalizationAndKeys_PredictsNames()
    {
        Row[] rows = TestData.Rows();
        IDataView data = _context.Data.LoadFromEnumerable(rows);
        var pipeline = _context.Transforms.Conversion.MapValueToKey("Label")
            .Append(_context.Transforms.NormalizeMinMax("Features"))
            .AppendCacheCheckpoint(_context)
            .Append(TestData.Trainer(_context))
            .Append(_context.Transforms.Conversion.MapKeyToValue("PredictedName", "PredictedLabel"));

        TransformerChain<Transforms.KeyToValueMappingTransformer> model = pipeline.Fit(data);

        string[] names = [.. model.Transform(data).GetColumn<string>("PredictedName")];
        Assert.All(names, name => Assert.StartsWith("class ", name, StringComparison.Ordinal));
        MulticlassClassificationMetrics metrics = _context.MulticlassClassification.Evaluate(model.Transform(data), topKPredictionCount: 2);
        Assert.Equal(names.Zip(rows).Count(pair => pair.First == pair.Second.Label) / (double)rows.Length, metrics.MicroAccuracy, 6);
        Assert.InRange(metrics.TopKAccuracy, metrics.MicroAccuracy, 1);
        Assert.Contains("class 1", metrics.ConfusionMatrix.GetFormattedConfusionTable(), StringComparison.Ordinal);
        Assert.Equal(36, model.Transform(data).Preview(100).RowView.Length);
    }

    [Fact]
    public void CrossValidate_BySubject_GivesAMetricPerFold()
    {
        IDataView data = TestData.Keyed(_context, TestData.Rows(perClass: 24));

        var folds = _context.MulticlassClassification.CrossValidate(data, TestData.Trainer(_context), numberOfFolds: 2, samplingKeyColumnName: "Subject");

        Assert.Equal(2, folds.Count);
        Assert.All(folds, fold => Assert.InRange(fold.Metrics.MicroAccuracy, 0, 1));
        Assert.All(folds, fold => Assert.Equal(2, fold.Model.ToDiTMoSModel().Classifiers.Count));
    }

    [Fact]
    public void Fit_BehindACache_GivesSameBytes()
    {
        IDataView data = TestData.Keyed(_context, TestData.Rows());

        Assert.Equal(
            TestData.Bytes(TestData.Trainer(_context).Fit(data).Model),
            TestData.Bytes(TestData.Trainer(_context).Fit(_context.Data.Cache(data)).Model));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(40)]
    public void Fit_OfAnyNumberOfClasses_ScoresAndSavesThem(int classes)
    {
        IDataView data = TestData.Keyed(_context, TestData.Rows(classes, perClass: 6));

        DiTMoSTransformer model = TestData.Trainer(_context).Fit(data);
        ITransformer loaded = TestData.SaveAndLoad(_context, model, data.Schema);

        Assert.Equal(TestData.Scores(_context, model.Transform(data)), TestData.Scores(_context, loaded.Transform(data)));
        Assert.Equal(classes, _context.MulticlassClassification.Evaluate(loaded.Transform(data)).PerClassLogLoss.Count);
    }

    [Fact]
    public void Fit_ClassWithoutRows_KeepsItsPlace()
    {
        Row[] rows = TestData.Rows();
        var keys = _context.Transforms.Conversion.MapValueToKey("Label").Fit(_context.Data.LoadFromEnumerable(rows));
        IDataView two = keys.Transform(_context.Data.LoadFromEnumerable(rows.Where(row => row.Label != "class 1")));

        DiTMoSTransformer model = TestData.Trainer(_context).Fit(two);

        Assert.Equal("class 0, class 1, class 2", string.Join(", ", model.Model.ClassNames));
        Assert.Equal(36, _context.Data.CreateEnumerable<Scored>(model.Transform(keys.Transform(_context.Data.LoadFromEnumerable(rows))), false).Count());
    }

    [Fact]
    public void Fit_LabelsThatAreNumbers_GivesNumbersBack()
    {
        var rows = TestData.Rows().Select(row => new { row.Features, Label = (int)(row.Number % 3) * 7 });
        IDataView data = _context.Data.LoadFromEnumerable(rows.Select(row => new NumberRow { Features = row.Features, Label = row.Label }));
        var pipeline = _context.Transforms.Conversion.MapValueToKey("Label").Append(TestData.Trainer(_context));
        var model = pipeline.Fit(data);
        ITransformer loaded = TestData.SaveAndLoad(_context, model, data.Schema);

        foreach (ITransformer transformer in new ITransformer[] { model, loaded })
        {
            IDataView scored = transformer.Transform(data);
            IDataView names = _context.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel").Fit(scored).Transform(scored);
            Assert.All(names.GetColumn<int>("Name"), number => Assert.True(number is 0 or 7 or 14, $"{number}"));
        }
    }

    [Fact]
    public void Fit_WithAValidationView_JudgesEpochsByIt()
    {
        Row[] rows = TestData.Rows(perClass: 20);
        IDataView data = TestData.Keyed(_context, rows);
        IDataView train = _context.Data.FilterRowsByColumn(data, "Number", upperBound: 40);
        IDataView validation = _context.Data.FilterRowsByColumn(data, "Number", lowerBound: 40);

        DiTMoSModel model = TestData.Trainer(_context, TestData.Everything).Fit(train, validation).Model;

        Assert.Equal(Enumerable.Range(0, 40), model.Record.TrainRows);
        Assert.Equal(Enumerable.Range(40, 20), model.Record.ValidationRows);
    }

    [Fact]
    public void Fit_ByGroup_KeepsGroupsTogether()
    {
        Row[] rows = TestData.Rows(perClass: 20);
        DiTMoSMulticlassTrainer.Options options = TestData.Options();
        options.GroupColumnName = "Subject";

        DiTMoSModel model = _context.MulticlassClassification.Trainers.DiTMoS(options).Fit(TestData.Keyed(_context, rows)).Model;

        string[] validated = [.. model.Record.ValidationRows.Select(row => rows[row].Subject).Distinct()];
        Assert.Single(validated);
        Assert.DoesNotContain(validated[0], model.Record.TrainRows.Select(row => rows[row].Subject));
    }

    [Fact]
    public void Fit_RowsOfWeightZero_TeachNothing()
    {
        Row[] rows = TestData.Rows();
        Row[] mislabelled = TestData.Rows();
        foreach (int i in Enumerable.Range(0, rows.Length).Where(i => i % 4 == 3))
        {
            rows[i].Weight = 0;
            mislabelled[i].Weight = 0;
            mislabelled[i].Label = "class 0";
        }

        DiTMoSMulticlassTrainer.Options options = TestData.Options();
        options.ValidationFraction = 0;
        float[] unweighted = Values(mislabelled);
        options.WeightColumnName = "Weight";

        Assert.Equal(Values(rows), Values(mislabelled));
        Assert.NotEqual(unweighted, Values(mislabelled));

        float[] Values(Row[] data) => _context.MulticlassClassification.Trainers.DiTMoS(options).Fit(TestData.Keyed(_context, data)).Model.Selector.Values;
    }

    [Fact]
    public void Fit_Progress_IsToldAndLogged()
    {
        var log = new List<string>();
        var told = new List<TrainingProgress>();
        DiTMoSMulticlassTrainer.Options options = TestData.Options(TestData.Everything);
        options.Progress = new Listener(told.Add);
        IDataView data = TestData.Keyed(_context, TestData.Rows());
        _context.Log += (_, e) => log.Add(e.Message);

        DiTMoSModel model = _context.MulticlassClassification.Trainers.DiTMoS(options, _context).Fit(data).Model;

        Assert.Equal(model.Record.Epochs.Select(epoch => (epoch.Stage, epoch.Epoch)), told.Select(progress => (progress.Stage, progress.Epoch)));
        Assert.All(told, progress => Assert.Contains(log, line => line.Contains($"{progress.Stage}: epoch {progress.Epoch} of {progress.Epochs}", StringComparison.Ordinal)));
        Assert.Contains(log, line => line.Contains("36 windows of 2 channels and 48 samples, 3 classes", StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_CancelledAndResumed_GivesSameBytes()
    {
        IDataView data = TestData.Keyed(_context, TestData.Rows());
        byte[] expected = TestData.Bytes(TestData.Trainer(_context, TestData.Everything).Fit(data).Model);
        using var cancellation = new CancellationTokenSource();
        DiTMoSMulticlassTrainer.Options options = TestData.Options(recipe => TestData.Everything(recipe) with { CheckpointSeconds = 0 });
        options.CheckpointFolder = _folder;
        options.Resume = true;
        options.CancellationToken = cancellation.Token;
        options.Progress = new Listener(progress =>
        {
            if (progress.Stage == "joint training")
            {
                cancellation.Cancel();
            }
        });

        Assert.ThrowsAny<OperationCanceledException>(() => _context.MulticlassClassification.Trainers.DiTMoS(options).Fit(data));
        Assert.NotEmpty(Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories));
        options.Progress = null;
        options.CancellationToken = CancellationToken.None;

        Assert.Equal(expected, TestData.Bytes(_context.MulticlassClassification.Trainers.DiTMoS(options).Fit(data).Model));
    }

    [Fact]
    public void Fit_FromALoadedModel_GoesOnFromIt()
    {
        IDataView data = TestData.Keyed(_context, TestData.Rows());
        ITransformer loaded = TestData.SaveAndLoad(_context, TestData.Trainer(_context).Fit(data), data.Schema);
        DiTMoSMulticlassTrainer.Options options = TestData.Options();
        options.InitialModel = loaded.ToDiTMoSModel();
        options.ChannelCount = null;

        DiTMoSModel tuned = _context.MulticlassClassification.Trainers.DiTMoS(options).Fit(data).Model;

        Assert.Equal(["fine-tuning"], tuned.Record.Epochs.Select(epoch => epoch.Stage).Distinct());
        Assert.NotEqual(options.InitialModel.Selector.Values, tuned.Selector.Values);
    }

    [Fact]
    public void Fit_FromAModelOfOtherClasses_NamesThem()
    {
        DiTMoSMulticlassTrainer.Options options = TestData.Options();
        options.InitialModel = TestData.Trainer(_context).Fit(TestData.Keyed(_context, TestData.Rows())).Model;
        IDataView others = TestData.Keyed(_context, TestData.Rows(name: k => $"other {k}"));

        ArgumentException error = Assert.Throws<ArgumentException>(() => _context.MulticlassClassification.Trainers.DiTMoS(options).Fit(others));

        Assert.Contains("class 0, class 1, class 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("other 0, other 1, other 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EvaluateDiTMoS_Scored_GivesTheEnginesFigures()
    {
        IDataView data = TestData.Keyed(_context, TestData.Rows(perClass: 20));
        DiTMoSTransformer model = TestData.Trainer(_context).Fit(data);

        DiTMoSMetrics metrics = _context.MulticlassClassification.EvaluateDiTMoS(model.Transform(data));
        DiTMoSMetrics loaded = _context.MulticlassClassification.EvaluateDiTMoS(TestData.SaveAndLoad(_context, model, data.Schema).Transform(data), groupColumnName: "Subject");

        Assert.Equal(metrics.Multiclass.MicroAccuracy, metrics.Accuracy, 9);
        Assert.InRange(metrics.UnionAccuracy, metrics.Accuracy, 1);
        Assert.Equal(metrics.Accuracy / metrics.UnionAccuracy, metrics.SelectorAccuracy, 9);
        Assert.Equal(metrics.UnionAccuracy, loaded.UnionAccuracy);
        Assert.Equal(4, loaded.Report.ResampledUnits);
        Assert.Equal(1, metrics.LoadPerClassifier.Sum(), 9);
        Assert.Contains("DiTMoS model", Assert.Throws<ArgumentException>(() => _context.MulticlassClassification.EvaluateDiTMoS(data)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToDiTMoSModel_OfAnything_GivesTheLastModelOrSaysThereIsNone()
    {
        IDataView data = TestData.Keyed(_context, TestData.Rows());
        DiTMoSTransformer model = TestData.Trainer(_context).Fit(data);
        var chain = new TransformerChain<ITransformer>(_context.Transforms.NormalizeMinMax("Features").Fit(data), model);

        ITransformer loaded = TestData.SaveAndLoad(_context, chain, data.Schema);

        Assert.Same(model.Model, model.ToDiTMoSModel());
        Assert.Same(model.Model, chain.ToDiTMoSModel());
        Assert.Equal(TestData.Bytes(model.Model), TestData.Bytes(loaded.ToDiTMoSModel()));
        Assert.Throws<ArgumentException>(() => _context.Transforms.NormalizeMinMax("Features").Fit(data).ToDiTMoSModel());
        Assert.Throws<ArgumentException>(() => new TransformerChain<ITransformer>().ToDiTMoSModel());
    }

    [Fact]
    public void PermutationFeatureImportance_OfTheTransformer_GivesAFigurePerValue()
    {
        IDataView data = TestData.Keyed(_context, TestData.Rows());
        DiTMoSTransformer model = TestData.Trainer(_context).Fit(data);

        var importance = _context.MulticlassClassification.PermutationFeatureImportance(model, data, permutationCount: 1);

        Assert.Equal(TestData.Channels * TestData.Length, importance.Length);
        Assert.Contains(importance, figures => figures.LogLoss.Mean != 0);
    }

    [Fact]
    public void Fit_TwoModelsInOneProcess_KeepApart()
    {
        IDataView data = TestData.Keyed(_context, TestData.Rows());
        IDataView wide = TestData.Keyed(_context, TestData.Rows(classes: 5));
        ITransformer three = TestData.SaveAndLoad(_context, TestData.Trainer(_context).Fit(data), data.Schema);
        ITransformer five = TestData.SaveAndLoad(_context, TestData.Trainer(_context).Fit(wide), wide.Schema);

        IDataView both = five.Transform(_context.Transforms.CopyColumns("First", "Score").Fit(three.Transform(data)).Transform(three.Transform(data)));

        using DataViewRowCursor cursor = both.GetRowCursor(both.Schema);
        ValueGetter<VBuffer<float>> first = cursor.GetGetter<VBuffer<float>>(both.Schema["First"]);
        ValueGetter<VBuffer<float>> second = cursor.GetGetter<VBuffer<float>>(both.Schema["Score"]);
        VBuffer<float> value = default;
        Assert.True(cursor.MoveNext());
        first(ref value);
        Assert.Equal(3, value.Length);
        second(ref value);
        Assert.Equal(5, value.Length);
    }

    private sealed class NumberRow
    {
        [VectorType(TestData.Channels * TestData.Length)]
        public float[] Features { get; set; } = [];

        public int Label { get; set; }
    }

    private sealed class Listener(Action<TrainingProgress> heard) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => heard(value);
    }
}
