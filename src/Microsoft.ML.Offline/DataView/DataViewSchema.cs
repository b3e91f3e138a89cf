using System.Collections;

namespace Microsoft.ML;

/// <summary>The columns of a view. Several may share a name: the last is found by it, the others are hidden and found by index.</summary>
public sealed partial class DataViewSchema : IReadOnlyList<DataViewSchema.Column>
{
    private readonly Column[] _columns;
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);

    private DataViewSchema(Column[] columns)
    {
        _columns = columns;
        foreach (var column in columns)
            _byName[column.Name] = column.Index;
    }

    /// <summary>The number of columns, hidden ones included.</summary>
    public int Count => _columns.Length;

    /// <summary>The column at an index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public Column this[int columnIndex]
    {
        get
        {
            if ((uint)columnIndex >= (uint)_columns.Length)
                throw new ArgumentOutOfRangeException(nameof(columnIndex), columnIndex, $"The schema has {_columns.Length} columns.");
            return _columns[columnIndex];
        }
    }

    /// <summary>The column that is visible under a name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public Column this[string name]
        => GetColumnOrNull(name) ?? throw new ArgumentOutOfRangeException(nameof(name), $"There is no column '{name}'; the columns are: {string.Join(", ", _byName.Keys)}.");

    /// <summary>The column that is visible under a name, or null.</summary>
    /// <exception cref="ArgumentNullException">The name is null or empty.</exception>
    public Column? GetColumnOrNull(string name)
    {
        if (string.IsNullOrEmpty(name))
            throw new ArgumentNullException(nameof(name));
        return _byName.TryGetValue(name, out var index) ? _columns[index] : null;
    }

    /// <summary>All columns in order, hidden ones included.</summary>
    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} columns");
}
