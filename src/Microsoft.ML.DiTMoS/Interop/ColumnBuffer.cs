using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Interop;

/// <summary>Keeps the values of one column for a few rows that a cursor has read ahead.</summary>
internal abstract class ColumnBuffer
{
    /// <summary>A buffer for a column of any type.</summary>
    /// <param name="input">The row that values come from.</param>
    /// <param name="column">Its column.</param>
    /// <param name="capacity">Rows.</param>
    public static ColumnBuffer Create(DataViewRow input, DataViewSchema.Column column, int capacity)
    {
        Type raw = column.Type.RawType;
        Type type = raw.IsGenericType && raw.GetGenericTypeDefinition() == typeof(VBuffer<>)
            ? typeof(VectorColumnBuffer<>).MakeGenericType(raw.GetGenericArguments())
            : typeof(ColumnBuffer<>).MakeGenericType(raw);
        return (ColumnBuffer)Activator.CreateInstance(type, input, column, capacity)!;
    }

    /// <summary>Keeps the value of the input's current row.</summary>
    public abstract void Take(int slot);

    /// <summary>A getter of the kept value of the slot that <paramref name="slot"/> tells.</summary>
    public abstract Delegate CreateGetter(Func<int> slot);
}

/// <summary>Keeps values that can be assigned.</summary>
internal sealed class ColumnBuffer<T>(DataViewRow input, DataViewSchema.Column column, int capacity) : ColumnBuffer
{
    private readonly ValueGetter<T> _getter = input.GetGetter<T>(column);
    private readonly T[] _values = new T[capacity];

    /// <inheritdoc/>
    public override void Take(int slot) => _getter(ref _values[slot]);

    /// <inheritdoc/>
    public override Delegate CreateGetter(Func<int> slot) => (ValueGetter<T>)((ref T value) => value = _values[slot()]);
}

/// <summary>Keeps vectors: their memory stays here, readers get copies.</summary>
internal sealed class VectorColumnBuffer<T>(DataViewRow input, DataViewSchema.Column column, int capacity) : ColumnBuffer
{
    private readonly ValueGetter<VBuffer<T>> _getter = input.GetGetter<VBuffer<T>>(column);
    private readonly VBuffer<T>[] _values = new VBuffer<T>[capacity];

    /// <inheritdoc/>
    public override void Take(int slot) => _getter(ref _values[slot]);

    /// <inheritdoc/>
    public override Delegate CreateGetter(Func<int> slot) => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => _values[slot()].CopyTo(ref value));
}
