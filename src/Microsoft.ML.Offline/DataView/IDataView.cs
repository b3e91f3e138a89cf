namespace Microsoft.ML;

/// <summary>Rows and columns that are computed when a cursor asks for them.</summary>
public interface IDataView
{
    /// <summary>Whether cursors can visit the rows in random order.</summary>
    bool CanShuffle { get; }

    /// <summary>The number of rows, or null where it is not known without reading them.</summary>
    long? GetRowCount();

    /// <summary>A cursor over all rows.</summary>
    /// <param name="columnsNeeded">The columns whose values will be asked for.</param>
    /// <param name="rand">With a generator, and where <see cref="CanShuffle"/>, the rows come in random order.</param>
    DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null);

    /// <summary>Cursors that visit all rows together, for as many threads.</summary>
    /// <param name="columnsNeeded">The columns whose values will be asked for.</param>
    /// <param name="n">How many cursors are wished for; there may be fewer or more.</param>
    /// <param name="rand">With a generator, and where <see cref="CanShuffle"/>, the rows come in random order.</param>
    DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null);

    /// <summary>The columns.</summary>
    DataViewSchema Schema { get; }
}
