namespace Microsoft.ML.Data;

/// <summary>Copies a value so that the copy stays when the buffers of the source are used again.</summary>
/// <typeparam name="T">The raw type.</typeparam>
internal delegate void ValueCopy<T>(in T source, ref T destination);

/// <summary>Ways to copy values.</summary>
internal static class ValueCopy
{
    public static ValueCopy<T> Of<T>()
        => typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(VBuffer<>)
            ? (ValueCopy<T>)Generic.Call(typeof(ValueCopy), null, nameof(OfVector), typeof(T).GetGenericArguments()[0])
            : (in T source, ref T destination) => destination = source;

    private static ValueCopy<VBuffer<TItem>> OfVector<TItem>()
        => (in VBuffer<TItem> source, ref VBuffer<TItem> destination) => source.CopyTo(ref destination);
}
