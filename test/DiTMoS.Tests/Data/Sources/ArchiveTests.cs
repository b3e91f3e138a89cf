using System.Formats.Tar;
using System.IO.Compression;
using DiTMoS.Data;
using DiTMoS.Data.Sources;
using DiTMoS.Tests.Data.Readers;

namespace DiTMoS.Tests.Data.Sources;

public sealed class ArchiveTests : IDisposable
{
    private static readonly (string Name, byte[] Bytes)[] Files =
        [("set/Ünï 日本.txt", "one"u8.ToArray()), ("set/deep/b.txt", new byte[70_000]), ("set/empty.txt", [])];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Kinds => ["zip", "v7", "ustar", "gnu", "pax", "tar.gz", "tar.xz"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Open_Archive_ReadsLikeAFolder(string kind)
    {
        using RecordingSource source = RecordingSource.Open(Write(kind, Files));

        Assert.True(source.IsFolder);
        Assert.Equal("archive.bin" + (kind == "tar.xz" ? ".xz" : ""), source.Name);
        Assert.Equal([("set/deep/b.txt", 70_000L), ("set/empty.txt", 0L), ("set/Ünï 日本.txt", 3L)], source.Files.Select(file => (file.Path, file.Length)));
        using Stream stream = source.Open(source.Find("set/Ünï 日本.txt")!);
        Assert.Equal("one", new StreamReader(stream).ReadToEnd());
        Assert.Equal(70_000, File.ReadAllBytes(source.LocalPath(source.Files[0])).Length);
        Assert.Equal("b.txt", Path.GetFileName(source.LocalPath(source.Files[0])));
    }

    [Fact]
    public void Dispose_Archive_LeavesNothingBehind()
    {
        RecordingSource source = RecordingSource.Open(Write("zip", Files));
        string local = source.LocalPath(source.Files[0]);
        Assert.True(File.Exists(local));

        source.Dispose();

        Assert.False(Directory.Exists(Path.GetDirectoryName(Path.GetDirectoryName(local))));
    }

    [Fact]
    public void Open_ArchiveInAnArchive_IsUnpackedInItsPlace()
    {
        byte[] inner = NpzBytes.Zip(CompressionLevel.Fastest, Files);
        byte[] middle = TarBytes.GZip(TarBytes.Of(TarEntryFormat.Pax, ("UCI HAR.zip", inner), ("UCI HAR.names", "about"u8.ToArray())));

        using RecordingSource source = RecordingSource.Open(Write("zip", [("all.tar.gz", middle)]));

        Assert.Equal(["all.tar.gz/UCI HAR.names", "all.tar.gz/UCI HAR.zip/set/deep/b.txt"], source.Files.Take(2).Select(file => file.Path));
        Assert.Contains(source.Tops(), top => top.Find("deep/b.txt") is not null);
    }

    [Fact]
    public void Open_ZipOfNumpyArrays_StaysOneFile()
    {
        byte[] npz = NpzBytes.Zip(CompressionLevel.Fastest, ("X.npy", [1]), ("y.npy", [2]));
        using RecordingSource single = RecordingSource.Open(_folder.Write("windows.zip", npz));
        using RecordingSource within = RecordingSource.Open(Write("zip", [("a/windows.npz", npz)]));

        Assert.False(single.IsFolder);
        Assert.Equal(["a/windows.npz"], within.Files.Select(file => file.Path));
        Assert.Equal(npz, File.ReadAllBytes(within.LocalPath(within.Files[0])));
    }

    [Fact]
    public void Open_WhatSystemsPutThere_IsLeftOut()
    {
        using RecordingSource source = RecordingSource.Open(Write("zip", [("__MACOSX/set/._a.txt", [1]), ("set/.DS_Store", [1]), ("./set//a.txt", [1])]));

        Assert.Equal(["set/a.txt"], source.Files.Select(file => file.Path));
    }

    [Theory]
    [InlineData("../a.txt")]
    [InlineData("a/../../b.txt")]
    [InlineData("a/..")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/a.txt")]
    [InlineData("a\\..\\b.txt")]
    [InlineData("a\nb.txt")]
    public void Open_PathThatLeadsOut_IsRefused(string path)
    {
        foreach (string kind in (string[])["zip", "gnu", "pax"])
        {
            if (kind != "pax" || !path.Contains('\n', StringComparison.Ordinal))
            {
                AssertRefused(Write(kind, [("good.txt", [1]), (path, [1])]), "is no path that a file of an archive may have", Text.Shown(path));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Open_SameFileTwice_IsRefused(string kind) =>
        AssertRefused(Write(kind, [("a/b.txt", [1]), ("./a/b.txt", [2])]), "'a/b.txt' is in it twice");

    [Theory]
    [InlineData(TarEntryType.SymbolicLink, "a link")]
    [InlineData(TarEntryType.HardLink, "a link")]
    [InlineData(TarEntryType.Fifo, "a device or a pipe")]
    [InlineData(TarEntryType.CharacterDevice, "a device or a pipe")]
    public void Open_TarWithLinksOrDevices_IsRefused(TarEntryType type, string kind)
    {
        byte[] tar = TarBytes.Of(TarEntryFormat.Pax, (TarEntryType.Directory, "set/", []), (type, "set/odd", []));

        AssertRefused(_folder.Write("a.tar", tar), "'set/odd'", kind);
    }

    [Fact]
    public void Open_ZipWithALink_IsRefused()
    {
        using (ZipArchive zip = ZipFile.Open(_folder["a.zip"], ZipArchiveMode.Create))
        {
            ZipArchiveEntry link = zip.CreateEntry("link");
            link.ExternalAttributes = unchecked((int)0xA1FF0000);
        }

        AssertRefused(_folder["a.zip"], "'link' is a link or a device");
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tar.gz")]
    [InlineData("tar.xz")]
    public void Open_Bomb_StopsAtTheLimit(string kind)
    {
        string path = Write(kind, [("small.txt", new byte[1000]), ("zeros.bin", new byte[3_000_000])]);

        string message = Assert.Throws<RecordingException>(() => RecordingSource.Open(path, 2_000_000)).Message;

        Assert.Contains("'zeros.bin' unpacks to 3000000 bytes beyond", message, StringComparison.Ordinal);
        Assert.Contains("the limit is 2000000", message, StringComparison.Ordinal);
        using RecordingSource source = RecordingSource.Open(path, 3_100_000);
        Assert.Equal(2, source.Files.Count);
    }

    [Fact]
    public void Open_ZipWhoseSizesLie_IsRefused()
    {
        byte[] zip = NpzBytes.Zip(CompressionLevel.Fastest, ("a.txt", new byte[5000]));
        int central = zip.AsSpan().LastIndexOf("PK\x01\x02"u8);
        foreach (uint lie in (uint[])[0, 4999, 5001, 1_000_000_000])
        {
            byte[] altered = [.. zip];
            BitConverter.GetBytes(lie).CopyTo(altered, central + 24);
            BitConverter.GetBytes(lie).CopyTo(altered, 22);

            AssertRefused(_folder.Write("a.zip", altered), "'a.zip'");
        }
    }

    [Fact]
    public void Open_ZipWithAWrongChecksum_IsRefused()
    {
        byte[] zip = NpzBytes.Zip(CompressionLevel.NoCompression, ("a.txt", "hello world"u8.ToArray()));
        zip[zip.AsSpan().IndexOf("hello"u8)] = (byte)'H';

        AssertRefused(_folder.Write("a.zip", zip), "'a.txt' is not what its checksum");
    }

    [Fact]
    public void Open_TarWhoseSizesLie_IsRefused()
    {
        byte[] tar = TarBytes.Of(TarEntryFormat.Ustar, ("a.txt", Noise(1000)));

        AssertRefused(_folder.Write("a.tar", TarBytes.WithSize(tar, "77777777777")), "unpacks to 8589934591 bytes", "the limit is 4294967296");
        AssertRefused(_folder.Write("a.tar", TarBytes.WithSize(tar, "00000100000")), "ends inside 'a.txt'");
        AssertRefused(_folder.Write("a.tar", TarBytes.WithSize(tar, "00000000010")), "no header of a tar archive");
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("ustar")]
    [InlineData("tar.gz")]
    [InlineData("tar.xz")]
    public void Open_ArchiveCutAnywhere_IsRefused(string kind)
    {
        string path = Write(kind, [("a.txt", Noise(1500)), ("b.txt", Noise(300))]);
        byte[] whole = File.ReadAllBytes(path);
        int mark = kind switch { "ustar" => 1024, "tar.gz" => 40, _ => 0 };        // one block of the end mark is enough, and all content is there
        int step = kind == "tar.xz" ? 199 : 29;

        for (int length = kind == "ustar" ? 512 : step; length < whole.Length - mark; length += step)
        {
            File.WriteAllBytes(path, whole[..length]);
            AssertRefused(path, "'archive.bin");
        }
    }

    [Fact]
    public void Open_AlteredXz_OnlyOurExceptions()
    {
        byte[] sound = File.ReadAllBytes(Write("tar.xz", [("a.txt", Noise(1500)), ("b.txt", Noise(300))]));

        (_, int refused) = Mutations.Try(sound, bytes => RecordingSource.Open(_folder.Write("altered.tar.xz", bytes)).Dispose(), 60);

        Assert.True(refused > 20, $"only {refused} were refused");
    }

    [Fact]
    public void Open_XzWithoutTheProgram_SaysWhatToInstall()
    {
        string message = Assert.Throws<RecordingException>(() => new XzStream(_folder.Write("a.tar.xz", [1]), "a.tar.xz", "no-such-program")).Message;

        Assert.Contains("'a.tar.xz' is packed with xz, which takes the program 'xz'", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xz")]
    [InlineData("bsdtar")]
    public void Read_XzThroughAProgram_IsTheTar(string program)
    {
        string path = Write("tar.xz", [("a.txt", Noise(1500))]);
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))))
        {
            Assert.Skip($"There is no {program} program.");
        }

        using var tar = new MemoryStream();
        using (var stream = new XzStream(path, "a", program))
        {
            stream.CopyTo(tar);
        }

        using RecordingSource source = RecordingSource.Open(_folder.Write("a.tar", tar.ToArray()));
        Assert.Equal([("a.txt", 1500L)], source.Files.Select(file => (file.Path, file.Length)));
    }

    [Fact]
    public void Open_TarWithSomethingAfterItsEnd_IsRefused()
    {
        byte[] tar = TarBytes.Of(TarEntryFormat.Ustar, ("a.txt", Noise(10)));

        using (RecordingSource padded = RecordingSource.Open(_folder.Write("a.tar", [.. tar, .. new byte[10_240]])))
        {
            Assert.Single(padded.Files);
        }

        AssertRefused(_folder.Write("a.tar", [.. tar, .. tar]), "goes on after the mark that ends it");
    }

    [Fact]
    public void Open_TextWithSpacesWhereATarHasItsChecksum_IsNoArchive()
    {
        using RecordingSource source = RecordingSource.Open(_folder.Write("a.txt", [.. "1 2 3\n"u8, .. Enumerable.Repeat((byte)' ', 1000)]));

        Assert.False(source.IsFolder);
    }

    [Fact]
    public void Open_GZipOfSomethingElse_SaysSo() =>
        AssertRefused(_folder.Write("a.csv.gz", TarBytes.GZip("x,y\n1,2\n"u8.ToArray())), "'a.csv.gz'", "must be a tar archive");

    [Fact]
    public void Open_LongNames_AreKept()
    {
        string name = string.Join('/', Enumerable.Repeat("a name that is rather long", 12)) + "/" + new string('n', 240) + ".txt";
        foreach (string kind in (string[])["zip", "gnu", "pax"])
        {
            using RecordingSource source = RecordingSource.Open(Write(kind, [(name, [1])]));

            Assert.Equal([name], source.Files.Select(file => file.Path));
            Assert.Equal(1, new FileInfo(source.LocalPath(source.Files[0])).Length);
        }
    }

    [Theory]
    [InlineData("eeg-bonn/BonnEEG.tar.xz", "bonn-eeg", 500)]
    [InlineData("har-dsads/dsads_original_format_sample.tar.xz", "daily-sports", 0)]
    [InlineData("har-hapt/HAPT_Data_Set_raw.tar.xz", "hapt", 0)]
    [InlineData("kws-speech-commands-9/speech_commands_wav_subset.tar.xz", "wav-folders", 1110)]
    public void Read_ArchiveAsPublished_FormatIsFoundBelowItsTop(string archive, string format, int count)
    {
        (string Format, int Count) read = Recordings.Read(RealData.Path(archive.Split('/')), new RecordingOptions(), set =>
            (set.Format, count == 0 ? set.Recordings.Take(1).Count() - 1 : set.Recordings.Count()));

        Assert.Equal((format, count), read);
    }

    [Fact]
    public void Load_ArchiveThatIsRefused_LeavesNothingBehind()
    {
        string[] before = Directory.GetDirectories(Path.GetTempPath(), "ditmos-*");
        byte[] tar = TarBytes.Of(TarEntryFormat.Ustar, ("only-here-4711.txt", new byte[1000]), ("b.txt", new byte[1000]));

        Assert.Throws<RecordingException>(() => Recordings.Load(_folder.Write("a.tar", tar[..2000])));

        IEnumerable<string> made = Directory.GetDirectories(Path.GetTempPath(), "ditmos-*").Except(before);
        Assert.DoesNotContain(made.SelectMany(folder => Directory.EnumerateFiles(folder, "only-here-4711.txt", SearchOption.AllDirectories)), _ => true);
    }

    private static byte[] Noise(int count)
    {
        var random = new SeededRandom(1, "noise");
        return [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next(256))];
    }

    private static void AssertRefused(string path, params string[] parts)
    {
        string message = Assert.Throws<RecordingException>(() => RecordingSource.Open(path)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private string Write(string kind, (string Name, byte[] Bytes)[] files)
    {
        byte[] Tar(TarEntryFormat format) => TarBytes.Of(format, files);
        return kind switch
        {
            "zip" => _folder.Write("archive.bin", NpzBytes.Zip(CompressionLevel.Fastest, files)),
            "v7" => _folder.Write("archive.bin", Tar(TarEntryFormat.V7)),
            "ustar" => _folder.Write("archive.bin", Tar(TarEntryFormat.Ustar)),
            "gnu" => _folder.Write("archive.bin", Tar(TarEntryFormat.Gnu)),
            "pax" => _folder.Write("archive.bin", Tar(TarEntryFormat.Pax)),
            "tar.gz" => _folder.Write("archive.bin", TarBytes.GZip(Tar(TarEntryFormat.Pax))),
            _ => TarBytes.Xz(_folder.Write("archive.bin", Tar(TarEntryFormat.Pax))),
        };
    }
}
