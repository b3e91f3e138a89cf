namespace Microsoft.ML.Data;

/// <summary>Says that a member of an unsigned integer type is a key.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class KeyTypeAttribute : Attribute
{
    /// <summary>Not supported: keys need a count.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public KeyTypeAttribute() => throw new NotSupportedException("A key type needs a count.");

    /// <summary>Keys from 1 to <paramref name="count"/>; 0 is missing.</summary>
    public KeyTypeAttribute(ulong count) => Count = count;

    internal ulong Count { get; }
}
