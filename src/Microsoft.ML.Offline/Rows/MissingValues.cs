namespace Microsoft.ML.Data;

/// <summary>Which values are missing ones: NaN, empty text and key 0.</summary>
internal static class MissingValues
{
    /// <summary>Whether a value is missing; integers and truth values never are.</summary>
    public static Func<T, bool> Test<T>(DataViewType type)
    {
        Delegate test = default(T) switch
        {
            float => (Func<float, bool>)float.IsNaN,
            double => (Func<double, bool>)double.IsNaN,
            ReadOnlyMemory<char> => (Func<ReadOnlyMemory<char>, bool>)(x => x.IsEmpty),
            _ when type is KeyDataViewType => (Func<T, bool>)(x => EqualityComparer<T>.Default.Equals(x, default)),
            _ => (Func<T, bool>)(_ => false),
        };
        return (Func<T, bool>)test;
    }

    /// <summary>The missing value of a type, or its default where it has none.</summary>
    public static T Of<T>() => default(T) switch
    {
        float => (T)(object)float.NaN,
        double => (T)(object)double.NaN,
        _ => default,
    };

    /// <summary>Whether the current value of a column is missing, or one of its items.</summary>
    public static Func<bool> Test(DataViewRow row, DataViewSchema.Column column)
        => (Func<bool>)Generic.Call(typeof(MissingValues), null, column.Type is VectorDataViewType ? nameof(OfVector) : nameof(OfScalar), column.Type.ItemOf().RawType, row, column);

    private static Func<bool> OfScalar<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        var missing = Test<T>(column.Type);
        var value = default(T);
        return () =>
        {
            getter(ref value);
            return missing(value);
        };
    }

    private static Func<bool> OfVector<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        var missing = Test<T>(column.Type.ItemOf());
        var value = default(VBuffer<T>);
        return () =>
        {
            getter(ref value);
            return value.DenseValues().Any(missing);
        };
    }
}
