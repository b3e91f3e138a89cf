namespace Microsoft.ML.Transforms;

/// <summary>A column of a table of pairs.</summary>
internal abstract class PairTable
{
    protected PairTable(DataViewType type, DataViewSchema.Annotations annotations)
    {
        Type = type;
        Annotations = annotations ?? DataViewSchema.Annotations.Empty;
    }

    public DataViewType Type { get; }

    public DataViewSchema.Annotations Annotations { get; }

    public abstract void Save(BinaryWriter writer);

    /// <summary>The column of .NET values; strings are text.</summary>
    /// <exception cref="InvalidOperationException">No column can hold the values.</exception>
    public static PairTable Column<T>(T[] values)
        => values is string[] texts ? new PairTable<ReadOnlyMemory<char>>(TextDataViewType.Instance, [.. texts.Select(text => text.AsMemory())])
        : new PairTable<T>(ItemTypes.Of(typeof(T)), values);

    /// <summary>The column of vectors, of a known size if all have the same.</summary>
    public static PairTable VectorColumn<T>(T[][] values)
    {
        if (values is string[][] texts)
            return VectorColumn(texts.Select(items => items.Select(item => item.AsMemory()).ToArray()).ToArray());
        var sizes = values.Select(items => items.Length).Distinct().ToArray();
        return new PairTable<VBuffer<T>>(
            new VectorDataViewType(ItemTypes.Of(typeof(T)), sizes is [var size] ? size : 0),
            [.. values.Select(items => new VBuffer<T>(items.Length, items))]);
    }

    /// <summary>The column of keys that stand for .NET values. Unsigned integers are keys already.</summary>
    public static PairTable KeyColumn<T>(T[] values)
    {
        var distinct = values.Distinct().ToArray();
        var names = distinct.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture).AsMemory()).ToArray();
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(AnnotationKinds.KeyValues, new VectorDataViewType(TextDataViewType.Instance, names.Length), (ref VBuffer<ReadOnlyMemory<char>> value) => VBuffer<ReadOnlyMemory<char>>.Copy(names, 0, ref value, names.Length));
        return values switch
        {
            ulong[] keys => new PairTable<ulong>(new KeyDataViewType(typeof(ulong), distinct.Length), keys, annotations.ToAnnotations()),
            uint[] keys => new PairTable<uint>(new KeyDataViewType(typeof(uint), distinct.Length), keys, annotations.ToAnnotations()),
            _ => new PairTable<uint>(new KeyDataViewType(typeof(uint), distinct.Length), [.. values.Select(value => (uint)Array.IndexOf(distinct, value) + 1)], annotations.ToAnnotations()),
        };
    }

    /// <summary>The values of a column of a view.</summary>
    public static PairTable Column(IDataView data, DataViewSchema.Column column)
        => (PairTable)Generic.Call(typeof(PairTable), null, nameof(ReadColumn), column.Type.RawType, data, column);

    public static PairTable Load(BinaryReader reader)
    {
        var column = ValueFormat.ReadSchema(reader)[0];
        return (PairTable)Generic.Call(typeof(PairTable), null, nameof(LoadColumn), column.Type.RawType, reader, column);
    }

    private static PairTable<T> LoadColumn<T>(BinaryReader reader, DataViewSchema.Column column) => new(column.Type, reader.ReadArray(ValueFormat.Read<T>), column.Annotations);

    private static PairTable<T> ReadColumn<T>(IDataView data, DataViewSchema.Column column) => new(column.Type, [.. data.GetColumn<T>(column)], column.Annotations);
}
