namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    public sealed partial class Annotations
    {
        /// <summary>Makes annotations.</summary>
        public sealed class Builder
        {
            private readonly DataViewSchema.Builder _schema = new();
            private readonly List<Delegate> _getters = [];

            /// <summary>A builder without annotations.</summary>
            public Builder()
            {
            }

            /// <summary>Adds those of <paramref name="annotations"/> whose kind <paramref name="selector"/> picks.</summary>
            /// <param name="annotations">Where they come from; null adds nothing.</param>
            /// <param name="selector">Picks by kind.</param>
            public void Add(Annotations annotations, Func<string, bool> selector)
            {
                if (annotations == null)
                    return;
                Check.Value(selector, nameof(selector));
                foreach (var column in annotations.Schema.Where(c => selector(c.Name)))
                    Append(column.Name, column.Type, annotations.GetterAt(column.Index), column.Annotations);
            }

            /// <summary>Adds an annotation.</summary>
            /// <param name="name">Its kind.</param>
            /// <param name="type">The type of its value.</param>
            /// <param name="getter">Fills in the value.</param>
            /// <param name="annotations">Annotations of the annotation.</param>
            /// <exception cref="ArgumentException">The getter does not fill values of <paramref name="type"/>.</exception>
            public void Add<TValue>(string name, DataViewType type, ValueGetter<TValue> getter, Annotations annotations = null)
                => Add(name, type, (Delegate)getter, annotations);

            /// <summary>Adds an annotation.</summary>
            /// <param name="name">Its kind.</param>
            /// <param name="type">The type of its value.</param>
            /// <param name="getter">A <see cref="ValueGetter{TValue}"/> of the raw type of <paramref name="type"/>.</param>
            /// <param name="annotations">Annotations of the annotation.</param>
            /// <exception cref="ArgumentException">The getter does not fill values of <paramref name="type"/>.</exception>
            public void Add(string name, DataViewType type, Delegate getter, Annotations annotations = null)
            {
                if (string.IsNullOrEmpty(name))
                    throw new ArgumentNullException(nameof(name));
                Check.Value(type, nameof(type));
                Check.Value(getter, nameof(getter));
                if (getter.GetType() != typeof(ValueGetter<>).MakeGenericType(type.RawType))
                    throw new ArgumentException($"Annotation '{name}' is of type {type}: its getter must fill {type.RawType}.", nameof(getter));
                Append(name, type, getter, annotations);
            }

            /// <summary>Adds an annotation with a fixed value.</summary>
            /// <exception cref="ArgumentException">The value is not of <paramref name="type"/>.</exception>
            public void AddPrimitiveValue<TValue>(string name, PrimitiveDataViewType type, TValue value, Annotations annotations = null)
            {
                Check.Value(type, nameof(type));
                if (type.RawType != typeof(TValue))
                    throw new ArgumentException($"Annotation '{name}' is of type {type}: its value must be a {type.RawType}.", nameof(type));
                Add(name, type, (ref TValue destination) => destination = value, annotations);
            }

            /// <summary>The annotations added so far.</summary>
            public Annotations ToAnnotations() => new(_schema.ToSchema(), [.. _getters]);

            private void Append(string name, DataViewType type, Delegate getter, Annotations annotations)
            {
                _schema.AddColumn(name, type, annotations);
                _getters.Add(getter);
            }
        }
    }
}
