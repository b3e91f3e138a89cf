namespace Microsoft.ML.Transforms;

/// <summary>Adds columns that code of the caller makes.</summary>
/// <typeparam name="TSrc">The class of what the code reads.</typeparam>
/// <typeparam name="TDst">The class of what it fills.</typeparam>
public sealed class CustomMappingTransformer<TSrc, TDst> : ITransformer
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly Action<TSrc, TDst> _map;
    private readonly string _contract;
    private readonly SchemaDefinition _input;

    internal CustomMappingTransformer(Action<TSrc, TDst> map, string contract, SchemaDefinition input, SchemaDefinition output)
    {
        _map = map;
        _contract = contract;
        _input = input;
        Reads = MemberColumn.Of(typeof(TSrc), input, SchemaDefinition.Direction.Both);
        Writes = MemberColumn.Of(typeof(TDst), output, SchemaDefinition.Direction.Write);
    }

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The columns that the code reads.</summary>
    internal MemberColumn[] Reads { get; }

    /// <summary>The columns that it fills.</summary>
    internal MemberColumn[] Writes { get; }

    /// <summary>The input columns, followed by those that the code makes.</summary>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Map(inputSchema).OutputSchema;

    /// <summary>The view with the added columns; the code runs once per row, when a cursor asks.</summary>
    public IDataView Transform(IDataView input)
    {
        Check.Value(input, nameof(input));
        return new MappedView(input, Map(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Map(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        Check.State(_contract != null, "A custom mapping without a contract name cannot be saved.");
        ctx.Write(ModelParts.CustomMapping, writer =>
        {
            writer.Write(_contract);
            writer.Write(_map.Method.DeclaringType!.Assembly.FullName!);
        });
    }

    private RowMapping Map(DataViewSchema inputSchema)
        => new(Check.Value(inputSchema, nameof(inputSchema)), new Mapper(this, new TypedReader<TSrc>(inputSchema, ignoreMissing: false, _input)));

    private sealed class Mapper(CustomMappingTransformer<TSrc, TDst> parent, TypedReader<TSrc> reader) : RowMapper
    {
        private readonly DataViewSchema _added = MemberColumn.SchemaOf(parent.Writes);

        public override IReadOnlyList<DataViewSchema.DetachedColumn> Columns => [.. _added.Select(c => new DataViewSchema.DetachedColumn(c))];

        public override IEnumerable<int> SourcesOf(int column) => reader.Columns.Select(c => c.Index);

        public override Delegate[] MakeGetters(DataViewRow input, bool[] active)
        {
            var fill = reader.Filler(input);
            var source = new TSrc();
            var result = new TDst();
            var row = new ObjectRow<TDst>(_added, parent.Writes, active);
            var served = -1L;
            void Refresh()
            {
                if (served == input.Position && served >= 0)
                    return;
                fill(source);
                parent._map(source, result);
                row.Set(result);
                served = input.Position;
            }

            return [.. _added.Select(c => active[c.Index] ? (Delegate)Generic.Call(typeof(Mapper), null, nameof(Refreshed), c.Type.RawType, row, c, (Action)Refresh) : null)];
        }

        private static ValueGetter<T> Refreshed<T>(DataViewRow row, DataViewSchema.Column column, Action refresh)
        {
            var getter = row.GetGetter<T>(column);
            return (ref T value) =>
            {
                refresh();
                getter(ref value);
            };
        }
    }
}
