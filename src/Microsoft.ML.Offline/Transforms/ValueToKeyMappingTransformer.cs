namespace Microsoft.ML.Transforms;

/// <summary>Turns values into keys; a value that was not learned becomes key 0.</summary>
public sealed class ValueToKeyMappingTransformer : OneToOneTransformerBase
{
    private readonly KeyTerms[] _terms;
    private readonly bool _asText;

    internal ValueToKeyMappingTransformer((string Output, string Input)[] pairs, KeyTerms[] terms, bool asText)
        : base(pairs)
    {
        _terms = terms;
        _asText = asText;
    }

    private protected override (DataViewType Type, DataViewSchema.Annotations Annotations, Func<DataViewRow, Delegate> MakeGetter) Bind(int pair, DataViewSchema.Column source)
    {
        var terms = _terms[pair];
        if (!source.Type.ItemOf().Equals(terms.Type))
            throw Check.WrongColumn("inputSchema", "input", source.Name, terms.Type.ToString(), source.Type.ToString());

        var annotations = new DataViewSchema.Annotations.Builder();
        if (source.Type is VectorDataViewType)
            annotations.Add(source.Annotations, kind => kind == AnnotationKinds.SlotNames);
        terms.Annotate(annotations, source, _asText);
        return (
            ItemTypes.Like(source.Type, terms.KeyType),
            annotations.ToAnnotations(),
            row => (Delegate)Generic.Call(typeof(OneToOneTransformerBase), null, nameof(MakeGetter), [terms.Type.RawType, typeof(uint)], row, source, terms.Lookup()));
    }

    private protected override void SaveModel(ModelSaveContext ctx) => ctx.Write(ModelParts.ValueToKey, writer =>
    {
        writer.WritePairs(Pairs);
        writer.Write(_asText);
        foreach (var terms in _terms)
            terms.Save(writer);
    });

    internal static ValueToKeyMappingTransformer Load(BinaryReader reader)
    {
        var pairs = reader.ReadPairs();
        var asText = reader.ReadBoolean();
        return new(pairs, [.. pairs.Select(_ => KeyTerms.Load(reader))], asText);
    }
}
