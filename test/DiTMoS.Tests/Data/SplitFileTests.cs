using System.Text;
using DiTMoS.Data;

namespace DiTMoS.Tests.Data;

public sealed class SplitFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WindowSet _windows = WindowSets.Create();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(SplitKind.Random)]
    [InlineData(SplitKind.Trial)]
    [InlineData(SplitKind.Subject)]
    public void SaveAndLoad_Split_IsTheSame(SplitKind kind)
    {
        DataSplit split = DataSplitter.Split(_windows, new SplitOptions { Kind = kind });

        SplitFile.Save(_folder["split.json"], _windows, split);
        DataSplit loaded = SplitFile.Load(_folder["split.json"], _windows);

        Assert.Equal((split.Kind, split.Description), (loaded.Kind, loaded.Description));
        Assert.Equal(split.Train, loaded.Train);
        Assert.Equal(split.Validation, loaded.Validation);
        Assert.Equal(split.Test, loaded.Test);
    }

    [Fact]
    public void Save_Subjects_AreNamedAndRowsAreRanges()
    {
        int[] rows = [.. Enumerable.Range(0, _windows.Count)];

        string subjects = Saved(DataSplitter.Split(_windows, new SplitOptions { TestSubjects = ["p2"], ValidationFraction = 0 }));
        string ranges = Saved(DataSplit.FromRows(_windows, SplitKind.Random, rows.AsSpan(0, 50), rows.AsSpan(52, 1), [60, 62, 63, 64]));

        Assert.Contains("\"kind\": \"Subject\"", subjects, StringComparison.Ordinal);
        Assert.Contains("\"test\": {\n    \"subjects\": [\n      \"p2\"\n    ]\n  }", subjects, StringComparison.Ordinal);
        Assert.Contains("\"rows\": \"0-49\"", ranges, StringComparison.Ordinal);
        Assert.Contains("\"rows\": \"52\"", ranges, StringComparison.Ordinal);
        Assert.Contains("\"rows\": \"60,62-64\"", ranges, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_PartOfASubject_IsSavedByRows()
    {
        DataSplit split = DataSplit.FromRows(_windows, SplitKind.Subject, [.. Enumerable.Range(0, 96)], [], [.. Enumerable.Range(120, 20)]);

        Assert.Contains("\"rows\": \"120-139\"", Saved(split), StringComparison.Ordinal);
        Assert.Equal(split.Test, SplitFile.Load(_folder["split.json"], _windows).Test);
    }

    [Fact]
    public void Load_OtherWindows_AreRefused()
    {
        Saved(DataSplitter.Split(_windows, new SplitOptions()));
        WindowSet others = WindowSets.Create(trials: 3);
        WindowSet changed = WindowSets.Create();
        changed.Samples[17] += 1;

        AssertRefused("a split of these windows, 'test windows' (216 windows). It is one of others: 'test windows' (144 windows)", others);
        AssertRefused("must be a split of these windows", changed);
    }

    [Fact]
    public void Load_SubjectsWithoutDigest_SplitAnyWindowsOfThem()
    {
        Write("""{"format":"ditmos-split","version":1,"kind":"subject","description":"by hand","train":{"subjects":["p1","p3","p4","p5"]},"test":{"subjects":["p6","p2"]}}""");

        DataSplit split = SplitFile.Load(_folder["split.json"], WindowSets.Create(trials: 3));

        Assert.Equal((144, 0, 72), (split.Train.Length, split.Validation.Length, split.Test.Length));
    }

    [Theory]
    [InlineData("\"0-99\"", "\"0-144\"", "train: rows must be numbers in [0, 144)")]
    [InlineData("\"0-99\"", "\"5-3\"", "Got '5-3'")]
    [InlineData("\"0-99\"", "\"0-9,9-99\"", "Got '9-99'")]
    [InlineData("\"0-99\"", "\"0-9,,12\"", "Got ''")]
    [InlineData("\"0-99\"", "\"-1\"", "Got '-1'")]
    [InlineData("\"0-99\"", "\"1-2-3\"", "Got '1-2-3'")]
    [InlineData("\"0-99\"", "\"0-99999999999999999999\"", "rising")]
    [InlineData("\"0-99\"", "\"0-105\"", "a window must be in one part")]
    [InlineData("\"0-99\"", "\"\"", "training part must have at least one window")]
    [InlineData("\"rows\":\"0-99\"", "\"subjects\":[\"p1\",\"p9\"]", "train: there is no subject 'p9'. 'test windows' has 6: p1,")]
    [InlineData("\"rows\":\"0-99\"", "\"subjects\":[\"p1\",\"p1\"]", "twice the subject 'p1'")]
    [InlineData("\"rows\":\"0-99\"", "\"subjects\":[null]", "no subject 'null'")]
    [InlineData("\"rows\":\"0-99\"", "\"subjects\":[\"p1\"],\"rows\":\"3\"", "rows or subjects, one of them")]
    [InlineData("\"rows\":\"0-99\"", "", "rows or subjects, one of them")]
    [InlineData("\"rows\":\"0-99\"", "\"raws\":\"0-99\"", "must be a split file")]
    [InlineData("\"version\":1", "\"version\":2", "version 1. Got 'ditmos-split', version 2")]
    [InlineData("\"Random\"", "\"Never\"", "must be a split file")]
    [InlineData("\"Random\"", "7", "kind must be Random, Trial, Subject or Official")]
    [InlineData("\"Random\"", "\"Subject\"", "Subject 'p")]
    [InlineData("\"by hand\"", "\"by\\u001bhand\"", "printable characters. Got 'by?hand'")]
    [InlineData("\"by hand\"", "null", "must be a split file")]
    [InlineData("\"dataDigest\":\"DIGEST\",", "", "rows mean nothing without dataDigest")]
    [InlineData("{", "[", "line 1, column")]
    public void Load_BadFile_SaysWhere(string from, string to, string message)
    {
        string good = """{"format":"ditmos-split","version":1,"windows":144,"dataDigest":"DIGEST","kind":"Random","description":"by hand","train":{"rows":"0-99"},"test":{"rows":"100-143"}}""";
        string bad = good.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(good, bad);
        Write(good.Replace("DIGEST", _windows.Digest(), StringComparison.Ordinal));
        Assert.Equal(44, SplitFile.Load(_folder["split.json"], _windows).Test.Length);

        Write(bad.Replace("DIGEST", _windows.Digest(), StringComparison.Ordinal));

        AssertRefused(message, _windows);
    }

    [Fact]
    public void Load_NoFileOrEmptyFile_SaysSo()
    {
        Assert.Contains("no file is there", Assert.Throws<RecordingException>(() => SplitFile.Load(_folder["none.json"], _windows)).Message, StringComparison.Ordinal);
        Write("");
        AssertRefused("the file is empty", _windows);
    }

    [Fact]
    public void Load_AnyAlteration_IsReadOrRefused()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Saved(DataSplitter.Split(_windows, new SplitOptions { Kind = SplitKind.Trial })));

        (int read, int refused) = Mutations.Try(bytes, altered =>
        {
            File.WriteAllBytes(_folder["split.json"], altered);
            SplitFile.Load(_folder["split.json"], _windows);
        }, count: 1_000);

        Assert.True(read > 1 && refused > 400, $"{read} read, {refused} refused");
    }

    [Fact]
    public void Save_FolderThatIsNotThere_SaysSo() => Assert.Contains(
        "could not be written",
        Assert.Throws<RecordingException>(() => SplitFile.Save(_folder["no/such/split.json"], _windows, DataSplitter.Split(_windows, new SplitOptions()))).Message,
        StringComparison.Ordinal);

    private string Saved(DataSplit split)
    {
        SplitFile.Save(_folder["split.json"], _windows, split);
        return File.ReadAllText(_folder["split.json"]);
    }

    private void Write(string text) => File.WriteAllText(_folder["split.json"], text);

    private void AssertRefused(string message, WindowSet windows)
    {
        string found = Assert.Throws<RecordingException>(() => SplitFile.Load(_folder["split.json"], windows)).Message;
        Assert.Contains(message, found, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("'split.json'", found, StringComparison.Ordinal);
    }
}
