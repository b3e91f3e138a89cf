namespace Microsoft.ML;

/// <summary>A row whose values are read through getters.</summary>
public abstract class DataViewRow : IDisposable
{
    /// <summary>For deriving classes.</summary>
    protected DataViewRow()
    {
    }

    /// <summary>The zero-based count of rows read so far, -1 before the first; a change tells that the values may have changed.</summary>
    public abstract long Position { get; }

    /// <summary>Rows of a cursor set that has several cursors are put back into order by this number.</summary>
    public abstract long Batch { get; }

    /// <summary>The columns.</summary>
    public abstract DataViewSchema Schema { get; }

    /// <summary>A getter of the identifier of the row.</summary>
    public abstract ValueGetter<DataViewRowId> GetIdGetter();

    /// <summary>Whether the values of <paramref name="column"/> can be asked for.</summary>
    public abstract bool IsColumnActive(DataViewSchema.Column column);

    /// <summary>A getter of the values of <paramref name="column"/>, good for all rows to come.</summary>
    /// <typeparam name="TValue">The raw type of the column.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The column is not active.</exception>
    /// <exception cref="InvalidOperationException">The column holds values of another type.</exception>
    public abstract ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column);

    /// <summary>Frees what the row holds.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the row holds.</summary>
    /// <param name="disposing">True when called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
