namespace Microsoft.ML.Transforms;

/// <summary>A column of a table of pairs.</summary>
/// <typeparam name="T">Its raw type.</typeparam>
internal sealed class PairTable<T>(DataViewType type, T[] values, DataViewSchema.Annotations annotations = null) : PairTable(type, annotations)
{
    public T[] Values => values;

    public override void Save(BinaryWriter writer)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Values", Type, Annotations);
        ValueFormat.WriteSchema(writer, schema.ToSchema());
        writer.WriteArray(values, ValueFormat.Write);
    }
}
