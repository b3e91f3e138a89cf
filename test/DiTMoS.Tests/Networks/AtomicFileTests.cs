using DiTMoS.Networks;

namespace DiTMoS.Tests.Networks;

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
}
