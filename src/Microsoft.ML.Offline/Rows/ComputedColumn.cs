namespace Microsoft.ML.Data;

/// <summary>A computed column that needs nothing but its sources.</summary>
/// <param name="Column">Its name, type and annotations.</param>
/// <param name="Sources">The indices of the input columns that it is made of.</param>
/// <param name="MakeGetter">Makes its getter for a row.</param>
internal sealed record ComputedColumn(DataViewSchema.DetachedColumn Column, int[] Sources, Func<DataViewRow, Delegate> MakeGetter);
