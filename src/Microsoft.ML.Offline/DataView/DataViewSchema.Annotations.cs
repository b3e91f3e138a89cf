namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    /// <summary>Values that describe a column, such as key values and slot names: a single row with a schema.</summary>
    public sealed partial class Annotations
    {
        private readonly Delegate[] _getters;

        private Annotations(DataViewSchema schema, Delegate[] getters)
        {
            Schema = schema;
            _getters = getters;
        }

        /// <summary>No annotations.</summary>
        public static Annotations Empty { get; } = new(new DataViewSchema([]), []);

        /// <summary>The annotations as columns.</summary>
        public DataViewSchema Schema { get; }

        /// <summary>A getter of one annotation.</summary>
        /// <exception cref="ArgumentException">The column is not in the schema.</exception>
        /// <exception cref="InvalidOperationException">The annotation holds a value of another type.</exception>
        public ValueGetter<TValue> GetGetter<TValue>(Column column)
        {
            if (column.Index >= _getters.Length)
                throw new ArgumentException($"There is no annotation at index {column.Index}.", nameof(column));
            return _getters[column.Index] as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"Annotation '{column.Name}' is of type {column.Type}: it cannot be read as {typeof(TValue)}.");
        }

        /// <summary>Reads the annotation of a kind.</summary>
        /// <exception cref="InvalidOperationException">There is none, or it holds a value of another type.</exception>
        public void GetValue<TValue>(string kind, ref TValue value)
        {
            var column = Schema.GetColumnOrNull(kind) ?? throw new InvalidOperationException($"There is no annotation '{kind}'.");
            GetGetter<TValue>(column)(ref value);
        }

        /// <inheritdoc/>
        public override string ToString() => string.Join(", ", Schema.Select(c => c.Name));

        internal Delegate GetterAt(int index) => _getters[index];
    }
}
