namespace Microsoft.ML.Transforms;

/// <summary>Replaces values by others as a table says; a value that is not there becomes the default: zero, false, empty text or an empty vector.</summary>
public class ValueMappingTransformer : OneToOneTransformerBase
{
    private readonly PairTable _keys;
    private readonly PairTable _values;
    private readonly Delegate _lookup;

    internal ValueMappingTransformer((string Output, string Input)[] pairs, PairTable keys, PairTable values)
        : base(pairs)
    {
        _keys = keys;
        _values = values;
        _lookup = (Delegate)Generic.Call(typeof(ValueMappingTransformer), null, nameof(LookupOf), [keys.Type.RawType, values.Type.RawType], keys, values);
    }

    internal DataViewType ValueType => _values.Type;

    internal DataViewSchema.Annotations ValueAnnotations => _values.Annotations;

    private protected override (DataViewType Type, DataViewSchema.Annotations Annotations, Func<DataViewRow, Delegate> MakeGetter) Bind(int pair, DataViewSchema.Column source)
    {
        if (!source.Type.ItemOf().Equals(_keys.Type) || (source.Type is VectorDataViewType && ValueType is VectorDataViewType))
            throw Check.WrongColumn("inputSchema", "input", source.Name, _keys.Type.ToString(), source.Type.ToString());

        var type = source.Type is VectorDataViewType ? ItemTypes.Like(source.Type, (PrimitiveDataViewType)ValueType) : ValueType;
        return (
            type,
            ValueAnnotations,
            row => (Delegate)Generic.Call(typeof(OneToOneTransformerBase), null, nameof(MakeGetter), [_keys.Type.RawType, ValueType.RawType], row, source, _lookup));
    }

    private protected override void SaveModel(ModelSaveContext ctx) => ctx.Write(ModelParts.MapValue, writer =>
    {
        writer.WritePairs(Pairs);
        _keys.Save(writer);
        _values.Save(writer);
    });

    internal static ValueMappingTransformer Load(BinaryReader reader)
    {
        var pairs = reader.ReadPairs();
        var keys = PairTable.Load(reader);
        return new(pairs, keys, PairTable.Load(reader));
    }

    private static Func<TKey, TValue> LookupOf<TKey, TValue>(PairTable<TKey> keys, PairTable<TValue> values)
    {
        var map = new Dictionary<TKey, TValue>(TermComparer.Of<TKey>());
        for (var i = 0; i < keys.Values.Length; i++)
            Check.State(map.TryAdd(keys.Values[i], values.Values[i]), $"The value '{keys.Values[i]}' is in two pairs.");

        // A vector of the table is copied: whoever gets it may fill it again.
        return typeof(TValue).IsGenericType && typeof(TValue).GetGenericTypeDefinition() == typeof(VBuffer<>)
            ? key => Own(map.GetValueOrDefault(key))
            : key => map.GetValueOrDefault(key);
    }

    private static T Own<T>(T value)
    {
        T own = default;
        ValueCopy.Of<T>()(in value, ref own);
        return own;
    }
}
