using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Tests;

/// <summary>However rows are read, they are scored the same.</summary>
public sealed class ScoringTests
{
    private static readonly string[] Added = ["PredictedLabel", "Score", "SelectedClassifier", "SelectorScore"];

    private readonly MLContext _context = new(1);
    private readonly Row[] _rows = TestData.Rows(perClass: 50);
    private readonly IDataView _data;
    private readonly DiTMoSTransformer _model;

    public ScoringTests()
    {
        _data = TestData.Keyed(_context, _rows);
        _model = TestData.Trainer(_context).Fit(TestData.Keyed(_context, TestData.Rows()));
    }

    [Fact]
    public void Transform_Rows_AreScoredAsTheEngineScoresThem()
    {
        var engine = new global::DiTMoS.Networks.WindowScorer(_model.Model, _rows.Length);
        engine.Score([.. _rows.SelectMany(row => row.Features)], _rows.Length);

        Scored[] scored = [.. _context.Data.CreateEnumerable<Scored>(_model.Transform(_data), reuseRowObject: false)];

        Assert.Equal(_rows.Length, scored.Length);
        for (int i = 0; i < scored.Length; i++)
        {
            Assert.Equal(engine.Predicted(i) + 1, (int)scored[i].PredictedLabel);
            Assert.Equal(engine.Selected(i) + 1, (int)scored[i].SelectedClassifier);
            Assert.Equal(engine.Probabilities(i), scored[i].Score);
            Assert.Equal(engine.RoutingProbabilities(i), scored[i].SelectorScore);
        }
    }

    [Fact]
    public void PredictionEngine_Rows_AreScoredAsTransformScoresThem()
    {
        string[] expected = TestData.Scores(_context, _model.Transform(_data));
        PredictionEngine<Row, Scored> engine = _context.Model.CreatePredictionEngine<Row, Scored>(_model);

        Assert.Equal(expected, _rows.Select(row => engine.Predict(row).All()));
    }

    [Fact]
    public void GetRowCursorSet_SeveralCursors_GiveEveryRowOnce()
    {
        IDataView scored = _model.Transform(_data);
        string[] expected = RowText.Of(scored, ["Number", .. Added]);
        DataViewSchema.Column[] columns = [scored.Schema["Number"], .. Added.Select(name => scored.Schema[name])];

        DataViewRowCursor[] cursors = scored.GetRowCursorSet(columns, 3);
        var found = new string[cursors.Length][];
        Parallel.For(0, cursors.Length, i => found[i] = RowText.Of(cursors[i], columns));

        Assert.Equal(expected.Order(StringComparer.Ordinal), found.SelectMany(rows => rows).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void GetRowCursor_Shuffled_KeepsRowsTogether()
    {
        IDataView scored = _model.Transform(_context.Data.ShuffleRows(_data, seed: 3));

        string[] shuffled = RowText.Of(scored, ["Number", .. Added]);

        Assert.NotEqual(RowText.Of(_model.Transform(_data), ["Number", .. Added]), shuffled);
        Assert.Equal(RowText.Of(_model.Transform(_data), ["Number", .. Added]).Order(StringComparer.Ordinal), shuffled.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void GetRowCursor_InputColumnsAlone_ReadsNoFeatures()
    {
        int read = 0;
        IDataView counted = _context.Data.LoadFromEnumerable(_rows.Select(row =>
        {
            read++;
            return row;
        }));
        IDataView scored = _model.Transform(_context.Data.FilterRowsByColumn(counted, "Number", 0, 1));

        string[] numbers = RowText.Of(scored, "Number");

        Assert.Equal(["0"], numbers);
        Assert.False(scored.GetRowCursor([scored.Schema["Number"]]).IsColumnActive(scored.Schema["Score"]));
        Assert.Equal(_rows.Length, read);
    }

    [Fact]
    public void GetRowCursor_ColumnThatWasNotAskedFor_IsRefused()
    {
        IDataView scored = _model.Transform(_data);
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["Score"]]);

        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<uint>(scored.Schema["PredictedLabel"]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<float>(scored.Schema["Score"]));
    }

    [Fact]
    public void Transform_ColumnsOfTheSameNames_AreHiddenNotLost()
    {
        IDataView twice = _model.Transform(_model.Transform(_data));

        Assert.Equal(2, twice.Schema.Count(column => column.Name == "Score"));
        Assert.Equal(RowText.Of(_model.Transform(_data), Added), RowText.Of(twice, Added));
        using DataViewRowCursor cursor = twice.GetRowCursor(twice.Schema);
        DataViewSchema.Column[] both = [.. twice.Schema.Where(column => column.Name == "Score")];
        Func<string>[] readers = [.. both.Select(column => RowText.Reader(cursor, column))];
        while (cursor.MoveNext())
        {
            Assert.Equal(readers[0](), readers[1]());
        }

        uint first = 0;
        uint second = 0;
        both[0].Annotations.GetValue("ScoreColumnSetId", ref first);
        both[1].Annotations.GetValue("ScoreColumnSetId", ref second);
        Assert.Equal((1u, 2u), (first, second));
    }

    [Fact]
    public void Transform_ManyRows_AllocatesNothingPerRow()
    {
        var windows = global::DiTMoS.Data.SyntheticRecordings.Create(seed: 1, subjects: 4, trials: 2, windowsPerTrial: 30);
        IDataView data = _context.Data.LoadTimeSeries(windows);
        IDataView keyed = _context.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
        DiTMoSTransformer model = _context.MulticlassClassification.Trainers
            .DiTMoS(new DiTMoSMulticlassTrainer.Options { Engine = options => TestData.Short(options) with { Joint = options.Joint with { Epochs = 1 } }, NumberOfClassifiers = 2 }).Fit(keyed);
        ITransformer restored = TestData.SaveAndLoad(_context, model, data.Schema).RestoreDiTMoS();

        foreach (ITransformer transformer in new[] { model, restored })
        {
            IDataView scored = transformer.Transform(data);         // straight on rows of ours: views of ML.NET in between have threads and buffers of their own
            using DataViewRowCursor cursor = scored.GetRowCursor([.. Added.Append("Features").Append("Subject").Select(name => scored.Schema[name])]);
            AssertNothingIsAllocated(cursor);
        }
    }

    private static void AssertNothingIsAllocated(DataViewRowCursor cursor)
    {
        ValueGetter<VBuffer<float>> score = cursor.GetGetter<VBuffer<float>>(cursor.Schema["Score"]);
        ValueGetter<VBuffer<float>> features = cursor.GetGetter<VBuffer<float>>(cursor.Schema["Features"]);
        ValueGetter<uint> predicted = cursor.GetGetter<uint>(cursor.Schema["PredictedLabel"]);
        VBuffer<float> scores = default;
        VBuffer<float> window = default;
        uint label = 0;
        const int Block = 256;                                      // several batches of the cursor
        long before = 0;
        long least = long.MaxValue;                                 // of all blocks, as the runtime allocates now and then while it compiles anew
        int rows = 0;
        for (; cursor.MoveNext(); rows++)
        {
            score(ref scores);
            features(ref window);
            predicted(ref label);
            if (rows % Block == Block - 1)
            {
                long allocated = GC.GetAllocatedBytesForCurrentThread();
                least = rows < Block ? least : Math.Min(least, allocated - before);
                before = allocated;
            }
        }

        Assert.True(rows > 4 * Block, $"There must be rows to measure. Got {rows}.");
        Assert.True(least == 0, $"{least} B or more were allocated for each {Block} rows.");
    }

    [Fact]
    public void Fit_ByOption_GivesEveryClassifiersScoresAndTheUnion()
    {
        DiTMoSMulticlassTrainer.Options options = TestData.Options();
        options.ClassifierScores = true;
        options.IsCoveredByUnion = true;
        DiTMoSTransformer model = _context.MulticlassClassification.Trainers.DiTMoS(options).Fit(TestData.Keyed(_context, TestData.Rows()));

        IDataView scored = model.Transform(_data);

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 2, 3), scored.Schema["ClassifierScores"].Type);
        float[][] all = [.. scored.GetColumn<float[]>("ClassifierScores")];
        bool[] covered = [.. scored.GetColumn<bool>("IsCoveredByUnion")];
        uint[] labels = [.. scored.GetColumn<uint>("Label")];
        Scored[] rows = [.. _context.Data.CreateEnumerable<Scored>(scored, reuseRowObject: false)];
        for (int i = 0; i < rows.Length; i++)
        {
            int chosen = (int)rows[i].SelectedClassifier - 1;
            Assert.Equal(rows[i].Score, all[i][(chosen * 3)..((chosen * 3) + 3)]);
            bool expected = Enumerable.Range(0, 2).Any(c => Enumerable.Range(0, 3).MaxBy(k => all[i][(c * 3) + k]) + 1 == (int)labels[i]);
            Assert.Equal(expected, covered[i]);
        }

        Assert.Contains(true, covered);
        IDataView loaded = TestData.SaveAndLoad(_context, model, _data.Schema).Transform(_data);
        Assert.Equal(RowText.Of(scored, ["ClassifierScores", .. Added]), RowText.Of(loaded, ["ClassifierScores", .. Added]));
        Assert.Null(model.Transform(_context.Data.LoadFromEnumerable(_rows)).Schema.GetColumnOrNull("IsCoveredByUnion"));
    }
}
