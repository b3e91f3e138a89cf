namespace Microsoft.ML.Data;

/// <summary>Sets of columns as flags by index.</summary>
internal static class Active
{
    public static bool[] Of(DataViewSchema schema, IEnumerable<DataViewSchema.Column> columns)
    {
        var active = new bool[schema.Count];
        foreach (var column in Check.Value(columns, nameof(columns)))
        {
            Check.Param(column.Index < active.Length, nameof(columns), $"Column '{column.Name}' is not of this schema.");
            active[column.Index] = true;
        }

        return active;
    }

    /// <summary>The getter of a column as one of <typeparamref name="TValue"/>, after checking that it may be asked for.</summary>
    public static ValueGetter<TValue> Getter<TValue>(Delegate getter, DataViewSchema.Column column)
    {
        Check.Param(getter != null, nameof(column), $"Column '{column.Name}' is not active: it was not among the columns that the cursor was made for.");
        return getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type}: it cannot be read as {typeof(TValue)}.");
    }

    /// <summary>Throws because a value is asked for before the first row or after the last.</summary>
    public static void Positioned(bool good)
        => Check.State(good, "There is no current row: call MoveNext first, and read no further when it has returned false.");
}
