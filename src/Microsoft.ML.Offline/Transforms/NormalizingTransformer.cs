namespace Microsoft.ML.Transforms;

/// <summary>Normalises numbers.</summary>
public sealed partial class NormalizingTransformer : OneToOneTransformerBase
{
    private readonly SlotScales[] _scales;

    internal NormalizingTransformer((string Output, string Input)[] pairs, SlotScales[] scales)
        : base(pairs)
        => _scales = scales;

    /// <summary>What was learned about one of the columns.</summary>
    /// <param name="index">Which of the columns.</param>
    /// <returns>An <see cref="AffineNormalizerModelParameters{TData}"/> or a <see cref="CdfNormalizerModelParameters{TData}"/> of float or double, or of an immutable array of them for vectors.</returns>
    public NormalizerModelParametersBase GetNormalizerModelParameters(int index)
    {
        var scales = _scales[index];
        var single = scales.Type.ItemOf() == NumberDataViewType.Single;
        return (scales.Type is VectorDataViewType, single) switch
        {
            (true, true) => Parameters(scales, ((double[])[.. scales.Scales]).Select(x => (float)x).ToImmutableArray(), scales.Offsets.Select(x => (float)x).ToImmutableArray()),
            (true, false) => Parameters(scales, scales.Scales.ToImmutableArray(), scales.Offsets.ToImmutableArray()),
            (false, true) => Parameters(scales, (float)scales.Scales[0], (float)scales.Offsets[0]),
            (false, false) => Parameters(scales, scales.Scales[0], scales.Offsets[0]),
        };
    }

    private protected override (DataViewType Type, DataViewSchema.Annotations Annotations, Func<DataViewRow, Delegate> MakeGetter) Bind(int pair, DataViewSchema.Column source)
    {
        var scales = _scales[pair];
        if (!source.Type.ItemOf().Equals(scales.Type.ItemOf()) || (source.Type as VectorDataViewType)?.Size != (scales.Type as VectorDataViewType)?.Size)
            throw Check.WrongColumn("inputSchema", "input", source.Name, scales.Type.ToString(), source.Type.ToString());

        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        annotations.Add(source.Annotations, kind => kind == AnnotationKinds.SlotNames);
        var vector = source.Type is VectorDataViewType;
        Func<DataViewRow, Delegate> makeGetter = source.Type.ItemOf() == NumberDataViewType.Single
            ? row => vector ? VectorGetter<float>(row, source, scales.Apply) : MakeGetter(row, source, (float x) => scales.Apply(x, 0))
            : row => vector ? VectorGetter<double>(row, source, scales.Apply) : MakeGetter(row, source, (double x) => scales.Apply(x, 0));
        return (source.Type, annotations.ToAnnotations(), makeGetter);
    }

    private protected override void SaveModel(ModelSaveContext ctx) => ctx.Write(ModelParts.Normalize, writer =>
    {
        writer.WritePairs(Pairs);
        foreach (var scales in _scales)
            scales.Save(writer);
    });

    internal static NormalizingTransformer Load(BinaryReader reader)
    {
        var pairs = reader.ReadPairs();
        return new(pairs, [.. pairs.Select(_ => SlotScales.Load(reader))]);
    }

    private static NormalizerModelParametersBase Parameters<T>(SlotScales scales, T scale, T offset)
        => scales.IsDistribution ? new CdfNormalizerModelParameters<T>(offset, scale) : new AffineNormalizerModelParameters<T>(scale, offset);

    private static ValueGetter<VBuffer<T>> VectorGetter<T>(DataViewRow row, DataViewSchema.Column source, Func<T, int, T> apply)
    {
        var getter = row.GetGetter<VBuffer<T>>(source);
        var vector = default(VBuffer<T>);
        return (ref VBuffer<T> result) =>
        {
            getter(ref vector);
            var editor = VBufferEditor.Create(ref result, vector.Length);
            vector.CopyTo(editor.Values);
            for (var i = 0; i < editor.Values.Length; i++)
                editor.Values[i] = apply(editor.Values[i], i);
            result = editor.Commit();
        };
    }
}
