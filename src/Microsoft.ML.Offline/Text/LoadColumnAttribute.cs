namespace Microsoft.ML.Data;

/// <summary>Says which fields of a line a member is loaded from.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class LoadColumnAttribute : Attribute
{
    /// <summary>One field.</summary>
    /// <param name="fieldIndex">Its zero-based place.</param>
    public LoadColumnAttribute(int fieldIndex) => Sources = [new(fieldIndex)];

    /// <summary>A stretch of fields, as a vector.</summary>
    /// <param name="start">The zero-based place of the first.</param>
    /// <param name="end">The zero-based place of the last.</param>
    public LoadColumnAttribute(int start, int end) => Sources = [new(start, end)];

    /// <summary>Several fields, as a vector.</summary>
    /// <param name="columnIndexes">Their zero-based places.</param>
    public LoadColumnAttribute(int[] columnIndexes) => Sources = [.. columnIndexes.Select(index => new TextLoader.Range(index))];

    internal TextLoader.Range[] Sources { get; }
}
