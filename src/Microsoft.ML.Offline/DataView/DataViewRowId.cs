namespace Microsoft.ML.Data;

/// <summary>A 128-bit number that tells rows apart, whatever the order in which they are read.</summary>
public readonly struct DataViewRowId : IComparable<DataViewRowId>, IEquatable<DataViewRowId>
{
    /// <summary>The low 64 bits.</summary>
    public readonly ulong Low;

    /// <summary>The high 64 bits.</summary>
    public readonly ulong High;

    /// <summary>The id with these bits.</summary>
    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    /// <summary>An id that belongs to this one and is told apart from those of <see cref="Next"/>.</summary>
    public DataViewRowId Fork() => new(Mix(Low ^ 0x9E3779B97F4A7C15), Mix(High + Low + 0xD1B54A32D192ED03));

    /// <summary>The next id in the sequence that this one starts.</summary>
    public DataViewRowId Next() => new(Mix(Low + 0x8CB92BA72F3D8DD7), Mix(High ^ Low ^ 0xABC98388FB8FAC03));

    /// <summary>The id of a row that is made of the rows with this id and <paramref name="other"/>.</summary>
    public DataViewRowId Combine(DataViewRowId other)
        => new(Mix(Low + 3 * Mix(other.Low + 1)), Mix(High + 3 * Mix(other.High + 1)));

    /// <inheritdoc/>
    public bool Equals(DataViewRowId other) => Low == other.Low && High == other.High;

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is DataViewRowId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Low, High);

    /// <summary>Orders ids by their high bits, then by their low bits.</summary>
    public int CompareTo(DataViewRowId other) => High == other.High ? Low.CompareTo(other.Low) : High.CompareTo(other.High);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x16}{Low:x16}");

    // A bijection of 64-bit numbers that spreads every input bit over the output.
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
