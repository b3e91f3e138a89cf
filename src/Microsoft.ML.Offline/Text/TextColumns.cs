using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>The text columns that the members of a class stand for.</summary>
internal static class TextColumns
{
    /// <exception cref="InvalidOperationException">A member does not say which fields it is loaded from, or cannot be read from text.</exception>
    public static TextLoader.Column[] Of(Type type)
    {
        var columns = new List<TextLoader.Column>();
        foreach (var member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance).Where(m => m is FieldInfo or PropertyInfo { CanRead: true }))
        {
            var load = member.GetCustomAttribute<LoadColumnAttribute>();
            Check.State(load != null, $"Member '{member.Name}' of {type} does not say which fields it is loaded from: mark it with LoadColumn.");
            var (raw, _) = MemberTypes.ItemOf(MemberTypes.TypeOf(member));
            Check.State(ItemTypes.OrNull(raw) != null, $"Member '{member.Name}' of {type} is a {MemberTypes.TypeOf(member)}, which is not read from text.");
            columns.Add(new()
            {
                Name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name,
                DataKind = ItemTypes.KindOf(ItemTypes.OrNull(raw)),
                Source = load.Sources,
                KeyCount = member.GetCustomAttribute<KeyTypeAttribute>() is { } key ? new(key.Count) : null,
            });
        }

        return [.. columns];
    }
}
