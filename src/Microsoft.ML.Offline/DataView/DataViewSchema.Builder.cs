namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    /// <summary>Makes schemas.</summary>
    public sealed class Builder
    {
        private readonly List<DetachedColumn> _columns = [];

        /// <summary>A builder without columns.</summary>
        public Builder()
        {
        }

        /// <summary>Adds a column at the end; it hides those of the same name before it.</summary>
        /// <exception cref="ArgumentNullException">The name is null or empty, or the type is null.</exception>
        public void AddColumn(string name, DataViewType type, Annotations annotations = null) => _columns.Add(new(name, type, annotations));

        /// <summary>Adds columns at the end.</summary>
        public void AddColumns(IEnumerable<Column> source)
        {
            foreach (var column in source)
                AddColumn(column.Name, column.Type, column.Annotations);
        }

        /// <summary>Adds columns at the end.</summary>
        public void AddColumns(IEnumerable<DetachedColumn> source)
        {
            foreach (var column in source)
                AddColumn(column.Name, column.Type, column.Annotations);
        }

        /// <summary>The schema of the columns added so far.</summary>
        public DataViewSchema ToSchema()
        {
            var last = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < _columns.Count; i++)
                last[_columns[i].Name] = i;
            return new([.. _columns.Select((c, i) => new Column(c.Name, i, last[c.Name] != i, c.Type, c.Annotations))]);
        }
    }
}
