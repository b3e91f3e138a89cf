namespace Microsoft.ML.Data;

public sealed partial class SchemaDefinition
{
    /// <summary>The column of one member.</summary>
    public sealed class Column
    {
        private readonly List<(string Kind, DataViewType Type, Delegate Getter)> _annotations = [];

        internal Column(string memberName, DataViewType columnType, string columnName)
        {
            MemberName = memberName;
            ColumnName = columnName;
            ColumnType = columnType;
        }

        /// <summary>The name of the member.</summary>
        public string MemberName { get; }

        /// <summary>The name of the column.</summary>
        public string ColumnName { get; set; }

        /// <summary>The type of the column.</summary>
        public DataViewType ColumnType { get; set; }

        /// <summary>The annotations added so far.</summary>
        public DataViewSchema.Annotations Annotations
        {
            get
            {
                var builder = new DataViewSchema.Annotations.Builder();
                foreach (var (kind, type, getter) in _annotations)
                    builder.Add(kind, type, getter);
                return builder.ToAnnotations();
            }
        }

        /// <summary>Adds an annotation.</summary>
        /// <typeparam name="T">The type of the value: that of <paramref name="annotationType"/>, or a string, or an array for a vector.</typeparam>
        /// <exception cref="InvalidOperationException">There is one of that kind, or the value is not of the type.</exception>
        public void AddAnnotation<T>(string kind, T value, DataViewType annotationType)
        {
            Check.Value(kind, nameof(kind));
            Check.Value(annotationType, nameof(annotationType));
            Check.State(_annotations.TrueForAll(a => a.Kind != kind), $"There is an annotation '{kind}'.");
            _annotations.Add((kind, annotationType, MemberGetter.OfConstant(value, annotationType)));
        }

        internal void AddAnnotations(DataViewSchema.Annotations annotations)
        {
            foreach (var column in annotations.Schema)
                _annotations.Add((column.Name, column.Type, annotations.GetterAt(column.Index)));
        }
    }
}
