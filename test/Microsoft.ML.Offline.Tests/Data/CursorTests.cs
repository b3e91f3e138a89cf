namespace Microsoft.ML.Offline.Tests.Data;

public class CursorTests
{
    private readonly MLContext _context = TestData.Context();

    [Fact]
    public void Cursor_OverRows_CountsPositionsAndEnds()
    {
        var view = _context.View(3);
        using var cursor = view.GetRowCursor(view.Schema);
        var get = cursor.GetGetter<float>(view.Schema["Number"]);
        var getId = cursor.GetIdGetter();
        var value = 0f;
        var id = default(DataViewRowId);
        var seen = new List<(long, float, ulong)>();

        Assert.Equal(-1, cursor.Position);
        while (cursor.MoveNext())
        {
            get(ref value);
            getId(ref id);
            seen.Add((cursor.Position, value, id.Low));
        }

        Assert.Equal([(0, 0, 0UL), (1, 1, 1UL), (2, 2, 2UL)], seen);
        Assert.False(cursor.MoveNext());
        Assert.Equal(-1, cursor.Position);
    }

    [Fact]
    public void Cursor_AskedForOtherThanNeeded_Throws()
    {
        var view = _context.View(3);
        using var cursor = view.GetRowCursor([view.Schema["Number"]]);

        Assert.True(cursor.IsColumnActive(view.Schema["Number"]));
        Assert.False(cursor.IsColumnActive(view.Schema["Label"]));
        Assert.ThrowsAny<Exception>(() => cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["Label"]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<double>(view.Schema["Number"]));
    }

    [Fact]
    public void Cursor_OfCacheBeforeTheFirstRow_Throws()
    {
        var view = _context.Data.Cache(_context.View(3));
        using var cursor = view.GetRowCursor(view.Schema);
        var value = 0f;
        var get = cursor.GetGetter<float>(view.Schema["Number"]);

        Assert.Throws<InvalidOperationException>(() => get(ref value));
    }

    [Fact]
    public void Views_OfTransforms_AskOnlyForWhatIsNeeded()
    {
        var asked = new List<string>();
        var source = _context.View().Watched(asked.Add);
        var pipeline = _context.Transforms.Concatenate("Both", "Number", "Features").Append(_context.Transforms.CopyColumns("Other", "Label"));
        var view = pipeline.Fit(source).Transform(source);

        Assert.Empty(asked);
        _ = view.GetColumn<string>("Other").ToArray();
        _ = view.GetColumn<float[]>("Both").ToArray();

        Assert.Equal(["Label", "Features,Number"], asked);
    }

    [Fact]
    public void Cache_ReadAgain_ReadsItsSourceOnce()
    {
        var asked = new List<string>();
        var view = _context.Data.Cache(_context.View().Watched(asked.Add), "Number");

        var first = view.Numbers();
        var second = view.Numbers();
        _ = view.GetColumn<float[]>("Features").ToArray();

        Assert.Equal(first, second);
        Assert.Equal(["Number", "Features"], asked);
        Assert.True(view.CanShuffle);
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.Cache(view, "None"));
    }

    [Fact]
    public void Cache_WithRandomness_GivesAllRowsInAnotherOrder()
    {
        var view = _context.Data.Cache(_context.View(100));
        using var cursor = view.GetRowCursor(view.Schema, new Random(1));
        var get = cursor.GetGetter<float>(view.Schema["Number"]);
        var seen = new List<float>();
        for (var value = 0f; cursor.MoveNext(); seen.Add(value))
            get(ref value);

        Assert.NotEqual(seen.Order(), seen);
        Assert.Equal(view.Numbers(), seen.Order());
    }

    [Fact]
    public void CursorSet_OfCacheAndTransforms_GivesEveryRowOnce()
    {
        var cached = _context.Data.Cache(_context.View(1000));
        var view = _context.Transforms.CopyColumns("Copy", "Number").Fit(cached).Transform(cached);
        var cursors = view.GetRowCursorSet([view.Schema["Copy"]], 3);
        var seen = new System.Collections.Concurrent.ConcurrentBag<float>();

        Parallel.ForEach(cursors, cursor =>
        {
            using (cursor)
            {
                var get = cursor.GetGetter<float>(view.Schema["Copy"]);
                for (var value = 0f; cursor.MoveNext(); seen.Add(value))
                    get(ref value);
            }
        });

        Assert.Equal(view.Numbers(), seen.Order());
    }

    [Fact]
    public void Cursor_OverTransforms_AllocatesNothingPerRow()
    {
        var cached = _context.Data.Cache(_context.View(20000));
        var view = _context.Transforms.Concatenate("All", "Features", "Number")
            .Append(_context.Transforms.NormalizeMinMax("All"))
            .Append(_context.Transforms.CustomMapping<Pair, Sum>((row, result) => result.Total = row.All[0] + row.Number, null))
            .Fit(cached).Transform(cached);
        using var cursor = view.GetRowCursor([view.Schema["All"], view.Schema["Total"]]);
        var getAll = cursor.GetGetter<VBuffer<float>>(view.Schema["All"]);
        var getTotal = cursor.GetGetter<float>(view.Schema["Total"]);
        var all = default(VBuffer<float>);
        var total = 0f;
        void Next()
        {
            Assert.True(cursor.MoveNext());
            getAll(ref all);
            getTotal(ref total);
        }

        for (var i = 0; i < 1000; i++)
            Next();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10000; i++)
            Next();

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40000); // a pool or a table may grow once
    }

    [Fact]
    public void Row_OfMapper_StaysInStepWithItsInput()
    {
        var view = _context.View(3);
        var mapper = ((ITransformer)_context.Transforms.CopyColumns("Copy", "Number").Fit(view)).GetRowToRowMapper(view.Schema);
        using var cursor = view.GetRowCursor(mapper.GetDependencies([mapper.OutputSchema["Copy"]]));
        using var row = mapper.GetRow(cursor, [mapper.OutputSchema["Copy"]]);
        var get = row.GetGetter<float>(mapper.OutputSchema["Copy"]);
        var value = 0f;

        cursor.MoveNext();
        cursor.MoveNext();
        get(ref value);

        Assert.Equal(1, value);
        Assert.Equal(1, row.Position);
        Assert.Same(mapper.OutputSchema, row.Schema);
    }

    public sealed class Pair
    {
        public float Number { get; set; }

        [VectorType(4)]
        public float[] All { get; set; }
    }

    public sealed class Sum
    {
        public float Total { get; set; }
    }
}
