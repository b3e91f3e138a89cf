namespace Microsoft.ML.Offline.Tests.Data;

public class EnumerableTests
{
    private readonly MLContext _context = TestData.Context();

    [Fact]
    public void LoadFromEnumerable_OfClass_HasItsMembersAsColumns()
    {
        var schema = _context.Data.LoadFromEnumerable(new List<Everything>()).Schema;

        Assert.Equal("Text: String, Flag: Boolean, Byte: Byte, Big: Int64, Real: Double, Span: TimeSpan, Time: DateTime, Renamed: Single, Sizes: Vector<Single>, Names: Vector<String, 2>, Buffer: Vector<Double, 2>, Key: Key<UInt32, 0-2>, Keys: Vector<Key<Byte, 0-3>>, ReadOnly: Int32", string.Join(", ", schema.OrderBy(c => Order.IndexOf(c.Name)).Select(c => $"{c.Name}: {c.Type}")));
    }

    [Fact]
    public void CreateEnumerable_OfLoadedObjects_GivesThemBack()
    {
        var rows = new List<Everything>
        {
            new() { Text = "x", Flag = true, Byte = 3, Big = -5, Real = 1.5, Span = TimeSpan.FromSeconds(3), Time = new(2020, 1, 2), Small = 9, Sizes = [1, 2, 3], Names = ["p", null], Buffer = new(2, 1, [4], [1]), Key = 2, Keys = [1, 4] },
            new() { Key = 3 },
        };

        var back = _context.Data.CreateEnumerable<Everything>(_context.Data.LoadFromEnumerable(rows), reuseRowObject: false).ToArray();

        Assert.Equal(2, back.Length);
        Assert.Equal(("x", true, 3, -5L, 1.5, rows[0].Span, rows[0].Time, 9f), (back[0].Text, back[0].Flag, (int)back[0].Byte, back[0].Big, back[0].Real, back[0].Span, back[0].Time, back[0].Small));
        Assert.Equal([1, 2, 3], back[0].Sizes);
        Assert.Equal(["p", ""], back[0].Names);
        Assert.Equal([0, 4], back[0].Buffer.DenseValues());
        Assert.Equal(3u, back[0].Key); // a member counts from 0 when it is read, a column from 1
        Assert.Equal([1, 4], back[0].Keys);
        Assert.Equal("", back[1].Text);
        Assert.Equal(0u, back[1].Key); // at the count: missing
        Assert.Null(back[1].Sizes);
    }

    [Fact]
    public void CreateEnumerable_ReusingTheObject_FillsItAgain()
    {
        var objects = _context.Data.CreateEnumerable<TestData.Row>(_context.View(3), reuseRowObject: true).Select(row => (row, row.Number)).ToArray();

        Assert.Single(objects.Select(o => o.row).Distinct());
        Assert.Equal([0, 1, 2], objects.Select(o => o.Number));
    }

    [Fact]
    public void CreateEnumerable_MissingColumn_ThrowsUnlessIgnored()
    {
        var view = _context.Data.LoadFromEnumerable([new { Number = 1f }]);

        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.CreateEnumerable<TestData.Row>(view, false));
        Assert.Equal(1, _context.Data.CreateEnumerable<TestData.Row>(view, false, ignoreMissingColumns: true).Single().Number);
    }

    [Fact]
    public void CreateEnumerable_ColumnOfAnotherType_Throws()
    {
        var view = _context.Data.LoadFromEnumerable([new { Number = 1.0, Label = "a", Group = 1u, Features = new float[3] }]);

        Assert.Throws<InvalidOperationException>(() => _context.Data.CreateEnumerable<TestData.Row>(view, false));
    }

    [Fact]
    public void LoadFromEnumerable_OfMemberThatIsNoColumn_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.LoadFromEnumerable([new { X = new object() }]));
        Assert.Throws<ArgumentNullException>(() => _context.Data.LoadFromEnumerable((IEnumerable<TestData.Row>)null));
    }

    [Fact]
    public void LoadFromEnumerable_OfNulls_ThrowsWhenRead()
    {
        var view = _context.Data.LoadFromEnumerable([new TestData.Row(), null]);

        Assert.Throws<InvalidOperationException>(() => view.Numbers());
    }

    [Fact]
    public void LoadFromEnumerable_WithDefinition_FollowsIt()
    {
        var definition = SchemaDefinition.Create(typeof(TestData.Row));
        definition["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 5);
        definition["Group"].AddAnnotation("KeyValues", new[] { "p", "q", "r", "s" }, new VectorDataViewType(TextDataViewType.Instance, 4));
        definition.Remove(definition["Label"]);

        var schema = _context.Data.LoadFromEnumerable(TestData.Rows(1), definition).Schema;

        Assert.Equal("Vector<Single, 5>", schema["Features"].Type.ToString());
        Assert.True(schema["Group"].HasKeyValues());
        Assert.Null(schema.GetColumnOrNull("Label"));
    }

    [Fact]
    public void LoadFromEnumerable_WithSchema_HasItsTypesAndAnnotations()
    {
        var schema = _context.Transforms.Conversion.MapValueToKey("Code", "Label").Fit(_context.View()).GetOutputSchema(_context.View().Schema);

        var view = _context.Data.LoadFromEnumerable([new { Number = 1f, Label = "b", Group = 1u, Features = new float[3], Code = 2u }], schema);

        Assert.Equal("Key<UInt32, 0-2>", view.Schema["Code"].Type.ToString());
        Assert.True(view.Schema["Code"].HasKeyValues());
    }

    [Fact]
    public void RowCount_OfListAndOfEnumerable_IsKnownForTheList()
    {
        Assert.Equal(12, _context.View().GetRowCount());
        Assert.Null(_context.Data.LoadFromEnumerable(TestData.Rows(12).Where(r => r.Number > 3)).GetRowCount());
        Assert.False(_context.View().CanShuffle);
    }

    [Fact]
    public void GetColumn_OfOtherTypes_ConvertsOrThrows()
    {
        var view = _context.View(3);

        Assert.Equal(["a", "b", "c"], view.GetColumn<string>("Label"));
        Assert.Equal([2, -2, 4], view.GetColumn<float[]>("Features").Last());
        Assert.Equal([2, -2, 4], view.GetColumn<VBuffer<float>>(view.Schema["Features"]).ToArray()[2].DenseValues());
        Assert.Throws<ArgumentOutOfRangeException>(() => view.GetColumn<float>("None").ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => view.GetColumn<double>("Number").ToArray());
    }

    private static readonly List<string> Order = ["Text", "Flag", "Byte", "Big", "Real", "Span", "Time", "Renamed", "Sizes", "Names", "Buffer", "Key", "Keys", "ReadOnly"];

    public sealed class Everything
    {
        public string Text { get; set; }

        public bool Flag;

        public byte Byte { get; set; }

        public long Big { get; set; }

        public double Real;

        public TimeSpan Span { get; set; }

        public DateTime Time { get; set; }

        [ColumnName("Renamed")]
        public float Small { get; set; }

        public float[] Sizes { get; set; }

        [VectorType(2)]
        public string[] Names { get; set; }

        [VectorType(2)]
        public VBuffer<double> Buffer;

        [KeyType(3)]
        public uint Key { get; set; }

        [KeyType(4)]
        public byte[] Keys { get; set; }

        public int ReadOnly => 5;

        [NoColumn]
        public object Ignored { get; set; }
    }
}
