namespace Microsoft.ML.Transforms;

/// <summary>Converts values into another type.</summary>
public sealed class TypeConvertingTransformer : OneToOneTransformerBase
{
    internal TypeConvertingTransformer((string Output, string Input)[] pairs, DataKind kind)
        : base(pairs)
        => Kind = kind;

    internal DataKind Kind { get; }

    private protected override (DataViewType Type, DataViewSchema.Annotations Annotations, Func<DataViewRow, Delegate> MakeGetter) Bind(int pair, DataViewSchema.Column source)
    {
        var type = ItemTypes.Of(Kind);
        var convert = ValueConverter.OrNull(source.Type.ItemOf(), type)
            ?? throw Check.WrongColumn("inputSchema", "input", source.Name, $"a type that converts into {type}", source.Type.ToString());
        var annotations = new DataViewSchema.Annotations.Builder();
        if (source.Type is VectorDataViewType)
            annotations.Add(source.Annotations, kind => kind == AnnotationKinds.SlotNames);
        return (
            ItemTypes.Like(source.Type, type),
            annotations.ToAnnotations(),
            row => (Delegate)Generic.Call(typeof(OneToOneTransformerBase), null, nameof(MakeGetter), [source.Type.ItemOf().RawType, type.RawType], row, source, convert));
    }

    private protected override void SaveModel(ModelSaveContext ctx) => ctx.Write(ModelParts.Convert, writer =>
    {
        writer.WritePairs(Pairs);
        writer.Write((byte)Kind);
    });

    internal static TypeConvertingTransformer Load(BinaryReader reader)
    {
        var pairs = reader.ReadPairs();
        return new(pairs, (DataKind)reader.ReadByte());
    }
}
