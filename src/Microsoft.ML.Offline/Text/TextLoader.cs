namespace Microsoft.ML.Data;

/// <summary>Loads text files: one row a line, fields between separators. Blank lines and lines that begin with // are left out.</summary>
public sealed partial class TextLoader : IDataLoader<IMultiStreamSource>
{
    private readonly Options _options;
    private readonly TextColumn[] _columns;
    private readonly DataViewSchema _schema;

    internal TextLoader(Options options, IMultiStreamSource dataSample)
    {
        Check.Param(options.Columns is { Length: > 0 }, nameof(options), "Name at least one column.");
        Check.Param(options.Separators is { Length: > 0 }, nameof(options), "There must be at least one separator.");
        if (options.AllowSparse)
            throw new NotSupportedException("This subset of ML.NET reads no sparse rows.");
        _options = options;

        var sample = dataSample is { Count: > 0 } ? TextLines.Sample(dataSample, options) : default;
        _columns = [.. options.Columns.Select(column => new TextColumn(column, sample.Fields, options.MissingRealsAsNaNs))];
        var builder = new DataViewSchema.Builder();
        foreach (var column in _columns)
            builder.AddColumn(column.Name, column.Type, column.AnnotationsOf(sample.Header));
        _schema = builder.ToSchema();
    }

    /// <summary>The columns.</summary>
    public DataViewSchema GetOutputSchema() => _schema;

    /// <summary>The view of some files, one after another.</summary>
    public IDataView Load(IMultiStreamSource source) => new TextView(Check.Value(source, nameof(source)), _options, _schema, _columns);

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException("This subset of ML.NET does not save loaders.");
}
