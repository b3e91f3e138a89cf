namespace Microsoft.ML.Offline.Tests.Text;

public sealed class TextLoaderTests : IDisposable
{
    private readonly MLContext _context = TestData.Context();
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void LoadFromTextFile_OfAClass_ReadsItsMembers()
    {
        File.WriteAllText(_path, "id,label,x,y,z,flag,key\n1,walk,0.5,-1e3,7,1,0\n\n// a comment\n2,run,,abc,9,false,2\n3,sit\n");

        var view = _context.Data.LoadFromTextFile<Line>(_path, separatorChar: ',', hasHeader: true);
        var rows = _context.Data.CreateEnumerable<Line>(view, false).ToArray();

        Assert.Equal([1, 2, 3], rows.Select(r => r.Id));
        Assert.Equal(["walk", "run", "sit"], rows.Select(r => r.Label));
        Assert.Equal([0.5f, -1000, 7], rows[0].Features);
        Assert.Equal([0, float.NaN, 9], rows[1].Features);
        Assert.Equal([0, 0, 0], rows[2].Features);
        Assert.Equal([true, false, false], rows.Select(r => r.Flag));
        Assert.Equal([1u, 3u], rows.Take(2).Select(r => r.Key)); // fields count from 0, keys from 1
        Assert.Equal("Key<UInt32, 0-2>", view.Schema["Key"].Type.ToString());
        Assert.Equal("Vector<Single, 3>", view.Schema["Features"].Type.ToString());
        Assert.False(view.Schema["Features"].HasSlotNames());
    }

    [Fact]
    public void LoadFromTextFile_OfColumns_ReadsThem()
    {
        File.WriteAllText(_path, "1\t2\t3\n4\t5\t6\n");

        var view = _context.Data.LoadFromTextFile(_path, [new("A", DataKind.Double, 2), new("B", DataKind.Single, 0, 1), new("C", DataKind.Int32, [new TextLoader.Range(0), new TextLoader.Range(2)])]);

        Assert.Equal([3, 6], view.GetColumn<double>("A"));
        Assert.Equal([[1, 2], [4, 5]], view.GetColumn<float[]>("B"));
        Assert.Equal([[1, 3], [4, 6]], view.GetColumn<int[]>("C"));
        Assert.Null(view.GetRowCount());
    }

    [Fact]
    public void LoadFromTextFile_ToTheEndOfTheLine_HasThatSize()
    {
        File.WriteAllText(_path, "id;x;y;z\na;1;2;3\nb;4;5;6\n");

        TextLoader.Column[] columns = [new("Rest", DataKind.Single, [new TextLoader.Range(1, null)])];
        var view = _context.Data.LoadFromTextFile(_path, new TextLoader.Options { Columns = columns, Separators = [';'], HasHeader = true });

        Assert.Equal([[1, 2, 3], [4, 5, 6]], view.GetColumn<float[]>("Rest"));
        Assert.Equal(["x", "y", "z"], SlotNames(view, "Rest"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.LoadFromTextFile(_path, columns, separatorChar: ';'));
        Assert.Equal("Vector<Single, 3>", view.Schema["Rest"].Type.ToString());
    }

    [Fact]
    public void LoadFromTextFile_WithQuotes_ReadsWhatIsBetween()
    {
        File.WriteAllText(_path, "\"a,b\",1\n\"say \"\"no\"\"\",2\nplain,3  \n");

        var quoted = _context.Data.LoadFromTextFile(_path, [new("A", DataKind.String, 0), new("B", DataKind.Single, 1)], separatorChar: ',', allowQuoting: true, trimWhitespace: true);
        var plain = _context.Data.LoadFromTextFile(_path, [new("A", DataKind.String, 0)], separatorChar: ',');

        Assert.Equal(["a,b", "say \"no\"", "plain"], quoted.GetColumn<string>("A"));
        Assert.Equal([1, 2, 3], quoted.GetColumn<float>("B"));
        Assert.Equal("\"a", plain.GetColumn<string>("A").First());
    }

    [Fact]
    public void LoadFromTextFile_WithOptions_FollowsThem()
    {
        File.WriteAllText(_path, "1 2;\n3;4\n5;6\n");

        var view = _context.Data.LoadFromTextFile(_path, new TextLoader.Options { Columns = [new("A", DataKind.Single, 0, 1)], Separators = [' ', ';'], MaxRows = 2, MissingRealsAsNaNs = true });

        Assert.Equal([[1, 2], [3, 4]], view.GetColumn<float[]>("A"));
    }

    [Fact]
    public void Loader_OfSeveralFiles_ReadsThemInOrder()
    {
        File.WriteAllText(_path, "x\n1\n2\n");
        var loader = _context.Data.CreateTextLoader([new("A", DataKind.Single, 0)], hasHeader: true);

        Assert.Equal([1, 2, 1, 2], loader.Load(_path, _path).GetColumn<float>("A"));
        Assert.Equal(["A"], loader.GetOutputSchema().Select(c => c.Name));
    }

    [Fact]
    public void LoadFromTextFile_OfWhatIsNotThere_Throws()
    {
        File.WriteAllText(_path, "1\n");

        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.LoadFromTextFile<Line>("/no/such/file.csv"));
        Assert.Throws<InvalidOperationException>(() => _context.Data.LoadFromTextFile<TestData.Row>(_path));
    }

    private static string[] SlotNames(IDataView view, string column)
    {
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        view.Schema[column].GetSlotNames(ref names);
        return [.. names.DenseValues().Select(n => n.ToString())];
    }

    public sealed class Line
    {
        [LoadColumn(0)]
        public int Id { get; set; }

        [LoadColumn(1)]
        public string Label { get; set; }

        [LoadColumn(2, 4), VectorType(3)]
        public float[] Features { get; set; }

        [LoadColumn(5)]
        public bool Flag { get; set; }

        [LoadColumn(6), KeyType(3)]
        public uint Key { get; set; }
    }
}
