namespace Microsoft.ML.Data;

/// <summary>Computes columns of a row from others of the same row.</summary>
internal abstract class RowMapper
{
    /// <summary>The columns that are computed.</summary>
    public abstract IReadOnlyList<DataViewSchema.DetachedColumn> Columns { get; }

    /// <summary>The indices of the input columns that a computed column is made of.</summary>
    public abstract IEnumerable<int> SourcesOf(int column);

    /// <summary>A <see cref="ValueGetter{TValue}"/> for every computed column that is active.</summary>
    public abstract Delegate[] MakeGetters(DataViewRow input, bool[] active);
}
