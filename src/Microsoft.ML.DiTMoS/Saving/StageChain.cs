using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Interop;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.DiTMoS.Saving;

/// <summary>Builds the chain of ML.NET's own transformers that a stage is saved as, and finds the stage in such a chain again.</summary>
internal sealed class StageChain
{
    private const string Features = "DiTMoS.Features";
    private const string KeyColumn = "DiTMoS.Key";
    private const string StageColumn = "DiTMoS.Stage";

    private readonly MLContext _context;
    private readonly List<ITransformer> _transformers = [];
    private readonly List<string> _temporary = [Features, KeyColumn, StageColumn];
    private IDataView _view;

    /// <summary>Begins a chain with the features and the stage's text.</summary>
    /// <param name="context">Whose catalogs are used.</param>
    /// <param name="featureColumnName">The features column.</param>
    /// <param name="type">Its type.</param>
    /// <param name="text">The stage as text.</param>
    public StageChain(MLContext context, string featureColumnName, DataViewType type, string text)
    {
        _context = context;
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(featureColumnName, type);
        _view = MemoryView.Empty(schema.ToSchema());
        Add(context.Transforms.CopyColumns(Features, featureColumnName));
        Add(context.Transforms.CustomMapping(new StageFactory().GetMapping(), StageFactory.Contract));
        Look(StageColumn, KeyColumn, 1, MemoryColumn.Of(StageColumn, TextDataViewType.Instance, _ => text.AsMemory()));
    }

    /// <summary>Fits and adds a transformer.</summary>
    public void Add<T>(IEstimator<T> estimator)
        where T : class, ITransformer
    {
        ITransformer transformer = estimator.Fit(_view);
        _view = transformer.Transform(_view);
        _transformers.Add(transformer);
    }

    /// <summary>Adds a saved mapping; its outputs are dropped in the end.</summary>
    public void Map<TInput, TOutput>(CustomMappingFactory<TInput, TOutput> factory, string contract)
        where TInput : class, new()
        where TOutput : class, new()
    {
        int before = _view.Schema.Count;
        Add(_context.Transforms.CustomMapping(factory.GetMapping(), contract));
        _temporary.AddRange(_view.Schema.Skip(before).Select(column => column.Name));
    }

    /// <summary>Adds a column that is looked up by a number from 1; other numbers give the type's missing value.</summary>
    /// <param name="output">Its name.</param>
    /// <param name="input">The column with the number.</param>
    /// <param name="rows">The largest number.</param>
    /// <param name="values">The values by row, with the annotations that the column is to have.</param>
    public void Look(string output, string input, int rows, MemoryColumn values)
    {
        var map = new MemoryView(rows, MemoryColumn.Of("Number", NumberDataViewType.UInt32, row => (uint)(row + 1)), values);
        Add(_context.Transforms.Conversion.MapValue(output, map, map.Schema[0], map.Schema[1], input));
    }

    /// <summary>Adds a key column that is looked up by its own number.</summary>
    public void LookKey(string output, string input, int count, DataViewSchema.Annotations annotations) =>
        Look(output, input, count, MemoryColumn.Of("Key", new KeyDataViewType(typeof(uint), count), row => (uint)(row + 1), annotations));

    /// <summary>Adds a vector of several others.</summary>
    public void Join(string output, string[] inputs) => Add(_context.Transforms.Concatenate(output, inputs));

    /// <summary>Drops what was needed on the way and ends the chain.</summary>
    public TransformerChain<ITransformer> Finish()
    {
        Add(_context.Transforms.DropColumns([.. _temporary]));
        return new TransformerChain<ITransformer>([.. _transformers]);
    }

    /// <summary>The text of the stage that a chain stands for; null where the chain is not one that this class built, from its first transformer to its last.</summary>
    public static string? TextOf(IReadOnlyList<ITransformer> chain) =>
        chain is [ColumnCopyingTransformer, _, ValueMappingTransformer look, .., ColumnSelectingTransformer] && chain.OfType<ColumnSelectingTransformer>().Count() == 1 ? TextOf(look) : null;

    /// <summary>The text of the stage that a loaded transformer is for; null where it is none of a chain that this class built.</summary>
    public static string? TextOf(ITransformer transformer)
    {
        if (transformer is not ValueMappingTransformer)
        {
            return null;
        }

        var row = new MemoryView(1, MemoryColumn.Of(KeyColumn, NumberDataViewType.UInt32, _ => StageFactory.Key));
        DataViewSchema? output = OutputOf(transformer, row.Schema);
        if (output?.GetColumnOrNull(StageColumn) is not { Type: TextDataViewType })
        {
            return null;
        }

        IDataView looked = transformer.Transform(row);
        DataViewSchema.Column column = looked.Schema[StageColumn];
        using DataViewRowCursor cursor = looked.GetRowCursor([column]);
        ReadOnlyMemory<char> text = default;
        cursor.MoveNext();
        cursor.GetGetter<ReadOnlyMemory<char>>(column)(ref text);
        return SavedModel.TextOf(text);
    }

    // ML.NET says by an exception that a transformer reads columns that are not there.
    private static DataViewSchema? OutputOf(ITransformer transformer, DataViewSchema input)
    {
        try
        {
            return transformer.GetOutputSchema(input);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
