namespace Microsoft.ML.Transforms;

/// <summary>The values that keys stand for: the first is that of key 1.</summary>
internal abstract class KeyTerms
{
    protected KeyTerms(PrimitiveDataViewType type) => Type = type;

    /// <summary>The type of the values.</summary>
    public PrimitiveDataViewType Type { get; }

    public abstract int Count { get; }

    /// <summary>The type of the keys. Without any value there is one key, which stands for nothing.</summary>
    public KeyDataViewType KeyType => new(typeof(uint), Math.Max(1, Count));

    /// <summary>The values of a column, each once.</summary>
    public static KeyTerms Learn(IDataView data, DataViewSchema.Column column, int maximum, bool sorted)
    {
        var item = (PrimitiveDataViewType)column.Type.ItemOf();
        return (KeyTerms)Generic.Call(typeof(KeyTerms), null, nameof(LearnItems), item.RawType, data, column, item, maximum, sorted);
    }

    public static KeyTerms Load(BinaryReader reader)
    {
        var type = (PrimitiveDataViewType)ValueFormat.ReadType(reader);
        return (KeyTerms)Generic.Call(typeof(KeyTerms), null, nameof(LoadItems), type.RawType, reader, type);
    }

    public abstract void Save(BinaryWriter writer);

    /// <summary>What turns a value into its key, or into 0.</summary>
    public abstract Delegate Lookup();

    /// <summary>Adds the values to annotations, as they are or as text; keys by what they stand for, if <paramref name="source"/> says it.</summary>
    public abstract void Annotate(DataViewSchema.Annotations.Builder annotations, DataViewSchema.Column source, bool asText);

    private static KeyTerms<T> LoadItems<T>(BinaryReader reader, PrimitiveDataViewType type) => new(type, reader.ReadArray(ValueFormat.Read<T>));

    private static KeyTerms<T> LearnItems<T>(IDataView data, DataViewSchema.Column column, PrimitiveDataViewType type, int maximum, bool sorted)
    {
        var missing = MissingValues.Test<T>(type);
        var seen = new HashSet<T>(TermComparer.Of<T>());
        var terms = new List<T>();
        using var cursor = data.GetRowCursor([column]);
        var next = ItemReader.Of<T>(cursor, column);
        while (terms.Count < maximum && cursor.MoveNext())
            foreach (var value in next())
                if (terms.Count < maximum && !missing(value) && seen.Add(value))
                    terms.Add(value);
        if (sorted)
            terms.Sort(TermComparer.OrderOf<T>());
        return new(type, [.. terms]);
    }
}
