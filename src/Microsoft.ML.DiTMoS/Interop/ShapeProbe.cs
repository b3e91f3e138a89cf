using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Interop;

/// <summary>Turns a schema into the <see cref="SchemaShape"/> that ML.NET makes of it, whose columns have no public constructor.</summary>
/// <remarks>A chain of estimators makes the shape of its input and hands it to its first estimator: this one keeps it.</remarks>
internal sealed class ShapeProbe : IEstimator<ITransformer>
{
    private SchemaShape? _seen;

    /// <summary>The shape of a schema, annotations included.</summary>
    public static SchemaShape ShapeOf(DataViewSchema schema)
    {
        var probe = new ShapeProbe();
        new EstimatorChain<ITransformer>().Append(probe).Fit(MemoryView.Empty(schema));
        return probe._seen!;
    }

    /// <summary>The shape of an estimator's output: its input's columns, and behind them new ones that hide columns of the same name.</summary>
    public static SchemaShape Append(SchemaShape input, DataViewSchema added)
    {
        SchemaShape columns = ShapeOf(added);
        return new SchemaShape(input.Where(column => added.GetColumnOrNull(column.Name) is null).Concat(columns));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _seen = inputSchema;
        return inputSchema;
    }

    /// <inheritdoc/>
    public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();
}
