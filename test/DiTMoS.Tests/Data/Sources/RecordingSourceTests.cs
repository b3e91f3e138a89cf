using DiTMoS.Data;
using DiTMoS.Data.Sources;

namespace DiTMoS.Tests.Data.Sources;

public sealed class RecordingSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_SingleFile_IsThatFileAlone()
    {
        string path = _folder.Write("a.txt", "hello"u8.ToArray());

        using RecordingSource source = RecordingSource.Open(path);

        Assert.Equal(("a.txt", false, "a.txt", 5L), (source.Name, source.IsFolder, source.Files[0].Path, source.Files[0].Length));
        Assert.True(source.StartsWith("hell"u8));
        Assert.Equal(path, source.LocalPath(source.Files[0]));
    }

    [Fact]
    public void Below_Folder_PathsStartThere()
    {
        _folder.Write("a/b/1.txt", "one"u8.ToArray());
        _folder.Write("a/bc/2.txt", [2]);
        using RecordingSource source = RecordingSource.Open(_folder.Root);

        RecordingSource below = source.Below("a/b");

        Assert.Equal(["1.txt"], below.Files.Select(file => file.Path));
        Assert.Equal($"{source.Name}/a/b", below.Name);
        using Stream stream = below.Open(below.Find("1.txt")!);
        Assert.Equal("one", new StreamReader(stream).ReadToEnd());
        Assert.Null(below.Find("a/b/1.txt"));
    }

    [Fact]
    public void Tops_FoldersInFolders_EachUntilThereAreSeveral()
    {
        _folder.Write("outer/README", [1]);
        _folder.Write("outer/set/RawData/labels.txt", [1]);
        _folder.Write("outer/set/Other/x.txt", [1]);
        using RecordingSource source = RecordingSource.Open(_folder.Root);

        RecordingSource[] tops = [.. source.Tops()];

        Assert.Equal([source.Name, $"{source.Name}/outer", $"{source.Name}/outer/set"], tops.Select(top => top.Name));
        Assert.NotNull(tops[^1].Find("RawData/labels.txt"));
    }

    [Fact]
    public void Only_FileOfAFolder_IsASingleFile()
    {
        _folder.Write("a/b.txt", "mark"u8.ToArray());
        using RecordingSource source = RecordingSource.Open(_folder.Root);

        RecordingSource only = source.Only(source.Files[0]);

        Assert.Equal(("b.txt", false), (only.Name, only.IsFolder));
        Assert.True(only.StartsWith("mark"u8));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_FileThatChangedSinceItWasListed_IsRefused(bool hasOtherLength)
    {
        string path = _folder.Write("a.txt", [1, 2, 3]);
        using RecordingSource source = RecordingSource.Open(_folder.Root);
        File.WriteAllBytes(path, hasOtherLength ? [1, 2, 3, 4] : [1, 2, 4]);
        File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, hasOtherLength ? 1 : 2, 0, 0, 0, DateTimeKind.Utc));

        AssertChanged(() => source.Open(source.Files[0]));
        AssertChanged(() => source.LocalPath(source.Files[0]));
    }

    [Fact]
    public void Open_FileThatGrowsOrShrinksWhileItIsRead_IsRefusedAtItsEnd()
    {
        foreach (bool grows in (bool[])[true, false])
        {
            string path = _folder.Write("a.txt", new byte[100_000]);
            using RecordingSource source = RecordingSource.Open(_folder.Root);
            using Stream stream = source.Open(source.Files[0]);
            stream.ReadExactly(new byte[1000]);
            using (FileStream writer = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            {
                writer.SetLength(grows ? 100_001 : 50_000);
            }

            AssertChanged(() => stream.CopyTo(Stream.Null));
        }
    }

    [Fact]
    public void Open_FileThatIsRemovedWhileItIsRead_IsRefused()
    {
        string path = _folder.Write("a.txt", [1]);
        using RecordingSource source = RecordingSource.Open(_folder.Root);
        File.Delete(path);

        Assert.Contains("'a.txt' was removed", Assert.Throws<RecordingException>(() => source.Open(source.Files[0])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckUnchanged_FileThatWasHandedOut_IsLookedAtAgain()
    {
        string path = _folder.Write("a/b.txt", [1]);
        using RecordingSource source = RecordingSource.Open(_folder.Root);
        RecordingSource view = source.Below("a");
        view.LocalPath(view.Files[0]);
        source.CheckUnchanged();

        File.WriteAllBytes(path, [1, 2]);

        AssertChanged(source.CheckUnchanged);
    }

    private static void AssertChanged(Action read) =>
        Assert.Contains("changed while the recordings were read", Assert.Throws<RecordingException>(read).Message, StringComparison.Ordinal);
}
