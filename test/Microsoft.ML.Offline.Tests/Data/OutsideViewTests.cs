namespace Microsoft.ML.Offline.Tests.Data;

/// <summary>What other packages implement themselves: views, cursors and rows made of public parts only.</summary>
public class OutsideViewTests
{
    private readonly MLContext _context = TestData.Context();

    [Fact]
    public void View_FromOutside_GoesThroughTransformsAndFilters()
    {
        var view = new Squares(100);

        var pipeline = _context.Transforms.Concatenate("Both", "X", "Y").Append(_context.Transforms.NormalizeMinMax("Both"));
        var made = pipeline.Fit(view).Transform(_context.Data.FilterRowsByColumn(view, "X", 90));

        Assert.Equal([90f / 99, 8100f / 9801], made.GetColumn<float[]>("Both").First().Select(x => x), (a, b) => Math.Abs(a - b) < 1e-6f);
        Assert.Equal(10, made.GetColumn<float>("X").Count());
    }

    [Fact]
    public void View_FromOutsideThatShuffles_IsShuffledAndSplit()
    {
        var view = new Squares(500);

        var shuffled = _context.Data.ShuffleRows(view, seed: 2, shufflePoolSize: 10).GetColumn<float>("X").ToArray();
        var split = _context.Data.TrainTestSplit(view, 0.3);

        Assert.NotEqual(shuffled.Order(), shuffled);
        Assert.True(shuffled.Take(10).Max() > 50, "the source itself is read in random order");
        Assert.Equal(500, split.TrainSet.GetColumn<float>("X").Count() + split.TestSet.GetColumn<float>("X").Count());
    }

    [Fact]
    public void View_FromOutsideWithSeveralCursors_IsReadByAll()
    {
        var view = new Squares(100);
        var copied = _context.Transforms.CopyColumns("Z", "Y").Fit(view).Transform(view);

        var cursors = copied.GetRowCursorSet(copied.Schema, 4);
        var seen = new List<float>();
        foreach (var cursor in cursors)
            using (cursor)
            {
                var get = cursor.GetGetter<float>(copied.Schema["Z"]);
                for (var value = 0f; cursor.MoveNext(); seen.Add(value))
                    get(ref value);
            }

        Assert.Equal(4, cursors.Length);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (float)i * i), seen.Order());
    }

    private sealed class Squares(int rows) : IDataView
    {
        private static readonly DataViewSchema Columns = MakeSchema();

        public DataViewSchema Schema => Columns;

        public bool CanShuffle => true;

        public long? GetRowCount() => rows;

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        {
            var order = Enumerable.Range(0, rows).ToArray();
            rand?.Shuffle(order);
            return new Cursor(order, [.. columnsNeeded.Select(c => c.Index)]);
        }

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
            => [.. Enumerable.Range(0, rows).Chunk((rows + n - 1) / n).Select(part => new Cursor(part, [.. columnsNeeded.Select(c => c.Index)]))];

        private static DataViewSchema MakeSchema()
        {
            var builder = new DataViewSchema.Builder();
            builder.AddColumn("X", NumberDataViewType.Single);
            builder.AddColumn("Y", NumberDataViewType.Single);
            return builder.ToSchema();
        }

        private sealed class Cursor(int[] order, HashSet<int> active) : DataViewRowCursor
        {
            private int _at = -1;

            public override long Position => _at < order.Length ? _at : -1;

            public override long Batch => 0;

            public override DataViewSchema Schema => Columns;

            public override bool MoveNext() => ++_at < order.Length;

            public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

            public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new((ulong)order[_at], 0);

            public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            {
                ValueGetter<float> getter = column.Index == 0 ? (ref float x) => x = order[_at] : (ref float y) => y = (float)order[_at] * order[_at];
                return (ValueGetter<TValue>)(Delegate)getter;
            }
        }
    }
}
