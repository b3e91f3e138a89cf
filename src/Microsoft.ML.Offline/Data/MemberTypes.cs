using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>The column types that members of classes stand for.</summary>
internal static class MemberTypes
{
    /// <summary>The public fields and properties of a class that are columns.</summary>
    public static IEnumerable<MemberInfo> Of(Type type, SchemaDefinition.Direction direction)
    {
        var fields = type.GetFields(BindingFlags.Public | BindingFlags.Instance);
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p =>
            p.GetIndexParameters().Length == 0
            && ((direction.HasFlag(SchemaDefinition.Direction.Read) && p.GetGetMethod() != null)
                || (direction.HasFlag(SchemaDefinition.Direction.Write) && p.GetSetMethod() != null)));
        return fields.Concat<MemberInfo>(properties)
            .Where(m => TypeOf(m) != typeof(IChannel) && m.GetCustomAttribute<NoColumnAttribute>() == null);
    }

    public static Type TypeOf(MemberInfo member) => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    /// <summary>The .NET type of the items of a member, and whether it is a vector.</summary>
    public static (Type Item, bool IsVector) ItemOf(Type type)
        => type.IsArray ? (Raw(type.GetElementType()), true)
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>) ? (type.GetGenericArguments()[0], true)
        : (Raw(type), false);

    public static DataViewType ColumnTypeOf(MemberInfo member)
    {
        var (raw, isVector) = ItemOf(TypeOf(member));
        var item = ItemTypes.OrNull(raw);
        Check.Param(item != null, nameof(member), $"Member '{member.Name}' is a {TypeOf(member)}, which no column can hold. Mark it with NoColumn if it is none.");

        if (member.GetCustomAttribute<KeyTypeAttribute>() is { } key)
        {
            Check.Param(KeyDataViewType.IsValidDataType(raw), nameof(member), $"Member '{member.Name}' is marked as a key, and is a {raw}: keys are unsigned integers.");
            item = new KeyDataViewType(raw, key.Count);
        }

        var vector = member.GetCustomAttribute<VectorTypeAttribute>();
        Check.Param(vector == null || isVector, nameof(member), $"Member '{member.Name}' is marked as a vector, and is a {TypeOf(member)}.");
        return !isVector ? item : vector?.Dimensions is { Length: > 0 } dimensions ? new VectorDataViewType(item, dimensions) : new VectorDataViewType(item, 0);
    }

    private static Type Raw(Type type) => type == typeof(string) ? typeof(ReadOnlyMemory<char>) : type;
}
