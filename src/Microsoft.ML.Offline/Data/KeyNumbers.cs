namespace Microsoft.ML.Data;

/// <summary>Raw key values as numbers.</summary>
internal static class KeyNumbers
{
    public static Func<T, ulong> ToUInt64<T>() => default(T) switch
    {
        byte => (Func<T, ulong>)(object)(Func<byte, ulong>)(x => x),
        ushort => (Func<T, ulong>)(object)(Func<ushort, ulong>)(x => x),
        uint => (Func<T, ulong>)(object)(Func<uint, ulong>)(x => x),
        ulong => (Func<T, ulong>)(object)(Func<ulong, ulong>)(x => x),
        _ => throw new InvalidOperationException($"{typeof(T)} is no type of keys."),
    };

    /// <summary>A getter of the raw value of a key column as a number.</summary>
    public static ValueGetter<ulong> Getter(DataViewRow row, DataViewSchema.Column column)
        => (ValueGetter<ulong>)Generic.Call(typeof(KeyNumbers), null, nameof(Widen), column.Type.RawType, row, column);

    private static ValueGetter<ulong> Widen<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        var number = ToUInt64<T>();
        var raw = default(T);
        return (ref ulong value) =>
        {
            getter(ref raw);
            value = number(raw);
        };
    }
}
