namespace Microsoft.ML;

public sealed partial class SchemaShape
{
    /// <summary>What is known about a column.</summary>
    public struct Column
    {
        /// <summary>The name.</summary>
        public readonly string Name;

        /// <summary>Whether it holds single values or vectors.</summary>
        public readonly VectorKind Kind;

        /// <summary>The type of a single value or item; for keys, the number type that holds them.</summary>
        public readonly DataViewType ItemType;

        /// <summary>Whether the values are keys.</summary>
        public readonly bool IsKey;

        /// <summary>The annotations.</summary>
        public readonly SchemaShape Annotations;

        internal Column(string name, VectorKind kind, DataViewType itemType, bool isKey, SchemaShape annotations = null)
        {
            Name = name;
            Kind = kind;
            ItemType = itemType;
            IsKey = isKey;
            Annotations = annotations ?? Empty;
        }

        /// <summary>Whether columns hold single values or vectors.</summary>
        public enum VectorKind
        {
            /// <summary>Single values.</summary>
            Scalar,

            /// <summary>Vectors of one size.</summary>
            Vector,

            /// <summary>Vectors whose sizes differ.</summary>
            VariableVector,
        }

        internal static Column Of(string name, DataViewType type, SchemaShape annotations = null)
        {
            var vector = type as VectorDataViewType;
            var kind = vector == null ? VectorKind.Scalar : vector.IsKnownSize ? VectorKind.Vector : VectorKind.VariableVector;
            var item = vector?.ItemType ?? type;
            return item is KeyDataViewType
                ? new(name, kind, ItemTypes.Of(item.RawType), true, annotations)
                : new(name, kind, item, false, annotations);
        }

        internal readonly string Describe()
        {
            var item = IsKey ? $"Key<{ItemType}>" : ItemType.ToString();
            return Kind switch { VectorKind.Scalar => item, VectorKind.Vector => $"Vector<{item}>", _ => $"VarVector<{item}>" };
        }

        internal readonly bool Has(string annotation, VectorKind kind, DataViewType itemType)
            => Annotations.TryFind(annotation, out var found) && found.Kind == kind && found.ItemType.Equals(itemType);
    }
}
