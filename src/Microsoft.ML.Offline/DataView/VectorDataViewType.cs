namespace Microsoft.ML.Data;

/// <summary>Vectors of primitive values, of a known size or of one that differs from row to row. Columns of it are read as <see cref="VBuffer{T}"/>.</summary>
public sealed class VectorDataViewType : StructuredDataViewType
{
    /// <summary>Vectors of <paramref name="size"/> items.</summary>
    /// <param name="itemType">The type of the items.</param>
    /// <param name="size">The number of items; 0, the default, says that rows differ.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    public VectorDataViewType(PrimitiveDataViewType itemType, int size = 0)
        : this(itemType, ImmutableArray.Create(size))
    {
    }

    /// <summary>Vectors whose items are laid out in <paramref name="dimensions"/>, the last varying fastest.</summary>
    /// <param name="itemType">The type of the items.</param>
    /// <param name="dimensions">At least one; 0 says that a dimension differs from row to row.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no dimension, or a negative one.</exception>
    public VectorDataViewType(PrimitiveDataViewType itemType, params int[] dimensions)
        : this(itemType, dimensions.ToImmutableArray())
    {
    }

    /// <summary>Vectors whose items are laid out in <paramref name="dimensions"/>, the last varying fastest.</summary>
    /// <param name="itemType">The type of the items.</param>
    /// <param name="dimensions">At least one; 0 says that a dimension differs from row to row.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no dimension, or a negative one.</exception>
    public VectorDataViewType(PrimitiveDataViewType itemType, ImmutableArray<int> dimensions)
        : base(typeof(VBuffer<>).MakeGenericType(Check.Value(itemType, nameof(itemType)).RawType))
    {
        Check.Param(dimensions.Length > 0, nameof(dimensions), "A vector has at least one dimension.");
        Check.Param(dimensions.All(d => d >= 0), nameof(dimensions), "Dimensions must not be negative.");

        ItemType = itemType;
        Dimensions = dimensions;
        Size = dimensions.Aggregate(1, (size, d) => checked(size * d));
    }

    /// <summary>The type of the items.</summary>
    public PrimitiveDataViewType ItemType { get; }

    /// <summary>The dimensions, the last varying fastest; 0 where a dimension differs from row to row.</summary>
    public ImmutableArray<int> Dimensions { get; }

    /// <summary>The number of items, or 0 when rows differ.</summary>
    public int Size { get; }

    /// <summary>Whether all rows have the same number of items.</summary>
    public bool IsKnownSize => Size > 0;

    /// <inheritdoc/>
    public override bool Equals(DataViewType other)
        => other is VectorDataViewType vector && ItemType.Equals(vector.ItemType) && Dimensions.SequenceEqual(vector.Dimensions);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ItemType, Size, Dimensions.Length);

    /// <inheritdoc/>
    public override string ToString()
        => Dimensions is [0] ? $"Vector<{ItemType}>" : $"Vector<{ItemType}, {string.Join(", ", Dimensions.Select(d => d == 0 ? "*" : d.ToString(CultureInfo.InvariantCulture)))}>";
}
