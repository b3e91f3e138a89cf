namespace Microsoft.ML;

/// <summary>Predicts for single objects; not for several threads at once.</summary>
/// <typeparam name="TSrc">The class of what is read.</typeparam>
/// <typeparam name="TDst">The class of what is predicted.</typeparam>
public abstract class PredictionEngineBase<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly ObjectRow<TSrc> _input;
    private readonly DataViewRow _output;
    private readonly Action<TDst> _fill;
    private readonly ITransformer _transformer;
    private readonly bool _ownsTransformer;

    private protected PredictionEngineBase(ITransformer transformer, PredictionEngineOptions options)
    {
        Check.Param(transformer.IsRowToRowMapper, nameof(transformer), "A prediction engine needs a model that maps single rows.");
        _transformer = transformer;
        _ownsTransformer = options.OwnsTransformer;

        var columns = MemberColumn.Of(typeof(TSrc), options.InputSchemaDefinition, SchemaDefinition.Direction.Read);
        _input = new(MemberColumn.SchemaOf(columns), columns, active: null);
        var mapper = transformer.GetRowToRowMapper(_input.Schema);
        OutputSchema = mapper.OutputSchema;
        var reader = new TypedReader<TDst>(OutputSchema, options.IgnoreMissingColumns, options.OutputSchemaDefinition);
        _output = mapper.GetRow(_input, OutputSchema);
        _fill = reader.Filler(_output);
    }

    /// <summary>The columns that the model gives.</summary>
    public DataViewSchema OutputSchema { get; }

    /// <summary>Predicts for an object.</summary>
    public TDst Predict(TSrc example)
    {
        var prediction = new TDst();
        Predict(example, ref prediction);
        return prediction;
    }

    /// <summary>Predicts for an object, into a prediction that is used again.</summary>
    public abstract void Predict(TSrc example, ref TDst prediction);

    /// <summary>Frees what the engine holds, and the model if it is the engine's.</summary>
    public void Dispose()
    {
        _output.Dispose();
        if (_ownsTransformer)
            (_transformer as IDisposable)?.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Run(TSrc example, TDst prediction)
    {
        _input.Set(Check.Value(example, nameof(example)));
        _fill(prediction);
    }
}
