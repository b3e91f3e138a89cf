namespace Microsoft.ML.Data;

/// <summary>Base of the built-in transformers that make one column of one other, for one or more pairs.</summary>
public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    private protected OneToOneTransformerBase((string Output, string Input)[] pairs)
    {
        Check.Param(pairs.Length > 0, "columns", "Name at least one column.");
        Pairs = pairs;
    }

    internal (string Output, string Input)[] Pairs { get; }

    private protected sealed override ComputedColumn[] Bind(DataViewSchema inputSchema) => [.. Pairs.Select((pair, i) =>
    {
        var source = inputSchema.GetColumnOrNull(pair.Input) ?? throw Check.NoColumn(nameof(inputSchema), "input", pair.Input);
        var (type, annotations, makeGetter) = Bind(i, source);
        return new ComputedColumn(new(pair.Output, type, annotations), [source.Index], makeGetter);
    })];

    /// <summary>The type, the annotations and the maker of getters of what a pair makes of a column.</summary>
    private protected abstract (DataViewType Type, DataViewSchema.Annotations Annotations, Func<DataViewRow, Delegate> MakeGetter) Bind(int pair, DataViewSchema.Column source);

    /// <summary>A getter that converts the values of a column, or the items of its vectors, one by one.</summary>
    private protected static Delegate MakeGetter<TSource, TResult>(DataViewRow row, DataViewSchema.Column source, Func<TSource, TResult> convert)
    {
        if (source.Type is not VectorDataViewType)
        {
            var getter = row.GetGetter<TSource>(source);
            var value = default(TSource);
            return (ValueGetter<TResult>)((ref TResult result) =>
            {
                getter(ref value);
                result = convert(value);
            });
        }

        var getVector = row.GetGetter<VBuffer<TSource>>(source);
        var vector = default(VBuffer<TSource>);
        var dense = default(VBuffer<TSource>);
        return (ValueGetter<VBuffer<TResult>>)((ref VBuffer<TResult> result) =>
        {
            getVector(ref vector);
            vector.CopyToDense(ref dense);
            var editor = VBufferEditor.Create(ref result, dense.Length);
            var items = dense.GetValues();
            for (var i = 0; i < items.Length; i++)
                editor.Values[i] = convert(items[i]);
            result = editor.Commit();
        });
    }
}
