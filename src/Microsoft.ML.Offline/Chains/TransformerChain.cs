using System.Collections;

namespace Microsoft.ML.Data;

/// <summary>Transformers one after another.</summary>
/// <typeparam name="TLastTransformer">The kind of the last.</typeparam>
public sealed class TransformerChain<TLastTransformer> : ITransformer, IEnumerable<ITransformer>, IDisposable
    where TLastTransformer : class, ITransformer
{
    /// <summary>The last transformer; null in an empty chain.</summary>
    public readonly TLastTransformer LastTransformer;

    private readonly ITransformer[] _transformers;
    private readonly TransformerScope[] _scopes;

    /// <summary>A chain whose transformers take part at different times.</summary>
    /// <exception cref="InvalidOperationException">The last is not of the kind, or there is not one scope for each.</exception>
    public TransformerChain(IEnumerable<ITransformer> transformers, IEnumerable<TransformerScope> scopes)
    {
        _transformers = [.. transformers ?? []];
        _scopes = [.. scopes ?? []];
        LastTransformer = _transformers.LastOrDefault() as TLastTransformer;
        Check.State(LastTransformer != null || _transformers.Length == 0, $"The last transformer is no {typeof(TLastTransformer)}.");
        Check.State(_transformers.Length == _scopes.Length, "There must be one scope for each transformer.");
    }

    /// <summary>A chain whose transformers always take part.</summary>
    /// <exception cref="InvalidOperationException">The last is not of the kind.</exception>
    public TransformerChain(params ITransformer[] transformers)
        : this(transformers, (transformers ?? []).Select(_ => TransformerScope.Everything))
    {
    }

    bool ITransformer.IsRowToRowMapper => _transformers.All(t => t.IsRowToRowMapper);

    /// <summary>The schema after the transformers that take part in scoring.</summary>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => GetOutputSchema(inputSchema, TransformerScope.Scoring);

    /// <summary>The schema after the transformers that take part in a scope.</summary>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema, TransformerScope scope)
        => GetModelFor(scope).Aggregate(Check.Value(inputSchema, nameof(inputSchema)), (schema, transformer) => transformer.GetOutputSchema(schema));

    /// <summary>The view after the transformers that take part in scoring.</summary>
    public IDataView Transform(IDataView input) => Transform(input, TransformerScope.Scoring);

    /// <summary>The view after the transformers that take part in a scope.</summary>
    public IDataView Transform(IDataView input, TransformerScope scope)
    {
        Check.Value(input, nameof(input));
        GetOutputSchema(input.Schema, scope); // a schema that does not fit is refused before anything is made
        return GetModelFor(scope).Aggregate(input, (view, transformer) => transformer.Transform(view));
    }

    /// <summary>The chain of those that take part in a scope.</summary>
    public TransformerChain<ITransformer> GetModelFor(TransformerScope scopeFilter)
    {
        var picked = _transformers.Zip(_scopes).Where(x => (x.Second & scopeFilter) != TransformerScope.None).ToArray();
        return new(picked.Select(x => x.First), picked.Select(x => x.Second));
    }

    /// <summary>This chain with one more transformer.</summary>
    public TransformerChain<TNewLast> Append<TNewLast>(TNewLast transformer, TransformerScope scope = TransformerScope.Everything)
        where TNewLast : class, ITransformer
        => new([.. _transformers, Check.Value(transformer, nameof(transformer))], (IEnumerable<TransformerScope>)[.. _scopes, scope]);

    /// <summary>The transformers in order.</summary>
    public IEnumerator<ITransformer> GetEnumerator() => ((IEnumerable<ITransformer>)_transformers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Frees what the transformers hold.</summary>
    public void Dispose()
    {
        foreach (var transformer in _transformers)
            (transformer as IDisposable)?.Dispose();
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => ModelParts.SaveChain(ctx, _transformers, _scopes);

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        Check.Value(inputSchema, nameof(inputSchema));
        Check.State(((ITransformer)this).IsRowToRowMapper, "A transformer of the chain does not map single rows.");
        var mappers = new List<IRowToRowMapper>();
        foreach (var transformer in _transformers)
            mappers.Add(transformer.GetRowToRowMapper(mappers.Count == 0 ? inputSchema : mappers[^1].OutputSchema));
        return new MapperChain(inputSchema, [.. mappers]);
    }
}
