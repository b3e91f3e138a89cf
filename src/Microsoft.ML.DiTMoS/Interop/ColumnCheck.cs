using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Interop;

/// <summary>Finds the columns that a stage needs, and says what is wrong where they are not there or of another type.</summary>
internal static class ColumnCheck
{
    /// <summary>The features column of a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="name">The column's name.</param>
    /// <param name="size">The size that it must have; null for any fixed size.</param>
    /// <exception cref="ArgumentException">It is not there, or of another type.</exception>
    public static DataViewSchema.Column Features(DataViewSchema schema, string name, int? size = null)
    {
        DataViewSchema.Column column = Find(schema, name, "Features");
        string expected = size is { } known ? $"Vector<Single, {known}>" : "a Vector<Single> of a fixed size";
        return column.Type is VectorDataViewType { Size: > 0 } type && type.ItemType == NumberDataViewType.Single && (size is null || type.Size == size)
            ? column
            : throw new ArgumentException($"Features column '{name}': expected {expected}, one window channel by channel. Got {column.Type}: {WayToFeatures(column.Type)}.", nameof(schema));
    }

    /// <summary>The label column of a schema.</summary>
    /// <exception cref="ArgumentException">It is not there, or no key of a known count.</exception>
    public static DataViewSchema.Column Label(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = Find(schema, name, "Label");
        return IsKey(column.Type)
            ? column
            : throw new ArgumentException($"Label column '{name}': expected Key<UInt32> of a known count. Got {column.Type}: map it first with Conversion.MapValueToKey.", nameof(schema));
    }

    /// <summary>The label column of a schema; null where it is not there or no key.</summary>
    public static DataViewSchema.Column? OptionalLabel(DataViewSchema schema, string name) =>
        schema.GetColumnOrNull(name) is { } column && IsKey(column.Type) ? column : null;

    /// <summary>The subset column of a schema.</summary>
    /// <exception cref="ArgumentException">It is not there, or no key of a known count.</exception>
    public static DataViewSchema.Column Subset(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = Find(schema, name, "Subset");
        return IsKey(column.Type)
            ? column
            : throw new ArgumentException($"Subset column '{name}': expected Key<UInt32> with one value for each classifier. Got {column.Type}: append Transforms.DiTMoSSplit first.", nameof(schema));
    }

    /// <summary>The weight column of a schema.</summary>
    /// <exception cref="ArgumentException">It is not there, or of another type.</exception>
    public static DataViewSchema.Column Weight(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = Find(schema, name, "Weight");
        return column.Type == NumberDataViewType.Single
            ? column
            : throw new ArgumentException($"Weight column '{name}': expected Single. Got {column.Type}: convert it with Conversion.ConvertType.", nameof(schema));
    }

    /// <summary>A column that must be there, of whatever type.</summary>
    /// <exception cref="ArgumentException">It is not there.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name, string what) =>
        schema.GetColumnOrNull(name) ?? throw Missing(name, what, schema.Where(column => !column.IsHidden).Select(column => column.Name));

    /// <summary>Checks the features column of a schema that is not known yet in full.</summary>
    /// <exception cref="ArgumentException">It is not there, or of another type.</exception>
    public static void Features(SchemaShape schema, string name)
    {
        SchemaShape.Column column = Find(schema, name, "Features");
        if (column.Kind != SchemaShape.Column.VectorKind.Vector || column.ItemType != NumberDataViewType.Single || column.IsKey)
        {
            throw new ArgumentException($"Features column '{name}': expected a Vector<Single> of a fixed size, one window channel by channel. Got {Text(column)}: {WayToFeatures(column.ItemType)}.", nameof(schema));
        }
    }

    /// <summary>Checks the label column of a schema that is not known yet in full.</summary>
    /// <exception cref="ArgumentException">It is not there, or of another type.</exception>
    public static SchemaShape.Column Label(SchemaShape schema, string name) => Key(schema, name, "Label", "map it first with Conversion.MapValueToKey");

    /// <summary>Checks a key column of a schema that is not known yet in full.</summary>
    /// <exception cref="ArgumentException">It is not there, or of another type.</exception>
    public static SchemaShape.Column Key(SchemaShape schema, string name, string what, string wayOut)
    {
        SchemaShape.Column column = Find(schema, name, what);
        return column.Kind == SchemaShape.Column.VectorKind.Scalar && column.IsKey && column.ItemType == NumberDataViewType.UInt32
            ? column
            : throw new ArgumentException($"{what} column '{name}': expected Key<UInt32>. Got {Text(column)}: {wayOut}.", nameof(schema));
    }

    /// <summary>Finds a column of a schema that is not known yet in full.</summary>
    /// <exception cref="ArgumentException">It is not there.</exception>
    public static SchemaShape.Column Find(SchemaShape schema, string name, string what)
    {
        foreach (SchemaShape.Column column in schema)
        {
            if (column.Name == name)
            {
                return column;
            }
        }

        throw Missing(name, what, schema.Select(column => column.Name));
    }

    private static bool IsKey(DataViewType type) => type is KeyDataViewType { Count: > 0 and <= int.MaxValue } && type.RawType == typeof(uint);

    private static ArgumentException Missing(string name, string what, IEnumerable<string> names) =>
        new($"{what} column '{name}': not found. The columns are {string.Join(", ", names.Distinct().Take(40))}: name one of them.");

    private static string WayToFeatures(DataViewType type) => type switch
    {
        VectorDataViewType { ItemType: NumberDataViewType } or NumberDataViewType => "bring the samples of one window into one vector with Transforms.Concatenate, converted to Single where needed",
        _ => "a window's samples must be numbers",
    };

    private static string Text(SchemaShape.Column column)
    {
        string item = column.IsKey ? $"Key<{column.ItemType}>" : $"{column.ItemType}";
        return column.Kind == SchemaShape.Column.VectorKind.Scalar ? item : $"{column.Kind}<{item}>";
    }
}
