namespace Microsoft.ML.Data;

/// <summary>The type of the values of a column. Types compare by what they describe, not by reference.</summary>
public abstract class DataViewType : IEquatable<DataViewType>
{
    private protected DataViewType(Type rawType)
    {
        Check.Value(rawType, nameof(rawType));
        RawType = rawType;
    }

    /// <summary>The .NET type that getters of such a column fill: <c>ReadOnlyMemory&lt;char&gt;</c> for text, <c>VBuffer&lt;T&gt;</c> for vectors.</summary>
    public Type RawType { get; }

    /// <summary>Whether <paramref name="other"/> describes the same values.</summary>
    public abstract bool Equals(DataViewType other);

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is DataViewType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => RawType.GetHashCode();
}
