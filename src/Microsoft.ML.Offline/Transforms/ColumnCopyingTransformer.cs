namespace Microsoft.ML.Transforms;

/// <summary>Copies columns, annotations included.</summary>
public sealed class ColumnCopyingTransformer : OneToOneTransformerBase
{
    internal ColumnCopyingTransformer((string Output, string Input)[] pairs)
        : base(pairs)
    {
    }

    private protected override (DataViewType Type, DataViewSchema.Annotations Annotations, Func<DataViewRow, Delegate> MakeGetter) Bind(int pair, DataViewSchema.Column source)
        => (source.Type, source.Annotations, row => (Delegate)Generic.Call(typeof(ColumnCopyingTransformer), null, nameof(GetterOf), source.Type.RawType, row, source));

    private protected override void SaveModel(ModelSaveContext ctx) => ctx.Write(ModelParts.Copy, writer => writer.WritePairs(Pairs));

    internal static ColumnCopyingTransformer Load(BinaryReader reader) => new(reader.ReadPairs());

    private static ValueGetter<T> GetterOf<T>(DataViewRow row, DataViewSchema.Column source) => row.GetGetter<T>(source);
}
