namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    /// <summary>A column that belongs to no schema yet.</summary>
    public readonly struct DetachedColumn
    {
        /// <summary>A column with these properties.</summary>
        /// <exception cref="ArgumentNullException">The name is null or empty, or the type is null.</exception>
        public DetachedColumn(string name, DataViewType type, Annotations annotations = null)
        {
            if (string.IsNullOrEmpty(name))
                throw new ArgumentNullException(nameof(name));
            Name = name;
            Type = Check.Value(type, nameof(type));
            Annotations = annotations ?? Annotations.Empty;
        }

        /// <summary>The name, type and annotations of a column.</summary>
        public DetachedColumn(Column column)
        {
            Name = column.Name;
            Type = column.Type;
            Annotations = column.Annotations;
        }

        /// <summary>The name.</summary>
        public string Name { get; }

        /// <summary>The type of the values.</summary>
        public DataViewType Type { get; }

        /// <summary>What is known about the column besides its type.</summary>
        public Annotations Annotations { get; }
    }
}
