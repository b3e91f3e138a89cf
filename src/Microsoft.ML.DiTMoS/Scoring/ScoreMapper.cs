using DiTMoS.Networks;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Interop;
using Microsoft.ML.DiTMoS.Saving;

namespace Microsoft.ML.DiTMoS.Scoring;

/// <summary>Binds a model to one input schema: which columns it reads, which it adds, and how a row is scored.</summary>
/// <remarks>What a schema promises, what a cursor gives and what a prediction engine sees all come from here.</remarks>
internal sealed class ScoreMapper : IRowToRowMapper
{
    private readonly ScoringStage _stage;
    private readonly IReadOnlyList<ScoreColumn> _columns;

    /// <summary>Binds.</summary>
    /// <exception cref="ArgumentException">The input lacks the features column, or it is of another type.</exception>
    public ScoreMapper(ScoringStage stage, DataViewSchema input)
    {
        _stage = stage;
        SavedModel saved = stage.Saved;
        InputSchema = input;
        Features = ColumnCheck.Features(input, saved.FeatureColumnName, stage.WindowLength);
        Label = saved.Columns.WithUnion ? ColumnCheck.OptionalLabel(input, saved.LabelColumnName) : null;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        _columns = saved.Columns.AddTo(builder, saved.Keys, stage.Classifiers, ScoreColumns.NextSetId(input), stage.ToText, Label is not null);
        OutputSchema = builder.ToSchema();
    }

    /// <inheritdoc/>
    public DataViewSchema InputSchema { get; }

    /// <inheritdoc/>
    public DataViewSchema OutputSchema { get; }

    /// <summary>The features column of the input.</summary>
    public DataViewSchema.Column Features { get; }

    /// <summary>The label column of the input, where the union is asked for and there is one.</summary>
    public DataViewSchema.Column? Label { get; }

    /// <summary>Whether an output column is one of the input's.</summary>
    public bool IsInput(int index) => index < InputSchema.Count;

    /// <summary>Whether any column that must be computed is among these.</summary>
    public bool NeedsScores(bool[] active) => active.AsSpan(InputSchema.Count).Contains(true);

    /// <summary>The columns of the input that must be read for these columns of the output.</summary>
    public IEnumerable<DataViewSchema.Column> InputsFor(bool[] active)
    {
        bool scores = NeedsScores(active);
        bool union = scores && Label is not null;
        return InputSchema.Where(column => active[column.Index] || (scores && column.Index == Features.Index) || (union && column.Index == Label!.Value.Index));
    }

    /// <inheritdoc/>
    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        InputsFor(ActiveColumns.Of(OutputSchema, dependingColumns));

    /// <inheritdoc/>
    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
        new ScoreRow(this, input, ActiveColumns.Of(OutputSchema, activeColumns));

    /// <summary>Reserves what scoring needs; a scorer is for one row or cursor.</summary>
    public WindowScorer CreateScorer(int capacity) =>
        new(_stage.Saved.Model, capacity, _stage.Saved.Columns.WithClassifierScores || Label is not null);

    /// <summary>The getter of an added column.</summary>
    /// <param name="index">The column's index in the output.</param>
    /// <param name="scorer">Holds the scores.</param>
    /// <param name="slot">Makes sure that the current row is scored and tells where in the scorer it is.</param>
    /// <param name="label">The key of the current row's label; read for the union only.</param>
    public Delegate CreateGetter(int index, WindowScorer scorer, Func<int> slot, Func<uint> label)
    {
        switch (_columns[index - InputSchema.Count])
        {
            case ScoreColumn.PredictedLabel:
                return (ValueGetter<uint>)((ref uint value) => value = (uint)(scorer.Predicted(slot()) + 1));
            case ScoreColumn.SelectedClassifier:
                return (ValueGetter<uint>)((ref uint value) => value = (uint)(scorer.Selected(slot()) + 1));
            case ScoreColumn.Score:
                return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Copy(scorer.Probabilities(slot()), ref value));
            case ScoreColumn.SelectorScore:
                return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Copy(scorer.RoutingProbabilities(slot()), ref value));
            case ScoreColumn.ClassifierScores:
                return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Copy(scorer.AllProbabilities(slot()), ref value));
            default:
                return (ValueGetter<bool>)((ref bool value) => value = IsCovered(scorer, slot(), (int)label() - 1));
        }
    }

    private static bool IsCovered(WindowScorer scorer, int slot, int label)
    {
        if (label < 0 || scorer.Selected(slot) < 0)
        {
            return false;
        }

        for (int c = 0; c < scorer.Classifiers; c++)
        {
            ReadOnlySpan<float> probabilities = scorer.ClassifierProbabilities(slot, c);
            if (label < probabilities.Length && IndexOfMaximum(probabilities) == label)
            {
                return true;
            }
        }

        return false;
    }

    private static int IndexOfMaximum(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }

    private static void Copy(ReadOnlySpan<float> source, ref VBuffer<float> target)
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref target, source.Length);
        source.CopyTo(editor.Values);
        target = editor.Commit();
    }
}
