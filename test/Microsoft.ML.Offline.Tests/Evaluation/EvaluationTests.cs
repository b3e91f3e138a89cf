namespace Microsoft.ML.Offline.Tests.Evaluation;

public class EvaluationTests
{
    private readonly MLContext _context = TestData.Context();

    [Fact]
    public void Evaluate_OfScoredRows_CountsThem()
    {
        var metrics = _context.MulticlassClassification.Evaluate(Scored(
            (0, [0.7f, 0.2f, 0.1f]), (0, [0.3f, 0.6f, 0.1f]), (1, [0.1f, 0.8f, 0.1f]), (2, [0.5f, 0.4f, 0.1f])), topKPredictionCount: 2);

        Assert.Equal(0.5, metrics.MicroAccuracy);
        Assert.Equal((0.5 + 1 + 0) / 3, metrics.MacroAccuracy, 12);
        Assert.Equal(-(Math.Log(0.7f) + Math.Log(0.3f) + Math.Log(0.8f) + Math.Log(0.1f)) / 4, metrics.LogLoss, 6);
        Assert.Equal([-(Math.Log(0.7f) + Math.Log(0.3f)) / 2, -Math.Log(0.8f), -Math.Log(0.1f)], metrics.PerClassLogLoss.Select(x => x), (x, y) => Math.Abs(x - y) < 1e-6);
        var entropy = -(0.5 * Math.Log(0.5) + 2 * 0.25 * Math.Log(0.25));
        Assert.Equal((entropy - metrics.LogLoss) / entropy, metrics.LogLossReduction, 9);
        Assert.Equal(2, metrics.TopKPredictionCount);
        Assert.Equal([0.5, 0.75], metrics.TopKAccuracyForAllK);
        Assert.Equal(0.75, metrics.TopKAccuracy);
    }

    [Fact]
    public void ConfusionMatrix_OfScoredRows_HasTheTruthInRows()
    {
        var matrix = _context.MulticlassClassification.Evaluate(Scored(
            (0, [0.7f, 0.2f, 0.1f]), (0, [0.3f, 0.6f, 0.1f]), (1, [0.1f, 0.8f, 0.1f]), (2, [0.5f, 0.4f, 0.1f]))).ConfusionMatrix;

        Assert.Equal(3, matrix.NumberOfClasses);
        Assert.Equal([[1, 1, 0], [0, 1, 0], [1, 0, 0]], matrix.Counts);
        Assert.Equal([0.5, 1, 0], matrix.PerClassRecall);
        Assert.Equal([0.5, 0.5, 0], matrix.PerClassPrecision);
        Assert.Equal(1, matrix.GetCountForClassPair(predictedClassIndicatorIndex: 1, actualClassIndicatorIndex: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.GetCountForClassPair(3, 0));
        Assert.Contains("Precision", matrix.GetFormattedConfusionTable(), StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_WithoutTopK_HasNone()
    {
        var metrics = _context.MulticlassClassification.Evaluate(Scored((0, [0.7f, 0.2f, 0.1f]), (1, [0.7f, 0.2f, 0.1f])));

        Assert.Equal(0, metrics.TopKPredictionCount);
        Assert.Equal(0, metrics.TopKAccuracy);
        Assert.Null(metrics.TopKAccuracyForAllK);
    }

    [Fact]
    public void Evaluate_OfTies_FavoursTheFirstClass()
    {
        var metrics = _context.MulticlassClassification.Evaluate(Scored((0, [0.5f, 0.5f, 0]), (1, [0.5f, 0.5f, 0])), topKPredictionCount: 3);

        Assert.Equal(0.5, metrics.MicroAccuracy);
        Assert.Equal([0.5, 1, 1], metrics.TopKAccuracyForAllK);
    }

    [Fact]
    public void Evaluate_LeavesOutRowsWithoutLabelOrFiniteScores()
    {
        var metrics = _context.MulticlassClassification.Evaluate(Scored((0, [0.7f, 0.2f, 0.1f]), (9, [0.7f, 0.2f, 0.1f]), (0, [float.NaN, 0.2f, 0.1f]), (1, [0.9f, 0.1f, 0f])));

        Assert.Equal(0.5, metrics.MicroAccuracy);
        Assert.Equal(2, metrics.ConfusionMatrix.Counts.Sum(row => row.Sum()));
    }

    [Fact]
    public void Evaluate_OfALabelThatNoScoreStandsFor_CountsAsWrong()
    {
        var view = _context.Data.LoadFromEnumerable([new { Label = 0f, Score = new[] { 0.9f, 0.1f }, PredictedLabel = 0f }, new { Label = 5f, Score = new[] { 0.9f, 0.1f }, PredictedLabel = 0f }]);
        var fixedSize = _context.Transforms.CustomMapping<Scores, SizedScores>((row, result) => result.Score = row.Score, null).Fit(view).Transform(view);

        var metrics = _context.MulticlassClassification.Evaluate(fixedSize);

        Assert.Equal(0.5, metrics.MicroAccuracy);
        Assert.Equal((-Math.Log(0.9f) - Math.Log(1e-15f)) / 2, metrics.LogLoss, 6);
        Assert.Equal(1, metrics.ConfusionMatrix.Counts.Sum(row => row.Sum()));
    }

    [Fact]
    public void Evaluate_OfOtherColumns_Throws()
    {
        var view = Scored((0, [0.7f, 0.2f, 0.1f]));

        Assert.Throws<ArgumentOutOfRangeException>(() => _context.MulticlassClassification.Evaluate(view, labelColumnName: "None"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.MulticlassClassification.Evaluate(view, scoreColumnName: "Label"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.MulticlassClassification.Evaluate(view, labelColumnName: "Score"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.MulticlassClassification.Evaluate(view, predictedLabelColumnName: "None"));
    }

    [Fact]
    public void CrossValidate_OfAModel_ScoresEveryRowOnce()
    {
        var view = _context.Transforms.Conversion.MapValueToKey("Label").Fit(_context.View(300)).Transform(_context.View(300));

        var results = _context.MulticlassClassification.CrossValidate(view, Guess(), numberOfFolds: 3);

        Assert.Equal([0, 1, 2], results.Select(r => r.Fold));
        Assert.Equal(view.Numbers(), results.SelectMany(r => r.ScoredHoldOutSet.Numbers()).Order());
        Assert.All(results, r => Assert.Equal(1, r.Metrics.MicroAccuracy));
        Assert.All(results, r => Assert.NotNull(r.Model));
    }

    [Fact]
    public void CrossValidate_ByGroup_HoldsGroupsOutTogether()
    {
        var view = _context.Transforms.Conversion.MapValueToKey("Label").Fit(_context.View(300)).Transform(_context.View(300));

        var results = _context.MulticlassClassification.CrossValidate(view, Guess(), numberOfFolds: 2, samplingKeyColumnName: "Group");

        Assert.Equal([2, 2], results.Select(r => r.ScoredHoldOutSet.GetColumn<uint>("Group").Distinct().Count()));
        Assert.Empty(results[0].ScoredHoldOutSet.GetColumn<uint>("Group").Intersect(results[1].ScoredHoldOutSet.GetColumn<uint>("Group")));
    }

    [Fact]
    public void PermutationFeatureImportance_OfAModel_FindsTheFeatureThatItUses()
    {
        var rows = TestData.Rows(300);
        foreach (var row in rows)
            row.Features = [row.Number % 3, row.Number, 1];
        var view = _context.Data.LoadFromEnumerable(rows);
        view = _context.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);
        var model = new Predictor(_context.Transforms.CustomMapping<FeaturesOnly, Guesses>(GuessBy, null).Fit(view));

        var changes = _context.MulticlassClassification.PermutationFeatureImportance(model, view, permutationCount: 2);

        Assert.Equal(3, changes.Length);
        Assert.True(changes[0].MicroAccuracy.Mean < -0.4, $"{changes[0].MicroAccuracy.Mean}");
        Assert.Equal(2, changes[0].MicroAccuracy.Count);
        Assert.Equal(0, changes[1].MicroAccuracy.Mean, 12);
        Assert.Equal(0, changes[2].LogLoss.Mean, 12);
    }

    private static void GuessBy(FeaturesOnly row, Guesses result)
    {
        result.Score = [0.01f, 0.01f, 0.01f];
        result.Score[(int)Math.Abs(row.Features[0]) % 3] = 0.98f;
        result.PredictedLabel = (uint)Math.Abs(row.Features[0]) % 3;
    }

    private CustomMappingEstimator<FeaturesOnly, Guesses> Guess() => _context.Transforms.CustomMapping<FeaturesOnly, Guesses>(GuessBy, null);

    // Labels count from 0; the fourth, 9, is a missing one.
    private IDataView Scored(params (uint Label, float[] Score)[] rows)
        => _context.Data.LoadFromEnumerable(rows.Select(row => new ScoredRow { Label = row.Label, Score = row.Score }).ToArray());

    public sealed class ScoredRow
    {
        [KeyType(3)]
        public uint Label { get; set; }

        [VectorType(3)]
        public float[] Score { get; set; }

        [KeyType(3)]
        public uint PredictedLabel { get; set; }
    }

    public sealed class Scores
    {
        public float[] Score { get; set; }
    }

    public sealed class SizedScores
    {
        [VectorType(2)]
        public float[] Score { get; set; }
    }

    public sealed class FeaturesOnly
    {
        [VectorType(3)]
        public float[] Features { get; set; }
    }

    public sealed class Guesses
    {
        [VectorType(3)]
        public float[] Score { get; set; }

        [KeyType(3)]
        public uint PredictedLabel { get; set; }
    }

    private sealed class Predictor(ITransformer inner) : ISingleFeaturePredictionTransformer<object>
    {
        public string FeatureColumnName => "Features";

        public DataViewType FeatureColumnType => new VectorDataViewType(NumberDataViewType.Single, 3);

        public object Model { get; } = new();

        public bool IsRowToRowMapper => true;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inner.GetOutputSchema(inputSchema);

        public IDataView Transform(IDataView input) => inner.Transform(input);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => inner.GetRowToRowMapper(inputSchema);

        public void Save(ModelSaveContext ctx) => throw new NotSupportedException();
    }
}
