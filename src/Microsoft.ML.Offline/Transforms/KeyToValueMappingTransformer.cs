namespace Microsoft.ML.Transforms;

/// <summary>Turns keys back into the values that the column says they stand for; key 0 becomes the missing value.</summary>
public sealed class KeyToValueMappingTransformer : OneToOneTransformerBase
{
    internal KeyToValueMappingTransformer((string Output, string Input)[] pairs)
        : base(pairs)
    {
    }

    private protected override (DataViewType Type, DataViewSchema.Annotations Annotations, Func<DataViewRow, Delegate> MakeGetter) Bind(int pair, DataViewSchema.Column source)
    {
        var values = source.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues)?.Type as VectorDataViewType;
        Check.State(values != null, $"Column '{source.Name}' does not say what its keys stand for: it has no {AnnotationKinds.KeyValues} annotation.");
        if (source.Type.ItemOf() is not KeyDataViewType key || (ulong)values.Size != key.Count)
            throw Check.WrongColumn("inputSchema", "input", source.Name, $"a key type of {values.Size} keys", source.Type.ToString());

        var annotations = new DataViewSchema.Annotations.Builder();
        if (source.Type is VectorDataViewType)
            annotations.Add(source.Annotations, kind => kind == AnnotationKinds.SlotNames);
        return (
            ItemTypes.Like(source.Type, values.ItemType),
            annotations.ToAnnotations(),
            row => (Delegate)Generic.Call(typeof(KeyToValueMappingTransformer), null, nameof(GetterOf), [key.RawType, values.ItemType.RawType], row, source));
    }

    private protected override void SaveModel(ModelSaveContext ctx) => ctx.Write(ModelParts.KeyToValue, writer => writer.WritePairs(Pairs));

    internal static KeyToValueMappingTransformer Load(BinaryReader reader) => new(reader.ReadPairs());

    private static Delegate GetterOf<TKey, TValue>(DataViewRow row, DataViewSchema.Column source)
    {
        var buffer = default(VBuffer<TValue>);
        source.GetKeyValues(ref buffer);
        var values = buffer.DenseValues().ToArray();
        var number = KeyNumbers.ToUInt64<TKey>();
        var missing = MissingValues.Of<TValue>();
        return MakeGetter<TKey, TValue>(row, source, key => number(key) - 1 is var at && at < (ulong)values.Length ? values[at] : missing);
    }
}
