namespace Microsoft.ML.Transforms;

/// <summary>The values that keys stand for.</summary>
/// <typeparam name="T">Their raw type.</typeparam>
internal sealed class KeyTerms<T> : KeyTerms
{
    private readonly T[] _terms;
    private readonly Dictionary<T, uint> _keys = new(TermComparer.Of<T>());

    public KeyTerms(PrimitiveDataViewType type, T[] terms)
        : base(type)
    {
        _terms = terms;
        for (var i = 0; i < terms.Length; i++)
            _keys[terms[i]] = (uint)(i + 1);
    }

    public override int Count => _terms.Length;

    public override void Save(BinaryWriter writer)
    {
        ValueFormat.WriteType(writer, Type);
        writer.WriteArray(_terms, ValueFormat.Write);
    }

    public override Delegate Lookup() => (Func<T, uint>)(value => _keys.GetValueOrDefault(value));

    public override void Annotate(DataViewSchema.Annotations.Builder annotations, DataViewSchema.Column source, bool asText)
    {
        if (Count == 0)
            return;
        if (Type is KeyDataViewType && source.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues) is { Type: VectorDataViewType meant })
            Generic.Call(typeof(KeyTerms<T>), this, nameof(AddMeaning), meant.ItemType.RawType, annotations, source, meant.ItemType, asText);
        else
            Add(annotations, Type, _terms, asText);
    }

    // Keys that stand for keys: what those stand for.
    private void AddMeaning<TMeaning>(DataViewSchema.Annotations.Builder annotations, DataViewSchema.Column source, PrimitiveDataViewType type, bool asText)
    {
        var values = default(VBuffer<TMeaning>);
        source.GetKeyValues(ref values);
        var number = KeyNumbers.ToUInt64<T>();
        Add(annotations, type, [.. _terms.Select(term => values.GetItemOrDefault((int)number(term) - 1))], asText);
    }

    private static void Add<TValue>(DataViewSchema.Annotations.Builder annotations, PrimitiveDataViewType type, TValue[] values, bool asText)
    {
        if (asText && type is not TextDataViewType)
            Add(annotations, TextDataViewType.Instance, values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture).AsMemory()).ToArray(), asText: false);
        else
            annotations.Add(AnnotationKinds.KeyValues, new VectorDataViewType(type, values.Length), (ref VBuffer<TValue> destination) => VBuffer<TValue>.Copy(values, 0, ref destination, values.Length));
    }
}
