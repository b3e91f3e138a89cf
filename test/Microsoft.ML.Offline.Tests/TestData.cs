namespace Microsoft.ML.Offline.Tests;

/// <summary>Rows and views that tests share.</summary>
public static class TestData
{
    public static MLContext Context(int? seed = 1) => new(seed);

    /// <summary>Rows numbered from 0, with classes a, b, c in turn and three features each.</summary>
    public static IDataView View(this MLContext context, int rows = 12) => context.Data.LoadFromEnumerable(Rows(rows));

    public static List<Row> Rows(int rows) =>
    [
        .. Enumerable.Range(0, rows).Select(i => new Row
        {
            Number = i,
            Label = "abc"[i % 3].ToString(),
            Group = (uint)(i % 4),
            Features = [i, -i, i * i],
        }),
    ];

    public static float[] Numbers(this IDataView view) => [.. view.GetColumn<float>("Number")];

    /// <summary>The view, and what its cursors are asked for.</summary>
    public static IDataView Watched(this IDataView view, Action<string> asked) => new WatchedView(view, asked);

    public sealed class Row
    {
        public float Number { get; set; }

        public string Label { get; set; }

        [KeyType(4)]
        public uint Group { get; set; }

        [VectorType(3)]
        public float[] Features { get; set; }
    }

    private sealed class WatchedView(IDataView view, Action<string> asked) : IDataView
    {
        public DataViewSchema Schema => view.Schema;

        public bool CanShuffle => view.CanShuffle;

        public long? GetRowCount() => view.GetRowCount();

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        {
            var columns = columnsNeeded.ToArray();
            asked(string.Join(",", columns.Select(c => c.Name).Order(StringComparer.Ordinal)));
            return view.GetRowCursor(columns, rand);
        }

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
            => [GetRowCursor(columnsNeeded, rand)];
    }
}
