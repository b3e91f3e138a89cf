using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using DiTMoS.Networks;

namespace DiTMoS.Tests.Networks;

public sealed class TensorArchiveTests
{
    private static readonly ArchiveTensor[] SomeTensors =
    [
        ArchiveTensor.Of<float>("weights", [2, 2], [1, -0f, float.MaxValue, float.Epsilon]),
        ArchiveTensor.Of<double>("moments", [1], [Math.PI]),
        ArchiveTensor.Of<int>("rows", [3], [int.MinValue, 0, 7]),
        ArchiveTensor.Of<long>("steps", [], [long.MaxValue]),
        ArchiveTensor.Of<byte>("flags", [0, 2], []),
    ];

    [Fact]
    public void SaveAndLoad_AllTypes_KeepEveryBit()
    {
        using var folder = new TemporaryFolder();
        new TensorArchive("checkpoint", Json("""{"epoch":3}"""), SomeTensors).Save(folder["a"]);

        TensorArchive loaded = TensorArchive.Load(folder["a"], "checkpoint");

        Assert.Equal(3, loaded.Document.GetProperty("epoch").GetInt32());
        Assert.Equal([1, -0f, float.MaxValue, float.Epsilon], loaded.Take("weights", TensorType.Float32, [2, 2]).ToArray<float>());
        Assert.Equal([Math.PI], loaded.Take("moments", TensorType.Float64, [1]).ToArray<double>());
        Assert.Equal([int.MinValue, 0, 7], loaded.Take("rows", TensorType.Int32, [3]).ToArray<int>());
        Assert.Equal([long.MaxValue], loaded.Take("steps", TensorType.Int64, []).ToArray<long>());
        Assert.Empty(loaded.Take("flags", TensorType.UInt8, [0, 2]).ToArray<byte>());
        loaded.RequireAllTaken();
    }

    [Fact]
    public void Of_Float_IsLittleEndian()
    {
        Assert.Equal([0, 0, 0x80, 0x3F], ArchiveTensor.Of<float>("a", [1], [1]).Content.ToArray());
    }

    [Fact]
    public void ToBytes_SameContent_IsTheSame()
    {
        Assert.Equal(Some(), Some());
    }

    [Fact]
    public void ToBytes_Archive_IsAZipThatOthersRead()
    {
        using var zip = new ZipArchive(new MemoryStream(Some()), ZipArchiveMode.Read);

        Assert.Equal(
            ["manifest.json", "tensors/000.bin", "tensors/001.bin", "tensors/002.bin", "tensors/003.bin", "tensors/004.bin", "manifest.sha256"],
            zip.Entries.Select(entry => entry.FullName));
        Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
        using var content = new MemoryStream();
        using Stream rows = zip.GetEntry("tensors/002.bin")!.Open();
        rows.CopyTo(content);
        Assert.Equal(SomeTensors[2].Content.ToArray(), content.ToArray());
    }

    [Fact]
    public void Write_KnownContent_HasTheChecksumOfTheStandard()
    {
        byte[] zip = StoredZip.Write([("a", "123456789"u8.ToArray())], "test");

        Assert.Equal(0xCBF43926, BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(14)));
    }

    [Fact]
    public void Take_OtherTypeShapeOrName_IsRefused()
    {
        AssertRefused("must be Int32 [2, 2]. Got Float32 [2, 2]", () => Parse(Some()).Take("weights", TensorType.Int32, [2, 2]));
        AssertRefused("must be Float32 [4]. Got Float32 [2, 2]", () => Parse(Some()).Take("weights", TensorType.Float32, [4]));
        AssertRefused("must hold the tensor 'bias'. Got none", () => Parse(Some()).Take("bias", TensorType.Float32, [4]));
        AssertRefused("no tensors beside those of its networks. Got 'flags'", () => Parse(Some()).RequireAllTaken());
    }

    [Fact]
    public void Parse_OtherKind_IsRefused() =>
        AssertRefused("must be of the kind 'model'. Got 'checkpoint'", () => TensorArchive.Parse(Some(), "a.ditmos", "model"));

    [Fact]
    public void Parse_NewerVersion_SaysToUpdate() =>
        AssertRefused(
            "File 'a.ditmos': must have a format version of at most 1. Got version 2: it was made by a newer version of this library. Update the library.",
            () => Parse(ModelData.Forge(Some(), manifest => manifest.Replace("\"version\":1", "\"version\":2,\"unknown\":[]", StringComparison.Ordinal))));

    [Theory]
    [InlineData("\"version\":1", "\"version\":0")]
    [InlineData("\"version\":1", "\"version\":1.5")]
    [InlineData("\"version\":1", "\"version\":\"1\"")]
    [InlineData("\"format\":\"ditmos\"", "\"format\":\"onnx\"")]
    [InlineData("\"format\":\"ditmos\"", "\"format\":\"\\uD800\"")]
    [InlineData("\"format\"", "\"version\":1,\"format\"")]
    [InlineData("\"kind\":\"checkpoint\"", "\"kind\":null")]
    [InlineData("\"kind\"", "\"more\":1,\"kind\"")]
    [InlineData("\"shape\":[2,2]", "\"shape\":[4,2]")]
    [InlineData("\"shape\":[2,2]", "\"shape\":[-2,-2]")]
    [InlineData("\"shape\":[2,2]", "\"shape\":[65536,65536,65536,65536]")]
    [InlineData("\"shape\":[2,2]", "\"shape\":null")]
    [InlineData("\"type\":\"float32\"", "\"type\":\"float16\"")]
    [InlineData("\"type\":\"float32\"", "\"type\":99")]
    [InlineData("\"type\":\"float32\"", "\"type\":\"int64\"")]
    [InlineData("\"bytes\":16", "\"bytes\":17")]
    [InlineData("\"bytes\":16", "\"bytes\":99999999999999999999")]
    [InlineData("\"sha256\":\"", "\"sha256\":\"0")]
    [InlineData("tensors/000.bin", "../000.bin")]
    [InlineData("\"name\":\"moments\"", "\"name\":\"weights\"")]
    [InlineData("\"name\":\"moments\"", "\"name\":\"\"")]
    [InlineData("{\"format\"", "[{\"format\"")]
    [InlineData("\"tensors\":[", "\"tensors\":[null,")]
    [InlineData("\"tensors\":[", "\"tensors\":null,\"x\":[")]
    public void Parse_ForgedManifest_IsRefused(string old, string forged)
    {
        byte[] file = ModelData.Forge(Some(), manifest => manifest.Replace(old, forged, StringComparison.Ordinal));

        Assert.NotEqual(Some(), file);
        Assert.Throws<ModelFileException>(() => Parse(file));
    }

    [Fact]
    public void ToBytes_ValueThatIsNotFinite_IsRefusedByName()
    {
        var archive = new TensorArchive("checkpoint", Json("{}"), [ArchiveTensor.Of<double>("moments", [2], [1, double.NegativeInfinity])]);

        AssertRefused("tensor 'moments' must hold finite numbers. Got NaN or infinity as value 1", () => archive.ToBytes("a.ditmos"));
    }

    [Fact]
    public void Parse_ForgedValueThatIsNotFinite_IsRefusedByName()
    {
        var archive = new TensorArchive("checkpoint", Json("{}"), [ArchiveTensor.Of<int>("weights", [2], [0, BitConverter.SingleToInt32Bits(float.NaN)])]);
        byte[] forged = ModelData.Forge(archive.ToBytes("a.ditmos"), manifest => manifest.Replace("int32", "float32", StringComparison.Ordinal));

        AssertRefused("tensor 'weights' must hold finite numbers. Got NaN or infinity as value 1", () => Parse(forged));
    }

    [Theory]
    [InlineData("../manifest.json")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\x")]
    [InlineData("tensors/000.bin/../../x")]
    [InlineData("tensors/001.bin")]
    [InlineData("manifest.json")]
    [InlineData("TENSORS/000.BIN")]
    public void Parse_EntryWithAnotherName_IsRefused(string name)
    {
        List<(string Name, ReadOnlyMemory<byte> Content)> entries = StoredZip.Read(Some(), "test");
        entries[1] = (name, entries[1].Content);

        AssertRefused("in the place of 'tensors/000.bin'", () => Parse(StoredZip.Write(entries, "test")));
    }

    [Fact]
    public void Parse_EntriesMissingExtraOrTwice_AreRefused()
    {
        List<(string Name, ReadOnlyMemory<byte> Content)> entries = StoredZip.Read(Some(), "test");

        AssertRefused("must hold the 5 tensors of its manifest. Got 4", () => Parse(StoredZip.Write([.. entries[..3], .. entries[4..]], "test")));
        AssertRefused("must hold the 5 tensors of its manifest. Got 6", () => Parse(StoredZip.Write([.. entries[..^1], ("tensors/005.bin", new byte[4]), entries[^1]], "test")));
        AssertRefused("must hold the 5 tensors of its manifest. Got 6", () => Parse(StoredZip.Write([.. entries[..2], entries[1], .. entries[2..]], "test")));
        AssertRefused("in the place of 'manifest.sha256'", () => Parse(StoredZip.Write([.. entries[..^1]], "test")));
        AssertRefused("in the place of 'manifest.json'", () => Parse(StoredZip.Write([.. entries[1..]], "test")));
        AssertRefused("in the place of 'manifest.sha256'", () => Parse(StoredZip.Write([entries[0]], "test")));
    }

    [Theory]
    [InlineData(0, "'manifest.sha256' must hold the SHA-256 of 'manifest.json'")]
    [InlineData(1, "tensor 'weights' must have the SHA-256")]
    public void Parse_ContentAlteredAndChecksumOfTheZipMadeToFit_IsRefused(int entry, string part)
    {
        List<(string Name, ReadOnlyMemory<byte> Content)> entries = StoredZip.Read(Some(), "test");
        byte[] altered = entries[entry].Content.ToArray();
        altered[^3] ^= 1;
        entries[entry] = (entries[entry].Name, altered);

        AssertRefused(part, () => Parse(StoredZip.Write(entries, "test")));
    }

    [Fact]
    public void Parse_Repacked_IsRefused()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, ReadOnlyMemory<byte> content) in StoredZip.Read(Some(), "test"))
            {
                using Stream entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                entry.Write(content.Span);
            }
        }

        AssertRefused("must be stored without compression", () => Parse(stream.ToArray()));
    }

    [Fact]
    public void Parse_HeaderThatDeclaresMoreThanThereIs_IsRefusedBeforeAllocation()
    {
        byte[] file = Some();
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(18), 0xFFFFFFF0);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(22), 0xFFFFFFF0);

        AssertRefused("must hold the 4294967280 bytes that its header declares", () => Parse(file));
    }

    [Fact]
    public void Parse_BytesBehindTheEndOrBeforeTheStart_AreRefused()
    {
        AssertRefused("must end with the directory", () => Parse([.. Some(), 0]));
        AssertRefused("must begin with the four bytes", () => Parse([0, .. Some()]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not a zip archive, but a text")]
    public void Load_NoArchive_IsRefused(string text) =>
        AssertRefused("File 'a.ditmos': must begin with the four bytes 50 4B 03 04", () => Parse(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Load_PathsThatAreNoFiles_AreRefused()
    {
        using var folder = new TemporaryFolder();

        AssertRefused("missing.ditmos': must be a file that can be read", () => TensorArchive.Load(folder["missing.ditmos"], "model"));
        AssertRefused("must be a file that can be read", () => TensorArchive.Load(folder["no/such/folder"], "model"));
        AssertRefused("must be a file that can be read", () => TensorArchive.Load(Path.GetDirectoryName(folder["x"])!, "model"));
        AssertRefused("must be a file that can be read", () => TensorArchive.Load("a\0b", "model"));
    }

    [Fact]
    public void Load_FileBeyondTheLimit_IsRefusedUnread()
    {
        using var folder = new TemporaryFolder();
        using (FileStream sparse = File.Create(folder["big"]))
        {
            sparse.SetLength(StoredZip.MaximumBytes + 1L);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused("must have at most 268435456 bytes. Got 268435457", () => TensorArchive.Load(folder["big"], "model"));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void Load_StreamThatFails_IsRefused()
    {
        using var stream = new FailingStream();

        AssertRefused("File 'device': must be a stream that can be read. Got cable pulled", () => TensorArchive.Load(stream, "device", "model"));
    }

    [Fact]
    public void Save_FolderIsMissingOrPathIsAFolder_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var archive = new TensorArchive("checkpoint", Json("{}"), SomeTensors);
        Directory.CreateDirectory(folder["taken"]);

        AssertRefused("must be a file that can be written", () => archive.Save(folder["no/such/folder.ditmos"]));
        AssertRefused("must be a file that can be written", () => archive.Save(folder["taken"]));
        Assert.Empty(folder.Files);
    }

    private static byte[] Some() => new TensorArchive("checkpoint", Json("""{"epoch":3}"""), SomeTensors).ToBytes("a.ditmos");

    private static TensorArchive Parse(byte[] bytes) => TensorArchive.Parse(bytes, "a.ditmos", "checkpoint");

    private static JsonElement Json(string text) => JsonElement.Parse(text);

    private static void AssertRefused(string part, Action act) =>
        Assert.Contains(part, Assert.Throws<ModelFileException>(act).Message, StringComparison.Ordinal);

    private sealed class FailingStream : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new IOException("cable pulled");
    }
}
