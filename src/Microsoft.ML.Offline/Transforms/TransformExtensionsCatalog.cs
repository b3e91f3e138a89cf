namespace Microsoft.ML;

/// <summary>Transforms that rearrange columns.</summary>
public static class TransformExtensionsCatalog
{
    /// <summary>Copies a column under another name.</summary>
    public static ColumnCopyingEstimator CopyColumns(this TransformsCatalog catalog, string outputColumnName, string inputColumnName)
        => new([(Check.NonEmpty(outputColumnName, nameof(outputColumnName)), Check.NonEmpty(inputColumnName, nameof(inputColumnName)))]);

    /// <summary>Joins columns of one item type, single values and vectors, into a vector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No input column is named, or one without a name.</exception>
    public static ColumnConcatenatingEstimator Concatenate(this TransformsCatalog catalog, string outputColumnName, params string[] inputColumnNames)
        => new(outputColumnName, inputColumnNames);

    /// <summary>Leaves out columns.</summary>
    public static ColumnSelectingEstimator DropColumns(this TransformsCatalog catalog, params string[] columnNames)
        => new(new ColumnSelectingTransformer(columnNames, keep: false, keepHidden: true));

    /// <summary>Leaves only these columns, in this order, without hidden ones.</summary>
    public static ColumnSelectingEstimator SelectColumns(this TransformsCatalog catalog, params string[] columnNames)
        => catalog.SelectColumns(columnNames, keepHidden: false);

    /// <summary>Leaves only these columns, in this order.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columnNames">The columns.</param>
    /// <param name="keepHidden">Whether hidden columns of the names stay too.</param>
    public static ColumnSelectingEstimator SelectColumns(this TransformsCatalog catalog, string[] columnNames, bool keepHidden)
        => new(new ColumnSelectingTransformer(columnNames, keep: true, keepHidden));
}
