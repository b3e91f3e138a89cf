using System.Diagnostics;
using DiTMoS.Data;
using DiTMoS.Data.Sources;

namespace DiTMoS.Tests.Data.Sources;

public sealed class FolderListingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void List_NestedFolders_OrdinalPathsWithLengths()
    {
        _folder.Write("b.txt", [1]);
        _folder.Write("a/z/2.txt", [1, 2]);
        _folder.Write("a/B.txt", [1, 2, 3]);
        _folder.Write("日本/ö é.txt", []);

        Assert.Equal([("a/B.txt", 3L), ("a/z/2.txt", 2L), ("b.txt", 1L), ("日本/ö é.txt", 0L)], Listed());
    }

    [Fact]
    public void List_WhatSystemsPutThere_IsLeftOut()
    {
        foreach (string junk in (string[])[".DS_Store", "__MACOSX/a.txt", "a/._b.txt", "a/Thumbs.db", "desktop.ini", ".git/config"])
        {
            _folder.Write(junk, [1]);
        }

        _folder.Write("a/b.txt", [1]);

        Assert.Equal([("a/b.txt", 1L)], Listed());
    }

    [Fact]
    public void List_LinkToAFolderAbove_Ends()
    {
        _folder.Write("a/b.txt", [1]);
        Link("a/loop", _folder.Root);
        Link("a/again", _folder["a"]);

        Assert.Equal([("a/b.txt", 1L)], Listed());
    }

    [Fact]
    public void List_LinkToAFileWithin_CountsItOnce()
    {
        _folder.Write("run7.txt", [1, 2]);
        _folder.Write(".store/content", [1, 2, 3]);
        Link("latest.txt", _folder["run7.txt"]);
        Link("kept.txt", ".store/content");

        Assert.Equal([("kept.txt", 3L), ("run7.txt", 2L)], Listed());
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/etc")]
    [InlineData("../")]
    [InlineData("/dev/zero")]
    public void List_LinkThatLeadsOut_IsRefusedByName(string target)
    {
        _folder.Write("a.txt", [1]);
        Link("out", target);

        AssertRefused("'out'", "leads out of the folder");
    }

    [Fact]
    public void List_LinkOutThroughALinkWithin_IsRefused()
    {
        _folder.Write("data/a.txt", [1]);
        using var other = new TemporaryFolder();
        other.Write("secret.txt", [1]);
        Link("hop", other.Root);

        AssertRefused("leads out of the folder");
        using RecordingSource inside = RecordingSource.Open(_folder["data"]);
        Assert.Single(inside.Files);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("out")]
    public void List_LinkToNothingOrItself_IsRefused(string target)
    {
        Link("out", target);

        AssertRefused("'out'", "leads to nothing");
    }

    [Fact]
    public void List_FolderThatIsALink_IsFollowed()
    {
        _folder.Write("real/a.txt", [1]);
        Link("shortcut", _folder["real"]);

        using RecordingSource source = RecordingSource.Open(_folder["shortcut"]);

        Assert.Equal(["a.txt"], source.Files.Select(file => file.Path));
    }

    [Fact]
    public void Load_FileWhoseNameIsNoUnicode_IsRefused()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Only Linux keeps names as bytes.");
        }

        Run("echo 1 > \"$0\"/$'bad\\xff.npz'");
        try
        {
            Assert.Throws<RecordingException>(() => Recordings.Load(_folder.Root));
        }
        finally
        {
            Run("rm \"$0\"/*.npz");                  // which .NET cannot name
        }

        void Run(string command)
        {
            using Process bash = Process.Start("bash", ["-c", command, _folder.Root]);
            bash.WaitForExit();
        }
    }

    [Fact]
    public void Open_PipeInAFolder_IsRefusedWithoutWaiting()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such files.");
        }

        using (Process make = Process.Start("mkfifo", [_folder["pipe.txt"]]))
        {
            make.WaitForExit();
        }

        using RecordingSource source = RecordingSource.Open(_folder.Root);

        Assert.Contains("a pipe or a device", Assert.Throws<RecordingException>(() => source.Open(source.Files[0])).Message, StringComparison.Ordinal);
    }

    private (string Path, long Length)[] Listed()
    {
        using RecordingSource source = RecordingSource.Open(_folder.Root);
        return [.. source.Files.Select(file => (file.Path, file.Length))];
    }

    private void Link(string name, string target)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Links take rights on Windows.");
        }

        File.CreateSymbolicLink(_folder[name], target);
    }

    private void AssertRefused(params string[] parts)
    {
        string message = Assert.Throws<RecordingException>(() => RecordingSource.Open(_folder.Root)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
