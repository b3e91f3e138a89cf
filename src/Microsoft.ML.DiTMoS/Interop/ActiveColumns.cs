namespace Microsoft.ML.DiTMoS.Interop;

/// <summary>Which columns of a row may be read: by index, as names can be hidden by others of the same name.</summary>
internal static class ActiveColumns
{
    /// <summary>For each column of a schema whether it is among those that are needed.</summary>
    public static bool[] Of(DataViewSchema schema, IEnumerable<DataViewSchema.Column> needed)
    {
        var active = new bool[schema.Count];
        foreach (DataViewSchema.Column column in needed)
        {
            if (column.Index < active.Length && schema[column.Index].Name == column.Name)
            {
                active[column.Index] = true;
            }
        }

        return active;
    }

    /// <summary>Whether a column may be read.</summary>
    public static bool IsActive(bool[] active, DataViewSchema.Column column)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column.Index, active.Length, nameof(column));
        return active[column.Index];
    }

    /// <summary>Refuses a column that may not be read.</summary>
    public static void Check(bool[] active, DataViewSchema.Column column)
    {
        if (!IsActive(active, column))
        {
            throw new InvalidOperationException($"Column '{column.Name}' must be among the columns that the cursor was asked for.");
        }
    }

    /// <summary>A getter of the type that the caller expects.</summary>
    public static ValueGetter<TValue> As<TValue>(Delegate getter, DataViewSchema.Column column) =>
        getter as ValueGetter<TValue> ?? throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type} and is read as {column.Type.RawType}. Got {typeof(TValue)}.");
}
