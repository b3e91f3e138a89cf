namespace Microsoft.ML;

/// <summary>A row that can be moved to the next one.</summary>
public abstract class DataViewRowCursor : DataViewRow
{
    /// <summary>For deriving classes.</summary>
    protected DataViewRowCursor()
    {
    }

    /// <summary>Moves to the next row, or to the first.</summary>
    /// <returns>False when there is none left; values can then no longer be read.</returns>
    public abstract bool MoveNext();
}
