namespace Microsoft.ML.Data;

/// <summary>Joins columns of one item type, single values and vectors, into a vector.</summary>
public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    private readonly string _output;
    private readonly string[] _inputs;

    internal ColumnConcatenatingTransformer(string output, string[] inputs)
    {
        _output = output;
        _inputs = inputs;
    }

    private protected override ComputedColumn[] Bind(DataViewSchema inputSchema)
    {
        var sources = _inputs.Select(name => inputSchema.GetColumnOrNull(name) ?? throw Check.NoColumn(nameof(inputSchema), "input", name)).ToArray();
        var item = (PrimitiveDataViewType)sources[0].Type.ItemOf();
        foreach (var source in sources)
            if (!source.Type.ItemOf().Equals(item))
                throw Check.WrongColumn(nameof(inputSchema), "input", source.Name, item.ToString(), source.Type.ToString());

        var sizes = sources.Select(SizeOf).ToArray();
        var type = new VectorDataViewType(item, sizes.Contains(0) ? 0 : sizes.Sum());
        return [new(
            new(_output, type, AnnotationsOf(sources, type)),
            [.. sources.Select(c => c.Index)],
            row => (Delegate)Generic.Call(typeof(ColumnConcatenatingTransformer), null, nameof(Join), item.RawType, row, sources))];
    }

    private protected override void SaveModel(ModelSaveContext ctx) => ctx.Write(ModelParts.Concatenate, writer =>
    {
        writer.Write(_output);
        writer.WriteArray(_inputs, (w, name) => w.Write(name));
    });

    internal static ColumnConcatenatingTransformer Load(BinaryReader reader)
    {
        var output = reader.ReadString();
        return new(output, reader.ReadArray(r => r.ReadString()));
    }

    private static int SizeOf(DataViewSchema.Column column) => column.Type is VectorDataViewType vector ? vector.Size : 1;

    private static DataViewSchema.Annotations AnnotationsOf(DataViewSchema.Column[] sources, VectorDataViewType type)
    {
        // One vector is passed on as it is.
        if (sources is [{ Type: VectorDataViewType } only])
        {
            var same = new DataViewSchema.Annotations.Builder();
            same.Add(only.Annotations, kind => kind is AnnotationKinds.SlotNames or AnnotationKinds.IsNormalized);
            if (!only.HasSlotNames())
                return same.ToAnnotations();
        }

        var builder = new DataViewSchema.Annotations.Builder();
        if (type.ItemType is NumberDataViewType && sources.All(c => c.IsNormalized()))
            builder.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        if (type.IsKnownSize && sources.Any(c => c.Type is not VectorDataViewType || c.HasSlotNames()))
            builder.Add(AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, type.Size), SlotNamesOf(sources));
        return builder.ToAnnotations();
    }

    // A single value is named after its column, an item of a vector after its column and its own name, if it has one.
    private static ValueGetter<VBuffer<ReadOnlyMemory<char>>> SlotNamesOf(DataViewSchema.Column[] sources)
        => (ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            var names = new List<ReadOnlyMemory<char>>();
            foreach (var source in sources)
            {
                var slots = default(VBuffer<ReadOnlyMemory<char>>);
                if (source.HasSlotNames())
                    source.GetSlotNames(ref slots);
                names.AddRange(source.Type is not VectorDataViewType vector ? [source.Name.AsMemory()]
                    : slots.Length == 0 ? Enumerable.Repeat(ReadOnlyMemory<char>.Empty, vector.Size)
                    : slots.DenseValues().Select(slot => slot.IsEmpty ? slot : $"{source.Name}.{slot}".AsMemory()));
            }

            value = new(names.Count, [.. names]);
        };

    private static Delegate Join<T>(DataViewRow row, DataViewSchema.Column[] sources)
    {
        if (sources is [{ Type: VectorDataViewType } only])
            return row.GetGetter<VBuffer<T>>(only);

        var buffers = new VBuffer<T>[sources.Length];
        var fill = sources.Select((source, i) => Filler(row, source, buffers, i)).ToArray();
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
        {
            var length = 0;
            for (var i = 0; i < fill.Length; i++)
            {
                fill[i]();
                length += buffers[i].Length;
            }

            var editor = VBufferEditor.Create(ref value, length);
            var at = 0;
            foreach (ref readonly var buffer in buffers.AsSpan())
            {
                buffer.CopyTo(editor.Values, at);
                at += buffer.Length;
            }

            value = editor.Commit();
        });
    }

    // What puts the current value of a source, single or vector, into its buffer.
    private static Action Filler<T>(DataViewRow row, DataViewSchema.Column source, VBuffer<T>[] buffers, int i)
    {
        if (source.Type is VectorDataViewType vector)
        {
            var getVector = row.GetGetter<VBuffer<T>>(source);
            return () =>
            {
                getVector(ref buffers[i]);
                if (vector.IsKnownSize && buffers[i].Length != vector.Size)
                    throw new InvalidOperationException($"A row of column '{source.Name}' has {buffers[i].Length} items, and its type says {vector.Size}.");
            };
        }

        var getter = row.GetGetter<T>(source);
        var single = new T[1];
        buffers[i] = new(1, single);
        return () => getter(ref single[0]);
    }
}
