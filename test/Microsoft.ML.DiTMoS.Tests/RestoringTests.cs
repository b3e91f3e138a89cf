using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Tests;

/// <summary>Loaded pipelines, as they come and with their stages as they were before.</summary>
public sealed class RestoringTests
{
    private static readonly string[] Added = ["PredictedLabel", "Score", "SelectedClassifier", "SelectorScore"];

    private readonly MLContext _context = new(1);
    private readonly IDataView _data;
    private readonly TransformerChain<Transforms.KeyToValueMappingTransformer> _fitted;
    private readonly ITransformer _loaded;
    private readonly ITransformer _restored;

    public RestoringTests()
    {
        _data = _context.Data.LoadFromEnumerable(TestData.Rows(perClass: 50));
        IDataView train = _context.Data.LoadFromEnumerable(TestData.Rows());
        _fitted = _context.Transforms.Conversion.MapValueToKey("Label").Append(TestData.Trainer(_context))
            .Append(_context.Transforms.Conversion.MapKeyToValue("PredictedName", "PredictedLabel")).Fit(train);
        _loaded = TestData.SaveAndLoad(_context, _fitted, train.Schema);
        _restored = _loaded.RestoreDiTMoS(_context);
    }

    [Fact]
    public void RestoreDiTMoS_LoadedPipeline_HasTheSchemaOfTheFittedOne()
    {
        DataViewSchema expected = _fitted.GetOutputSchema(_data.Schema);
        DataViewSchema restored = _restored.GetOutputSchema(_data.Schema);
        VBuffer<ReadOnlyMemory<char>> names = default;

        restored["Score"].GetSlotNames(ref names);

        Assert.Equal(["class 0", "class 1", "class 2"], names.DenseValues().Select(name => name.ToString()));
        Assert.Equal(expected.Select(Text), restored.Select(Text));

        static string Text(DataViewSchema.Column column) => $"{column.Name} {column.Type} {string.Join(' ', column.Annotations.Schema.Select(a => $"{a.Name}:{a.Type}"))}";
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Loaded_HoweverRowsAreRead_ScoresTheSame(bool isRestored)
    {
        string[] expected = RowText.Of(_fitted.Transform(_data), ["Number", .. Added, "PredictedName"]);
        IDataView scored = (isRestored ? _restored : _loaded).Transform(_data);
        DataViewSchema.Column[] columns = [scored.Schema["Number"], .. Added.Select(name => scored.Schema[name]), scored.Schema["PredictedName"]];

        DataViewRowCursor[] cursors = scored.GetRowCursorSet(columns, 3);
        var found = new string[cursors.Length][];
        Parallel.For(0, cursors.Length, i => found[i] = RowText.Of(cursors[i], columns));

        Assert.Equal(expected, RowText.Of(scored, ["Number", .. Added, "PredictedName"]));
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.SelectMany(rows => rows).Order(StringComparer.Ordinal));
        Assert.Equal(expected[70..75], RowText.Of(_context.Data.TakeRows(_context.Data.SkipRows(scored, 70), 5), ["Number", .. Added, "PredictedName"]));
        Assert.Equal(9, scored.Preview(9).RowView.Length);
        Assert.Equal(RowText.Of(_data, "Number"), RowText.Of(scored, "Number"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Loaded_PredictionEngine_ScoresTheSame(bool isRestored)
    {
        string[] expected = TestData.Scores(_context, _fitted.Transform(_data));
        PredictionEngine<Row, Scored> engine = _context.Model.CreatePredictionEngine<Row, Scored>(isRestored ? _restored : _loaded);

        Assert.Equal(expected, TestData.Rows(perClass: 50).Select(row => engine.Predict(row).All()));
    }

    [Fact]
    public void RestoreDiTMoS_ReadsAhead_AsTheFittedPipelineDoes()
    {
        var read = new List<int>();
        foreach (ITransformer model in new ITransformer[] { _fitted, _restored })
        {
            int rows = 0;
            IDataView counted = _context.Data.LoadFromEnumerable(TestData.Rows(perClass: 50).Select(row =>
            {
                rows++;
                return row;
            }));
            DataViewSchema.Column score = model.Transform(counted).Schema["Score"];
            using DataViewRowCursor cursor = model.Transform(counted).GetRowCursor([score]);
            cursor.MoveNext();
            read.Add(rows);
        }

        Assert.Equal(read[0], read[1]);
        Assert.InRange(read[1], 2, 64);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Loaded_SavedAgain_LoadsAndScoresTheSame(bool isRestored)
    {
        ITransformer again = TestData.SaveAndLoad(_context, isRestored ? _restored : _loaded, _data.Schema);

        Assert.Equal(TestData.Scores(_context, _fitted.Transform(_data)), TestData.Scores(_context, again.Transform(_data)));
        Assert.Equal(TestData.Bytes(_fitted.ToDiTMoSModel()), TestData.Bytes(again.RestoreDiTMoS().ToDiTMoSModel()));
    }

    [Theory]
    [MemberData(nameof(Stages.Training), MemberType = typeof(Stages))]
    public void RestoreDiTMoS_EveryStageThatLearns_IsWhatItWas(string name)
    {
        IDataView data = Stages.Prepare(name, _context, TestData.Keyed(_context, TestData.Rows()));
        ITransformer fitted = Stages.Create(name, _context).Fit(data);

        ITransformer restored = TestData.SaveAndLoad(_context, fitted, data.Schema).RestoreDiTMoS(_context);

        Assert.IsType(fitted.GetType(), restored);
        Assert.Equal(RowText.Of(fitted.Transform(data), ["Subset", .. Added]), RowText.Of(restored.Transform(data), ["Subset", .. Added]));
    }

    [Fact]
    public void RestoreDiTMoS_SplitAndItsModel_CanBeTrainedOn()
    {
        IDataView data = TestData.Keyed(_context, TestData.Rows());
        DiTMoSMulticlassTrainer.Options options = TestData.Options(TestData.Everything);
        DiTMoSSplitTransformer split = _context.Transforms.DiTMoSSplit(options.CopyTo(new DiTMoSSplitEstimator.Options { NumberOfClassifiers = 2 })).Fit(data);
        DiTMoSAdversarialTrainer trainer = _context.MulticlassClassification.Trainers.DiTMoSAdversarial(options.CopyTo(new DiTMoSAdversarialTrainer.Options()));

        ITransformer restored = TestData.SaveAndLoad(_context, split, data.Schema).RestoreDiTMoS();

        Assert.Equal(TestData.Bytes(trainer.Fit(split.Transform(data)).Model), TestData.Bytes(trainer.Fit(restored.Transform(data)).Model));
    }

    [Fact]
    public void RestoreDiTMoS_AllColumns_ComeBack()
    {
        DiTMoSMulticlassTrainer.Options options = TestData.Options();
        options.ClassifierScores = true;
        options.IsCoveredByUnion = true;
        options.ScoreColumnName = "Points";
        IDataView data = TestData.Keyed(_context, TestData.Rows());
        DiTMoSTransformer fitted = _context.MulticlassClassification.Trainers.DiTMoS(options).Fit(data);

        ITransformer restored = TestData.SaveAndLoad(_context, fitted, data.Schema).RestoreDiTMoS(_context);

        string[] names = ["Points", "PredictedLabel", "SelectedClassifier", "SelectorScore", "ClassifierScores", "IsCoveredByUnion"];
        Assert.All(names, name => Assert.NotNull(restored.GetOutputSchema(data.Schema).GetColumnOrNull(name)));
        Assert.Equal(RowText.Of(fitted.Transform(data), names), RowText.Of(restored.Transform(data), names));
    }

    [Fact]
    public void RestoreDiTMoS_TransformersForTrainingAlone_StayForTrainingAlone()
    {
        IDataView data = TestData.Keyed(_context, TestData.Rows());
        var pipeline = new EstimatorChain<ITransformer>()
            .Append(_context.Transforms.CopyColumns("OfTraining", "Number"), TransformerScope.Training)
            .Append(TestData.Trainer(_context))
            .Append(_context.Transforms.CopyColumns("OfTests", "Number"), TransformerScope.TrainTest);

        var restored = (TransformerChain<ITransformer>)TestData.SaveAndLoad(_context, pipeline.Fit(data), data.Schema).RestoreDiTMoS(_context);

        Assert.Equal((null, null), Columns(TransformerScope.Scoring));
        Assert.Equal((null, "OfTests"), Columns(TransformerScope.Testing));
        Assert.Equal(("OfTraining", "OfTests"), Columns(TransformerScope.Training));

        (string? Training, string? Tests) Columns(TransformerScope scope)
        {
            DataViewSchema schema = restored.GetOutputSchema(data.Schema, scope);
            return (schema.GetColumnOrNull("OfTraining")?.Name, schema.GetColumnOrNull("OfTests")?.Name);
        }
    }

    [Fact]
    public void RestoreDiTMoS_NothingToRestore_IsTheTransformerItself()
    {
        ITransformer copy = TestData.SaveAndLoad(_context, _context.Transforms.CopyColumns("Copy", "Number").Fit(_data), _data.Schema);

        Assert.Same(copy, copy.RestoreDiTMoS());
        Assert.Same(_fitted, _fitted.RestoreDiTMoS());
        Assert.Same(_restored, _restored.RestoreDiTMoS());
    }
}
