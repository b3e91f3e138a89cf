using DiTMoS.Data;
using DiTMoS.Data.Readers;

namespace DiTMoS.Tests.Data.Readers;

public sealed class MatReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<bool, bool> Forms => new() { { false, false }, { false, true }, { true, false }, { true, true } };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Forms))]
    public void Read_NumbersOfEveryStorage_SameValues(bool isBigEndian, bool isCompressed)
    {
        var mat = new MatBytes(isBigEndian, isCompressed);
        int[] storages = [1, 2, 3, 4, 5, 6, 7, 9, 12, 13];

        IReadOnlyList<MatArray> variables = Read(mat.File([.. storages.Select(storage => mat.Numbers($"v{storage}", [2, 3], [0, 1, 2, 3, 100, 127], storedAs: storage))]));

        Assert.Equal(storages.Select(storage => $"v{storage}"), variables.Select(variable => variable.Name));
        Assert.All(variables, variable => Assert.Equal([0, 1, 2, 3, 100, 127], variable.Numbers!));
        Assert.All(variables, variable => Assert.Equal((2, 3, "2x3 Double"), (variable.Rows, variable.Columns, variable.ToString())));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Read_NegativeAndBroken_KeepTheirValue(bool isBigEndian, bool isCompressed)
    {
        var mat = new MatBytes(isBigEndian, isCompressed);

        IReadOnlyList<MatArray> variables = Read(mat.File(mat.Numbers("a", [1, 2], [-1, -128], 8, storedAs: 1), mat.Numbers("b", [1, 1], [-300], 10, 3), mat.Numbers("c", [1, 1], [-0.1])));

        Assert.Equal([-1, -128], variables[0].Numbers!);
        Assert.Equal([-300], variables[1].Numbers!);
        Assert.Equal([-0.1], variables[2].Numbers!);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Read_CellsOfText_SameText(bool isBigEndian, bool isCompressed)
    {
        var mat = new MatBytes(isBigEndian, isCompressed);
        byte[] nested = mat.Cells("", [1, 2], mat.Chars("", "walking"), mat.Chars("", "żmija", storedAs: 17));

        MatArray cell = Assert.Single(Read(mat.File(mat.Cells("names", [1, 4], nested, mat.Chars("", "run ", 4), mat.Chars("", "up", 18), mat.Element(14, [])))));

        Assert.Equal(["walking", "żmija"], cell.Cells![0].Cells!.Select(text => Assert.Single(text.Texts!)));
        Assert.Equal(["run"], cell.Cells[1].Texts!);
        Assert.Equal(["up"], cell.Cells[2].Texts!);
        Assert.Empty(cell.Cells[3].Numbers!);
    }

    [Fact]
    public void Read_CharTable_OneTextPerRow()
    {
        var mat = new MatBytes();

        MatArray text = Assert.Single(Read(mat.File(mat.Array("t", 4, [2, 3], mat.Element(16, [.. "au"u8, .. "bp"u8, .. "c "u8])))));

        Assert.Equal(["abc", "up"], text.Texts!);
    }

    [Fact]
    public void Read_ClassesThatAreNotRead_AreNamed()
    {
        var mat = new MatBytes();

        IReadOnlyList<MatArray> variables = Read(mat.File(
            mat.Array("s", 2, [1, 1], new byte[64]), mat.Array("z", 6 | 0x0800, [1, 1], mat.Element(9, new byte[8])), mat.Element(14, [.. mat.Element(6, [17, 0, 0, 0, 0, 0, 0, 0]), 1, 2, 3, 4]), mat.Numbers("n", [1, 1], [5])));

        Assert.Equal([MatClass.Struct, MatClass.Double, MatClass.Opaque, MatClass.Double], variables.Select(variable => variable.Class));
        Assert.All(variables.Take(3), variable => Assert.Null(variable.Numbers));
        Assert.Equal([5], variables[3].Numbers!);
    }

    public static TheoryData<string, byte[], string> BadFiles
    {
        get
        {
            var mat = new MatBytes();
            byte[] sound = mat.File(mat.Numbers("n", [1, 2], [1, 2]));
            byte[] deep = mat.Numbers("", [1, 1], [1]);
            for (int i = 0; i < 20; i++)
            {
                deep = mat.Cells("", [1, 1], deep);
            }

            return new()
            {
                { "empty", [], "the file is empty" },
                { "header only half", sound[..100], "no byte order mark" },
                { "version 7.3", [.. "MATLAB 7.3 MAT-file"u8, .. new byte[600]], "save(..., '-v7')" },
                { "plain HDF5", [0x89, .. "HDF\r\n"u8, 0x1A, 0x0A, .. new byte[200]], "HDF5" },
                { "HDF5 after a header", [.. new byte[512], 0x89, .. "HDF\r\n"u8, 0x1A, 0x0A, .. new byte[200]], "HDF5" },
                { "cut", sound[..^4], "does not fit" },
                { "cut in a tag", [.. sound, 1, 2, 3], "ends inside" },
                { "no array", mat.File(mat.Element(9, new byte[8])), "type 14. Got type 9" },
                { "dimensions too large", mat.File(mat.Numbers("n", [int.MaxValue, int.MaxValue], [1])), "2147483647" },
                { "dimensions negative", mat.File(mat.Numbers("n", [-1, 1], [1])), "-1" },
                { "fewer elements", mat.File(mat.Numbers("n", [2, 2], [1, 2])), "must have 32 bytes. Got 16" },
                { "class 99", mat.File(mat.Array("n", 99, [1, 1], [])), "Got 99" },
                { "cells that are not there", mat.File(mat.Cells("c", [1000, 1000])), "does not fit into 0 bytes" },
                { "cells too deep", mat.File(deep), "8 deep" },
                { "numbers stored as text", mat.File(mat.Array("n", 6, [1, 2], mat.Element(16, [65, 66]))), "Got data of type 16" },
                { "not zlib", mat.File(mat.Element(15, [1, 2, 3, 4, 5, 6, 7, 8])), "cannot be unpacked" },
                { "compressed twice", new MatBytes(isCompressed: true).File(mat.Element(15, new byte[8])), "Got type 15" },
            };
        }
    }

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void Read_BadFile_NamesFileAndProblem(string problem, byte[] file, string part)
    {
        string message = Assert.Throws<RecordingException>(() => Read(file)).Message;

        Assert.True(message.Contains(part, StringComparison.Ordinal), $"{problem}: {message}");
        Assert.Contains("'a.mat'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BeyondTheByteLimit_Refused()
    {
        var mat = new MatBytes(isCompressed: true);
        byte[] file = mat.File(mat.Numbers("n", [1, 1000], new double[1000]));
        long enough = 100000;
        long little = 8200;

        Assert.Single(MatReader.Read(_folder.Write("a.mat", file), ref enough));
        Assert.Contains("MaximumBytes", Assert.Throws<RecordingException>(() => MatReader.Read(_folder["a.mat"], ref little)).Message, StringComparison.Ordinal);
        Assert.True(enough < 100000 - 16000);
    }

    [Fact]
    public void Read_DeclaresMoreThanDeflateCanHold_RefusedBeforeItIsUnpacked()
    {
        byte[] file = new MatBytes(isCompressed: true).File([14, 0, 0, 0, 0, 0, 0, 0x30]);
        long leftBytes = 4L << 30;

        string message = Assert.Throws<RecordingException>(() => MatReader.Read(_folder.Write("a.mat", file), ref leftBytes)).Message;

        Assert.Contains("declares 805306376 bytes", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DeclaresMoreThanAnArrayHolds_IsRefusedBeforeMemoryIsTaken()
    {
        var random = new byte[3 << 20];                     // cannot be packed, so that its size allows for what is declared
        new Random(1).NextBytes(random);
        string path = _folder.Write("a.mat", new MatBytes(isCompressed: true).File([14, 0, 0, 0, 0xF0, 0xFF, 0xFF, 0xFF, .. random]));
        long left = long.MaxValue;

        string message = Assert.Throws<RecordingException>(() => MatReader.Read(path, ref left)).Message;

        Assert.Contains("declares 4294967288 bytes", message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Read_AlteredFile_OnlyOurExceptions(bool isBigEndian, bool isCompressed)
    {
        var mat = new MatBytes(isBigEndian, isCompressed);
        byte[] file = mat.File(mat.Numbers("n", [3, 2], [1, 2, 3, 4, 5, 6]), mat.Cells("c", [2, 1], mat.Chars("", "walking"), mat.Numbers("", [1, 2], [1, 2], MatBytes.UInt8, 2)));

        (int read, int refused) = Mutations.Try(file, bytes => Read(bytes));

        Assert.True(read > 5 && refused > 50, $"{read} alterations were read, {refused} refused");
    }

    private IReadOnlyList<MatArray> Read(byte[] file)
    {
        long leftBytes = 1 << 20;
        return MatReader.Read(_folder.Write("a.mat", file), ref leftBytes);
    }
}
