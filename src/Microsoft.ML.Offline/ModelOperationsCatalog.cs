namespace Microsoft.ML;

/// <summary>Saves, loads and uses models.</summary>
public sealed class ModelOperationsCatalog
{
    private readonly HostEnvironment _environment;

    internal ModelOperationsCatalog(HostEnvironment environment) => _environment = environment;

    /// <summary>Saves a model.</summary>
    /// <param name="model">A built-in transformer, a chain, or one that hands saving on to such.</param>
    /// <param name="inputSchema">The columns that the model reads, which <see cref="Load(string, out DataViewSchema)"/> gives back; may be null.</param>
    /// <param name="filePath">The file, which is replaced.</param>
    /// <exception cref="InvalidOperationException">A part of the model cannot be saved.</exception>
    public void Save(ITransformer model, DataViewSchema inputSchema, string filePath)
    {
        Check.NonEmpty(filePath, nameof(filePath));
        using var stream = File.Create(filePath);
        Save(model, inputSchema, stream);
    }

    /// <summary>Saves a model.</summary>
    /// <param name="model">A built-in transformer, a chain, or one that hands saving on to such.</param>
    /// <param name="inputSchema">The columns that the model reads; may be null.</param>
    /// <param name="stream">Where to write.</param>
    /// <exception cref="InvalidOperationException">A part of the model cannot be saved.</exception>
    public void Save(ITransformer model, DataViewSchema inputSchema, Stream stream)
        => ModelFile.Save(Check.Value(model, nameof(model)), inputSchema, Check.Value(stream, nameof(stream)));

    /// <summary>Loads a model.</summary>
    /// <param name="filePath">The file.</param>
    /// <param name="inputSchema">The columns that the model reads; null where the file does not say.</param>
    /// <exception cref="FormatException">The file is no model, or is damaged.</exception>
    public ITransformer Load(string filePath, out DataViewSchema inputSchema)
    {
        Check.NonEmpty(filePath, nameof(filePath));
        using var stream = File.OpenRead(filePath);
        return Load(stream, out inputSchema);
    }

    /// <summary>Loads a model.</summary>
    /// <param name="stream">Where to read.</param>
    /// <param name="inputSchema">The columns that the model reads; null where the file does not say.</param>
    /// <exception cref="FormatException">There is no model, or it is damaged.</exception>
    public ITransformer Load(Stream stream, out DataViewSchema inputSchema)
    {
        (var model, inputSchema) = ModelFile.Load(Check.Value(stream, nameof(stream)), _environment.ComponentCatalog);
        return model;
    }

    /// <summary>An engine that predicts for single objects.</summary>
    /// <typeparam name="TSrc">The class of what is read.</typeparam>
    /// <typeparam name="TDst">The class of what is predicted.</typeparam>
    /// <param name="transformer">The model; it must map single rows.</param>
    /// <param name="ignoreMissingColumns">Whether members of <typeparamref name="TDst"/> without a column are left as they are.</param>
    /// <param name="inputSchemaDefinition">The columns of <typeparamref name="TSrc"/>, where the class does not say all.</param>
    /// <param name="outputSchemaDefinition">The columns of <typeparamref name="TDst"/>, where the class does not say all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The model does not map single rows, or a column is missing.</exception>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(
        ITransformer transformer, bool ignoreMissingColumns = true, SchemaDefinition inputSchemaDefinition = null, SchemaDefinition outputSchemaDefinition = null)
        where TSrc : class
        where TDst : class, new()
        => CreatePredictionEngine<TSrc, TDst>(transformer, new PredictionEngineOptions
        {
            IgnoreMissingColumns = ignoreMissingColumns,
            InputSchemaDefinition = inputSchemaDefinition,
            OutputSchemaDefinition = outputSchemaDefinition,
        });

    /// <summary>An engine that predicts for single objects, whose columns have types and annotations of a schema.</summary>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, DataViewSchema inputSchema)
        where TSrc : class
        where TDst : class, new()
        => CreatePredictionEngine<TSrc, TDst>(transformer, false, DataOperationsCatalog.DefinitionOf<TSrc>(Check.Value(inputSchema, nameof(inputSchema))));

    /// <summary>An engine that predicts for single objects.</summary>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, PredictionEngineOptions options)
        where TSrc : class
        where TDst : class, new()
        => new(Check.Value(transformer, nameof(transformer)), Check.Value(options, nameof(options)));
}
