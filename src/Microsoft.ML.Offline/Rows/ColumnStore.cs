namespace Microsoft.ML.Data;

/// <summary>Values of one column, kept by number.</summary>
internal abstract class ColumnStore
{
    public static ColumnStore Create(DataViewType type)
        => (ColumnStore)Activator.CreateInstance(typeof(ColumnStore<>).MakeGenericType(type.RawType));

    /// <summary>What puts the value of the current row of <paramref name="row"/> at a number.</summary>
    public abstract Action<int> Writer(DataViewRow row, DataViewSchema.Column column);

    /// <summary>A getter of the value at the number that <paramref name="current"/> says, which throws where there is none.</summary>
    public abstract Delegate Getter(Func<int> current);
}
