namespace Microsoft.ML.Data;

/// <summary>Fills objects of a class with values of rows of one schema.</summary>
/// <typeparam name="TRow">The class.</typeparam>
internal sealed class TypedReader<TRow>
    where TRow : class
{
    private readonly (DataViewSchema.Column Column, MemberColumn Member)[] _bound;

    /// <exception cref="ArgumentOutOfRangeException">A column is missing.</exception>
    /// <exception cref="InvalidOperationException">A member cannot hold the values of its column.</exception>
    public TypedReader(DataViewSchema schema, bool ignoreMissing, SchemaDefinition definition)
    {
        var bound = new List<(DataViewSchema.Column, MemberColumn)>();
        foreach (var member in MemberColumn.Of(typeof(TRow), definition, SchemaDefinition.Direction.Write))
        {
            if (schema.GetColumnOrNull(member.Name) is { } column)
                bound.Add((Compatible(column, member), member));
            else if (!ignoreMissing)
                throw Check.NoColumn("data", "", member.Name);
        }

        _bound = [.. bound];
    }

    /// <summary>The columns that are read.</summary>
    public IEnumerable<DataViewSchema.Column> Columns => _bound.Select(b => b.Column);

    /// <summary>What fills an object with the current values of a row.</summary>
    public Action<TRow> Filler(DataViewRow row)
    {
        var setters = _bound.Select(b => MemberSetter.Create<TRow>(row, b.Column, b.Member.Member)).ToArray();
        return target =>
        {
            foreach (var set in setters)
                set(target);
        };
    }

    private static DataViewSchema.Column Compatible(DataViewSchema.Column column, MemberColumn member)
    {
        var (item, isVector) = MemberTypes.ItemOf(MemberTypes.TypeOf(member.Member));
        Check.State(
            isVector == column.Type is VectorDataViewType && column.Type.ItemOf().RawType == item,
            $"Column '{column.Name}' is of type {column.Type}: member '{member.Member.Name}' of {typeof(TRow)}, a {MemberTypes.TypeOf(member.Member)}, cannot hold its values.");
        return column;
    }
}
