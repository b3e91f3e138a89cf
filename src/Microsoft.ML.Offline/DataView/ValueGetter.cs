namespace Microsoft.ML;

/// <summary>Fills <paramref name="value"/> with what a column holds in the current row; buffers in <paramref name="value"/> are used again where they fit.</summary>
/// <typeparam name="TValue">The raw type of the column.</typeparam>
public delegate void ValueGetter<TValue>(ref TValue value);
