using System.Collections;

namespace Microsoft.ML;

/// <summary>What is known about a schema before there is data: names and kinds of columns, without sizes.</summary>
public sealed partial class SchemaShape : IReadOnlyList<SchemaShape.Column>
{
    private static readonly SchemaShape Empty = new([]);

    private readonly Column[] _columns;

    /// <summary>A shape of these columns.</summary>
    public SchemaShape(IEnumerable<Column> columns)
    {
        _columns = [.. Check.Value(columns, nameof(columns))];
        Check.Param(_columns.All(c => c.Name != null), nameof(columns), "Every column needs a name and a type.");
    }

    /// <summary>The number of columns.</summary>
    public int Count => _columns.Length;

    /// <summary>The column at an index.</summary>
    public Column this[int index] => _columns[index];

    /// <summary>The columns in order.</summary>
    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The shape of the visible columns of a schema.</summary>
    internal static SchemaShape Create(DataViewSchema schema)
        => new(schema.Where(c => !c.IsHidden).Select(c => Column.Of(c.Name, c.Type, Create(c.Annotations.Schema))));

    internal bool TryFind(string name, out Column column)
    {
        column = _columns.FirstOrDefault(c => c.Name == name);
        return column.Name != null;
    }

    /// <summary>The column of a name, or the exception of a missing input column.</summary>
    internal Column Find(string name)
        => TryFind(name, out var column) ? column : throw Check.NoColumn("inputSchema", "input", name);

    /// <summary>This shape with some columns put in the place of those of the same name, or at the end.</summary>
    internal SchemaShape With(IEnumerable<Column> columns)
    {
        var all = _columns.ToList();
        foreach (var column in columns)
        {
            var at = all.FindIndex(c => c.Name == column.Name);
            if (at < 0)
                all.Add(column);
            else
                all[at] = column;
        }

        return new(all);
    }
}
