namespace Microsoft.ML.Transforms;

/// <summary>Reads single values and vectors alike.</summary>
internal static class ItemReader
{
    /// <summary>What gives the items of the current value of a column.</summary>
    public static Func<T[]> Of<T>(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType)
        {
            var getVector = row.GetGetter<VBuffer<T>>(column);
            var vector = default(VBuffer<T>);
            return () =>
            {
                getVector(ref vector);
                var items = new T[vector.Length];
                vector.CopyTo(items);
                return items;
            };
        }

        var getter = row.GetGetter<T>(column);
        var single = new T[1];
        return () =>
        {
            getter(ref single[0]);
            return single;
        };
    }
}
