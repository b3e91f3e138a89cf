namespace Microsoft.ML.Transforms;

/// <summary>Leaves out columns.</summary>
public sealed class ColumnSelectingTransformer : ITransformer
{
    private readonly bool _keepHidden;

    internal ColumnSelectingTransformer(string[] names, bool keep, bool keepHidden)
    {
        Check.Value(names, "columnNames");
        Check.Param(names.All(name => !string.IsNullOrEmpty(name)), "columnNames", "Every column needs a name.");
        Names = names;
        Keeps = keep;
        _keepHidden = keepHidden;
    }

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The columns that stay, or that are left out.</summary>
    internal string[] Names { get; }

    /// <summary>Whether the named columns are those that stay.</summary>
    internal bool Keeps { get; }

    /// <summary>The columns that stay.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A named column is missing.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Map(inputSchema).OutputSchema;

    /// <summary>The view of the columns that stay.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A named column is missing.</exception>
    public IDataView Transform(IDataView input)
    {
        Check.Value(input, nameof(input));
        return new MappedView(input, Map(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Map(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => ctx.Write(ModelParts.Select, writer =>
    {
        writer.Write(Keeps);
        writer.Write(_keepHidden);
        writer.WriteArray(Names, (w, name) => w.Write(name));
    });

    internal static ColumnSelectingTransformer Load(BinaryReader reader)
    {
        var (keep, keepHidden) = (reader.ReadBoolean(), reader.ReadBoolean());
        return new(reader.ReadArray(r => r.ReadString()), keep, keepHidden);
    }

    private RowMapping Map(DataViewSchema inputSchema)
    {
        Check.Value(inputSchema, nameof(inputSchema));
        foreach (var name in Names)
            if (inputSchema.GetColumnOrNull(name) == null)
                throw Check.NoColumn(nameof(inputSchema), "input", name);

        var kept = Keeps
            ? Names.SelectMany(name => inputSchema.Where(c => c.Name == name && (_keepHidden || !c.IsHidden)))
            : inputSchema.Where(c => !Names.Contains(c.Name));
        return new(inputSchema, [.. kept.Select(c => c.Index)], new ColumnMapper([]));
    }
}
