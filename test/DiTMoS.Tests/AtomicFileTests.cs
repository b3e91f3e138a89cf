using System.Diagnostics;
using DiTMoS.Tests.Networks;

namespace DiTMoS.Tests;

public sealed class AtomicFileTests
{
    [Fact]
    public void Write_WriterFailsHalfway_KeepsTheOldFile()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a"], "old");

        Assert.Throws<IOException>(() => AtomicFile.Write(folder["a"], stream =>
        {
            stream.Write(new byte[100_000]);
            throw new IOException("disk full");
        }));

        Assert.Equal("old", File.ReadAllText(folder["a"]));
        Assert.Equal(["a"], folder.Files);
    }

    [Fact]
    public void Write_FileIsThere_IsReplacedOnlyAtTheEnd()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a"], "old");

        AtomicFile.Write(folder["a"], stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(folder["a"]));
        });

        Assert.Equal("new", File.ReadAllText(folder["a"]));
        Assert.Equal(["a"], folder.Files);
    }

    [Fact]
    public void Write_Link_ReplacesWhatItLeadsTo()
    {
        SkipOnWindows();
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a"], "old");
        File.CreateSymbolicLink(folder["link"], "a");
        File.CreateSymbolicLink(folder["dangling"], folder["b"]);

        AtomicFile.Write(folder["link"], stream => stream.Write("new"u8));
        AtomicFile.Write(folder["dangling"], stream => stream.Write("made"u8));

        Assert.Equal("new", File.ReadAllText(folder["a"]));
        Assert.Equal("made", File.ReadAllText(folder["b"]));
        Assert.Equal("a", new FileInfo(folder["link"]).LinkTarget);
        Assert.Equal(["a", "b", "dangling", "link"], folder.Files.Order());
    }

    [Fact]
    public void Write_LeftoverOfAKilledProcess_IsReplaced()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(AtomicFile.TemporaryOf(folder["a"]), "a leftover that is longer");

        AtomicFile.Write(folder["a"], stream => stream.Write("new"u8));

        Assert.Equal("new", File.ReadAllText(folder["a"]));
        Assert.Equal(["a"], folder.Files);
    }

    [Fact]
    public void Write_EmptyFile_IsReplacedOnlyAtTheEnd()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a"], "");

        Assert.Throws<IOException>(() => AtomicFile.Write(folder["a"], stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            throw new IOException("disk full");
        }));

        Assert.Equal("", File.ReadAllText(folder["a"]));
    }

    [Fact]
    public void Write_Device_StaysADevice()
    {
        SkipOnWindows();
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder["link"], "/dev/null");

        AtomicFile.Write("/dev/null", stream => stream.Write("nothing"u8));
        AtomicFile.Write(folder["link"], stream => stream.Write("nothing"u8));

        Assert.Null(AtomicFile.TargetOf("/dev/null"));
        Assert.Equal(0, new FileInfo("/dev/null").Length);
        Assert.Equal("/dev/null", new FileInfo(folder["link"]).LinkTarget);
        Assert.Equal(["link"], folder.Files);
    }

    [Fact]
    public async Task Write_Pipe_IsWrittenTo()
    {
        SkipOnWindows();
        using var folder = new TemporaryFolder();
        using (Process make = Process.Start("mkfifo", [folder["pipe"]]))
        {
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Task<string> read = Task.Run(() => File.ReadAllText(folder["pipe"]), TestContext.Current.CancellationToken);
        AtomicFile.Write(folder["pipe"], stream => stream.Write("through"u8));

        Assert.Equal("through", await read);
        Assert.Equal(["pipe"], folder.Files);
    }

    private static void SkipOnWindows()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such files.");
        }
    }
}
