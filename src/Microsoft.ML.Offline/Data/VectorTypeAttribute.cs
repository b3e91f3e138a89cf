namespace Microsoft.ML.Data;

/// <summary>Gives the size of the vectors of a member.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class VectorTypeAttribute : Attribute
{
    /// <summary>Vectors whose sizes differ.</summary>
    public VectorTypeAttribute()
    {
    }

    /// <summary>Vectors of one size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public VectorTypeAttribute(int size)
        : this([size])
    {
    }

    /// <summary>Vectors of several dimensions.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative.</exception>
    public VectorTypeAttribute(params int[] dimensions)
    {
        Check.Param(dimensions.All(d => d >= 0), nameof(dimensions), "Dimensions must not be negative.");
        Dimensions = dimensions;
    }

    internal int[] Dimensions { get; }
}
