using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>A column and the member that holds its values.</summary>
/// <param name="Name">The name of the column.</param>
/// <param name="Type">The type of the column.</param>
/// <param name="Member">The field or property.</param>
/// <param name="Annotations">The annotations of the column.</param>
internal sealed record MemberColumn(string Name, DataViewType Type, MemberInfo Member, DataViewSchema.Annotations Annotations)
{
    /// <summary>The columns of a class, as it says itself or as <paramref name="definition"/> says.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The definition does not fit the class.</exception>
    public static MemberColumn[] Of(Type type, SchemaDefinition definition, SchemaDefinition.Direction direction)
        => [.. (definition ?? SchemaDefinition.Create(type, direction)).Select(column => Of(type, column))];

    public static DataViewSchema SchemaOf(IEnumerable<MemberColumn> columns)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var column in columns)
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        return builder.ToSchema();
    }

    private static MemberColumn Of(Type type, SchemaDefinition.Column column)
    {
        var member = (MemberInfo)type.GetField(column.MemberName) ?? type.GetProperty(column.MemberName);
        Check.Param(member != null, nameof(column), $"{type} has no public member '{column.MemberName}'.");
        var name = string.IsNullOrEmpty(column.ColumnName) ? column.MemberName : column.ColumnName;
        var memberType = column.ColumnType ?? MemberTypes.ColumnTypeOf(member);
        var (item, isVector) = MemberTypes.ItemOf(MemberTypes.TypeOf(member));
        Check.Param(
            isVector == memberType is VectorDataViewType && memberType.ItemOf().RawType == item,
            nameof(column),
            $"Column '{name}' is said to be a {memberType}, and member '{member.Name}' is a {MemberTypes.TypeOf(member)}.");
        return new(name, memberType, member, column.Annotations);
    }
}
