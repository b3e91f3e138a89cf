using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Interop;
using Microsoft.ML.DiTMoS.Saving;

namespace Microsoft.ML.DiTMoS.Scoring;

/// <summary>Binds a split to one input schema.</summary>
internal sealed class SubsetMapper : IRowToRowMapper
{
    /// <summary>Binds.</summary>
    /// <exception cref="ArgumentException">The input lacks the features column, or it is of another type.</exception>
    public SubsetMapper(DiTMoSSplitTransformer transformer, DataViewSchema input)
    {
        InputSchema = input;
        Features = ColumnCheck.Features(input, transformer.FeatureColumnName, transformer.WindowLength);
        Subsets = transformer.Subsets;
        WindowLength = transformer.WindowLength;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        AddTo(builder, transformer.SubsetColumnName, transformer.NumberOfClassifiers, transformer.ToText);
        OutputSchema = builder.ToSchema();
    }

    /// <inheritdoc/>
    public DataViewSchema InputSchema { get; }

    /// <inheritdoc/>
    public DataViewSchema OutputSchema { get; }

    /// <summary>The features column of the input.</summary>
    public DataViewSchema.Column Features { get; }

    /// <summary>The subsets.</summary>
    public SubsetTable Subsets { get; }

    /// <summary>Values per window.</summary>
    public int WindowLength { get; }

    /// <summary>Adds the subset column to a schema.</summary>
    public static void AddTo(DataViewSchema.Builder schema, string name, int classifiers, Func<string> stage)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(ScoreColumns.StageAnnotation, TextDataViewType.Instance, (ref ReadOnlyMemory<char> text) => text = stage().AsMemory());
        schema.AddColumn(name, new KeyDataViewType(typeof(uint), classifiers), annotations.ToAnnotations());
    }

    /// <inheritdoc/>
    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        bool[] active = ActiveColumns.Of(OutputSchema, dependingColumns);
        return InputSchema.Where(column => active[column.Index] || (active[^1] && column.Index == Features.Index));
    }

    /// <inheritdoc/>
    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
        new SubsetRow(this, input, ActiveColumns.Of(OutputSchema, activeColumns));
}
