namespace Microsoft.ML.Data;

/// <summary>A choice among a known number of things. Raw values are 1-based: 1 is the first, and 0 says that the value is missing.</summary>
public sealed class KeyDataViewType : PrimitiveDataViewType
{
    /// <summary>Keys over <paramref name="count"/> things.</summary>
    /// <param name="type">An unsigned integer type: byte, ushort, uint or ulong.</param>
    /// <param name="count">The number of things, at least 1 and at most the largest value of <paramref name="type"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public KeyDataViewType(Type type, ulong count)
        : base(type)
    {
        Check.Param(IsValidDataType(type), nameof(type), "A key must be a byte, ushort, uint or ulong.");
        Check.Param(count > 0 && count <= Largest(type), nameof(count), "The number of keys must be at least 1, and fit into the type.");
        Count = count;
    }

    /// <summary>Keys over <paramref name="count"/> things.</summary>
    /// <param name="type">An unsigned integer type: byte, ushort, uint or ulong.</param>
    /// <param name="count">The number of things, at least 1 and at most the largest value of <paramref name="type"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public KeyDataViewType(Type type, int count)
        : this(type, count < 0 ? 0 : (ulong)count)
    {
    }

    /// <summary>The number of things; valid raw values are 1 to this number.</summary>
    public ulong Count { get; }

    /// <summary>Whether keys can be held in values of <paramref name="type"/>.</summary>
    public static bool IsValidDataType(Type type)
    {
        Check.Value(type, nameof(type));
        return type == typeof(byte) || type == typeof(ushort) || type == typeof(uint) || type == typeof(ulong);
    }

    /// <inheritdoc/>
    public override bool Equals(DataViewType other) => other is KeyDataViewType key && key.RawType == RawType && key.Count == Count;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RawType, Count);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Key<{RawType.Name}, 0-{Count - 1}>");

    private static ulong Largest(Type type)
        => type == typeof(byte) ? byte.MaxValue : type == typeof(ushort) ? ushort.MaxValue : type == typeof(uint) ? uint.MaxValue : ulong.MaxValue;
}
