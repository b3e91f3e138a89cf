using System.IO.Compression;
using DiTMoS.Data;

namespace DiTMoS.Tests.Data.Readers;

public sealed class NpzReaderTests : IDisposable
{
    // Four windows of two channels and three samples, small whole numbers so that every type holds them.
    private static readonly int[] Shape = [4, 2, 3];
    private static readonly double[] Values = [.. Enumerable.Range(0, 24).Select(i => (double)i)];
    private static readonly byte[] X = NpzBytes.Numbers("<f4", Shape, Values);
    private static readonly byte[] Y = NpzBytes.Numbers("<i8", [4], [0, 1, 0, 1]);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> NumberTypes => new(["<f2", ">f2", "<f4", ">f4", "<f8", ">f8", "|i1", "|u1", "<i2", ">i2", "<u2", ">u2", "<i4", ">i4", "<u4", ">u4", "<i8", ">i8", "<u8", ">u8", "=f4"]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(NumberTypes))]
    public void Load_EveryNumberType_SameWindows(string type)
    {
        foreach (bool isFortranOrder in (bool[])[false, true])
        {
            WindowSet windows = Load(("X", NpzBytes.Numbers(type, Shape, Values, isFortranOrder)), ("y", Y));

            Assert.Equal((4, 2, 3), (windows.Count, windows.Channels, windows.Length));
            Assert.Equal(Values.Select(value => (float)value), windows.Samples);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Load_EveryVersion_SameWindows(int version) =>
        Assert.Equal(Values.Select(value => (float)value), Load(("X", NpzBytes.Numbers("<f8", Shape, Values, version: version)), ("y", Y)).Samples);

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void Load_StoredOrDeflated_SameWindows(CompressionLevel level)
    {
        string path = _folder.Write("a.npz", NpzBytes.Zip(level, ("X.npy", X), ("y.npy", Y)));

        Assert.Equal(Values.Select(value => (float)value), Recordings.Load(path).Samples);
    }

    [Fact]
    public void Load_NegativeNumbers_KeepTheirSign()
    {
        double[] values = [.. Values.Select(value => value - 12)];

        foreach (string type in (string[])["|i1", "<i2", ">i4", "<i8", "<f2", ">f8"])
        {
            Assert.Equal(values.Select(value => (float)value), Load(("X", NpzBytes.Numbers(type, Shape, values)), ("y", Y)).Samples);
        }
    }

    [Fact]
    public void Load_ScalePerChannel_MultipliesX()
    {
        WindowSet perChannel = Load(("X", NpzBytes.Numbers("<i2", Shape, Values, isFortranOrder: true)), ("y", Y), ("scale", NpzBytes.Numbers("<f8", [2], [0.5, 10])));
        WindowSet one = Load(("X", X), ("y", Y), ("scale", NpzBytes.Numbers("<f8", [], [0.5])));

        Assert.Equal(Values.Select((value, i) => (float)(value * (i / 3 % 2 == 0 ? 0.5 : 10))), perChannel.Samples);
        Assert.Equal(Values.Select(value => (float)(value * 0.5)), one.Samples);
    }

    [Fact]
    public void Load_WholeLabelsWithoutNames_NumberedInRisingOrder()
    {
        WindowSet windows = Load(("X", X), ("y", NpzBytes.Numbers("<i2", [4], [10, -1, 9, 10])));

        Assert.Equal(["-1", "9", "10"], windows.ClassNames);
        Assert.Equal([2, 0, 1, 2], windows.Labels);
    }

    [Theory]
    [InlineData('U', false)]
    [InlineData('U', true)]
    [InlineData('S', false)]
    public void Load_TextLabels_AreTheNames(char kind, bool isBigEndian)
    {
        WindowSet windows = Load(("X", X), ("y", NpzBytes.Texts(["żmija", "a", "żmija", "𝛼-wave"], kind, isBigEndian)));

        Assert.Equal(["a", "żmija", "𝛼-wave"], windows.ClassNames.Order(StringComparer.Ordinal));
        Assert.Equal(["żmija", "a", "żmija", "𝛼-wave"], windows.Labels.Select(label => windows.ClassNames[label]));
    }

    [Fact]
    public void Load_ClassNames_IndexedByLabelsAndKeptWithoutWindows()
    {
        byte[] names = NpzBytes.Texts(["walk", "never", "run"]);

        WindowSet byNumber = Load(("X", X), ("y", NpzBytes.Numbers("<f8", [4, 1], [2, 0, 0, 2])), ("class_names", names));
        WindowSet byName = Load(("X", X), ("y", NpzBytes.Texts(["run", "walk", "walk", "run"])), ("class_names", names));

        Assert.Equal(["walk", "never", "run"], byNumber.ClassNames);
        Assert.Equal([2, 0, 0, 2], byNumber.Labels);
        Assert.Equal([2, 0, 0, 2], byName.Labels);
    }

    [Fact]
    public void Load_RecordingsByName_KeepNameStartAndEnd()
    {
        WindowOrigins origins = Load(("X", X), ("y", Y), ("recording", NpzBytes.Texts(["b.csv", "b.csv", "a.csv", "a.csv"])), ("start", NpzBytes.Numbers("<i8", [4], [0, 2, 0, 50])), ("fs", NpzBytes.Numbers("<f8", [], [25]))).Origins!;

        Assert.Equal(["b.csv", "b.csv", "a.csv", "a.csv"], Enumerable.Range(0, 4).Select(origins.NameOf));
        Assert.Equal([3, 5, 3, 53], origins.Ends!);                      // without 'end', as many samples as X has
        Assert.Equal(2, origins.StartSeconds(3));
    }

    [Fact]
    public void Load_RecordingsCountedAnewForEachSubject_AreNamedByBoth()
    {
        WindowSet windows = Load(("X", X), ("y", Y), ("subject", NpzBytes.Texts(["p", "p", "q", "q"])), ("recording", NpzBytes.Numbers("<i8", [4], [1, 2, 1, 2])));

        Assert.Equal(["p / 1", "p / 2", "q / 1", "q / 2"], windows.Origins!.RecordingNames);
        Assert.Equal([0, 1, 2, 3], windows.Trials!);
        Assert.Null(windows.Origins.Starts);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"unknown\":1}")]
    [InlineData("{\"features\":[{\"kind\":\"none\"}]}")]
    [InlineData("{\"features\":[{}]}")]
    [InlineData("{\"channelNames\":[\"0\",\"1\"],\"windows\":{\"length\":3,\"hop\":3,\"majorityThreshold\":0.5}}")]
    [InlineData("{\"features\":[],\"channelNames\":[\"0\",\"1\"],\"windows\":{\"length\":4,\"hop\":4,\"majorityThreshold\":0.5}}")]
    [InlineData("{\"features\":[],\"channelNames\":[\"0\",\"2\"],\"windows\":{\"length\":3,\"hop\":3,\"majorityThreshold\":0.5}}")]
    public void Load_FrontEndThatCannotBe_IsRefused(string json)
    {
        var error = Assert.Throws<RecordingException>(() => Load(("X", X), ("y", Y), ("front_end", NpzBytes.Texts([json]))));

        Assert.Contains("front_end.npy: it must describe", error.Message, StringComparison.Ordinal);
        Assert.Contains("Write the file anew with data convert, or leave the member out.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FrontEnd_TellsUnits()
    {
        const string json = "{\"features\":[],\"channelNames\":[\"0\",\"1\"],\"channelUnits\":[\"g\",\"rad/s\"],\"windows\":{\"length\":3,\"hop\":3,\"majorityThreshold\":0.5}}";
        string path = _folder.Write("a.npz", NpzBytes.Zip(CompressionLevel.NoCompression, NpzBytes.Member("X", X), NpzBytes.Member("y", Y), NpzBytes.Member("front_end", NpzBytes.Texts([json]))));

        WindowSet windows = Recordings.Load(path, new RecordingOptions { Units = ["m/s^2"] });

        Assert.Equal(["m/s^2", "rad/s"], windows.FrontEnd!.ChannelUnits);
        Assert.Equal(9.80665f, windows.Samples[1]);
        Assert.Equal(3, windows.Samples[3]);
    }

    [Theory]
    [InlineData("recording", 2, "[0, 2)")]
    [InlineData("recording", -1, "[0, 2)")]
    [InlineData("start", -1, "[0, ")]
    [InlineData("end", 7, "[8, ")]
    public void Load_OriginOutOfRange_NamesWindowAndValue(string member, double value, string range)
    {
        Dictionary<string, double[]> members = new() { ["recording"] = [0, 1, 1, 0], ["start"] = [0, 0, 7, 0], ["end"] = [3, 3, 10, 3] };
        members[member][2] = value;

        var error = Assert.Throws<RecordingException>(() => Load([("X", X), ("y", Y), ("recording_names", NpzBytes.Texts(["a", "b"])), .. members.Select(m => (m.Key, NpzBytes.Numbers("<i8", [4], m.Value)))]));

        Assert.Contains($"{member}.npy: window 2", error.Message, StringComparison.Ordinal);
        Assert.Contains(range, error.Message, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"Got {value}"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Everything_IsThere()
    {
        WindowSet windows = Load(
            ("X", X),
            ("y", Y),
            ("subject", NpzBytes.Numbers("|u1", [4], [10, 9, 10, 10])),
            ("trial", NpzBytes.Numbers("<i4", [4], [1, 1, 1, 2])),
            ("channels", NpzBytes.Texts(["acc", "gyro"], 'S')),
            ("fs", NpzBytes.Numbers("<f4", [1], [50])),
            ("fold", NpzBytes.Numbers("<i8", [4], [0, 1, -1, 0])),
            ("path", NpzBytes.Texts(["not", "one", "of", "ours"])));

        Assert.Equal(["9", "10"], windows.SubjectNames);
        Assert.Equal([1, 0, 1, 1], windows.Subjects!);
        Assert.Equal([0, 1, 0, 2], windows.Trials!);                     // trial 1 of subject 9 is not trial 1 of subject 10
        Assert.Equal(["acc", "gyro"], windows.ChannelNames);
        Assert.Equal(50.0, windows.SampleRateHz);
        Assert.Equal([0, 1, -1, 0], windows.OfficialFolds!);
        Assert.Equal("a.npz", windows.Source);
    }

    [Fact]
    public void Load_Little_IsUnknown()
    {
        WindowSet windows = Load(("X", X), ("y", Y));

        Assert.Null(windows.Subjects);
        Assert.Null(windows.Trials);
        Assert.Null(windows.OfficialFolds);
        Assert.Null(windows.SampleRateHz);
        Assert.Equal(["0", "1"], windows.ChannelNames);
    }

    [Fact]
    public void Load_SegmentsOfARecording_OneTrialPerClassAndSubject()
    {
        WindowSet windows = Load(
            ("X", X), ("y", Y), ("subject", NpzBytes.Numbers("<i2", [4], [1, 1, 1, 2])), ("segment", NpzBytes.Numbers("<i2", [4], [1, 2, 3, 4])));

        Assert.Equal([0, 1, 0, 2], windows.Trials!);
    }

    [Fact]
    public void Load_RecordingMember_IsTheTrial() =>
        Assert.Equal([0, 1, 1, 0], Load(("X", X), ("y", Y), ("recording", NpzBytes.Texts(["a", "b", "b", "a"]))).Trials!);

    [Fact]
    public void Load_Channels_TakenBeforeTheCheck()
    {
        double[] constant = [.. Values.Select((value, i) => i / 3 % 2 == 1 ? 7 : value)];
        string path = _folder.Write("a.npz", NpzBytes.Zip(CompressionLevel.Fastest, ("X.npy", NpzBytes.Numbers("<f4", Shape, constant)), ("y.npy", Y)));

        Assert.Contains("--channels 0", Assert.Throws<RecordingException>(() => Recordings.Load(path)).Message, StringComparison.Ordinal);
        Assert.Equal(1, Recordings.Load(path, new RecordingOptions { Channels = "0" }).Channels);
        Assert.Throws<OptionException>(() => Recordings.Load(path, new RecordingOptions { Channels = "2" }));
    }

    [Fact]
    public void Load_FoldsGivenAsText_AreRefused()
    {
        _folder.Write("a.npz", NpzBytes.Zip(CompressionLevel.Fastest, ("X.npy", X), ("y.npy", Y), ("fold.npy", NpzBytes.Texts(["0", "1", "0", "1"], 'S'))));

        Assert.Contains("fold.npy: values must be whole numbers. Got text", Assert.Throws<RecordingException>(() => Recordings.Load(_folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FolderWithOneArchive_ReadsIt()
    {
        _folder.Write("a.npz", NpzBytes.Zip(CompressionLevel.Fastest, ("X.npy", X), ("y.npy", Y)));
        _folder.Write("notes.txt", [1, 2, 3]);

        Assert.Equal(4, Recordings.Load(_folder.Root).Count);

        _folder.Write("b.npz", []);
        Assert.Contains("a.npz, b.npz", Assert.Throws<RecordingException>(() => Recordings.Load(_folder.Root)).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, byte[], string> BadMembers => new()
    {
        { "X of two dimensions", "X", NpzBytes.Numbers("<f4", [4, 6], Values), "X[:, None, :]" },
        { "X of text", "X", NpzBytes.Texts(["a", "b", "c", "d"]), "of text" },
        { "no windows", "X", NpzBytes.Numbers("<f4", [0, 2, 3], []), "(0, 2, 3)" },
        { "not a number", "X", NpzBytes.Numbers("<f4", Shape, [.. Values[..10], double.NaN, .. Values[11..]]), "window 1, channel '1', sample 1" },
        { "too large for single precision", "X", NpzBytes.Numbers("<f8", Shape, [1e300, .. Values[1..]]), "window 0, channel '0', sample 0" },
        { "cut short", "X", X[..^4], "needs 96 bytes, but 92" },
        { "too long", "X", [.. X, 0], "needs 96 bytes, but 97" },
        { "Python objects", "X", NpzBytes.Array("|O", Shape, new byte[192]), "can run code" },
        { "records", "X", NpzBytes.Header("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (4, 2, 3), }"), "records" },
        { "complex numbers", "X", NpzBytes.Array("<c8", Shape, new byte[192]), "'<c8'" },
        { "huge shape", "X", NpzBytes.Array("<f4", [2000000000, 2000000000, 2000000000], []), "2000000000" },
        { "key missing", "X", NpzBytes.Header("{'descr': '<f4', 'fortran_order': False, }"), "header is damaged" },
        { "key twice", "X", NpzBytes.Header("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,), }"), "header is damaged" },
        { "negative length", "X", NpzBytes.Header("{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 2, 3), }"), "header is damaged" },
        { "code in the header", "X", NpzBytes.Header("{'descr': '<f4', 'fortran_order': exit(), 'shape': (4, 2, 3), }"), "header is damaged" },
        { "header of two billion bytes", "X", [0x93, .. "NUMPY"u8, 2, 0, 0xFF, 0xFF, 0xFF, 0x7F, .. "{'descr'"u8], "at most 65536 bytes. Got 2147483647" },
        { "version 4", "X", [0x93, .. "NUMPY"u8, 4, 0, 0, 0], "Got 4" },
        { "no mark", "X", [.. "PNUMPY"u8, 1, 0, 0, 0], "x93NUMPY" },
        { "nothing", "X", [], "cut short" },
        { "one-hot labels", "y", NpzBytes.Numbers("<i4", [4, 2], [0, 1, 1, 0, 0, 1, 1, 0]), "one value per window, shape (4). Got shape (4, 2)" },
        { "labels missing", "y", NpzBytes.Numbers("<i4", [3], [0, 1, 0]), "shape (3)" },
        { "label with a fraction", "y", NpzBytes.Numbers("<f8", [4], [0, 1, 0.5, 1]), "value 2 must be a whole number. Got 0.5" },
        { "label beyond the names", "y", NpzBytes.Numbers("<i4", [4], [0, 1, 0, 3]), "window 3: the label must be in [0, 3)" },
        { "name not among the names", "y", NpzBytes.Texts(["walk", "run", "walk", "fly"]), "window 3: 'fly'" },
        { "one class", "y", NpzBytes.Numbers("<i4", [4], [1, 1, 1, 1]), "at least two classes" },
        { "text that is not Unicode", "subject", NpzBytes.Array("<U1", [4], [.. Enumerable.Repeat((byte)0xFF, 16)]), "value 0 is not valid text" },
        { "text of no length", "subject", NpzBytes.Array("<U0", [4], []), "'<U0'" },
        { "one channel name", "channels", NpzBytes.Texts(["a"]), "one name per channel, 2. Got 1" },
        { "numbers for names", "channels", NpzBytes.Numbers("<i4", [2], [1, 2]), "list of text" },
        { "three scales", "scale", NpzBytes.Numbers("<f8", [3], [1, 2, 3]), "one number, or 2" },
        { "scale not finite", "scale", NpzBytes.Numbers("<f8", [2], [1, double.PositiveInfinity]), "value 1 must be finite" },
        { "rate of two", "fs", NpzBytes.Numbers("<f8", [2], [1, 2]), "one number. Got shape (2)" },
        { "rate negative", "fs", NpzBytes.Numbers("<f8", [], [-1]), "sample rate" },
        { "fold below -1", "fold", NpzBytes.Numbers("<i8", [4], [0, 0, -2, 0]), "window 2" },
        { "fold too large", "fold", NpzBytes.Numbers("<u8", [4], [0, 1e19, 0, 0]), "value 1 must be a whole number" },
    };

    [Theory]
    [MemberData(nameof(BadMembers))]
    public void Load_BadMember_NamesFileAndProblem(string problem, string member, byte[] npy, string part)
    {
        var members = new Dictionary<string, byte[]> { ["X"] = X, ["y"] = Y, ["class_names"] = NpzBytes.Texts(["walk", "run", "sit"]), [member] = npy };

        string message = Assert.Throws<RecordingException>(() => Load([.. members.Select(pair => (pair.Key, pair.Value))])).Message;

        Assert.True(message.Contains(part, StringComparison.Ordinal), $"{problem}: {message}");
        Assert.Contains("'a.npz'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithoutX_ListsWhatIsThere()
    {
        string message = Assert.Throws<RecordingException>(() => Load(("x_train", X), ("y", Y))).Message;

        Assert.Contains("'X'", message, StringComparison.Ordinal);
        Assert.Contains("x_train, y", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MemberTwice_Refused() =>
        Assert.Contains("twice", Assert.Throws<RecordingException>(() => Load(("X", X), ("X", X), ("y", Y))).Message, StringComparison.Ordinal);

    [Fact]
    public void Load_OneByteAltered_ChecksumRefusesIt()
    {
        byte[] zip = NpzBytes.Zip(CompressionLevel.NoCompression, ("X.npy", X), ("y.npy", Y));
        int lastOfX = zip.AsSpan().IndexOf(X.AsSpan()[^8..]) + 7;
        zip[lastOfX] ^= 1;

        string message = Assert.Throws<RecordingException>(() => Recordings.Load(_folder.Write("a.npz", zip))).Message;

        Assert.Contains("checksum", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_EveryCut_Refused()
    {
        byte[] zip = NpzBytes.Zip(CompressionLevel.Fastest, ("X.npy", X), ("y.npy", Y));

        for (int length = 0; length < zip.Length; length += 7)
        {
            Assert.Throws<RecordingException>(() => Recordings.Load(_folder.Write("a.npz", zip[..length])));
        }
    }

    [Fact]
    public void Load_BeyondTheByteLimit_Refused()
    {
        string path = _folder.Write("a.npz", NpzBytes.Zip(CompressionLevel.Fastest, ("X.npy", X), ("y.npy", Y)));

        Assert.Contains("MaximumBytes", Assert.Throws<RecordingException>(() => Recordings.Load(path, new RecordingOptions { MaximumBytes = 200 })).Message, StringComparison.Ordinal);
        Assert.Throws<OptionException>(() => Recordings.Load(path, new RecordingOptions { MaximumBytes = 0 }));
    }

    [Fact]
    public void Load_DeclaresMoreThanDeflateCanHold_RefusedBeforeItIsUnpacked()
    {
        byte[] zip = NpzBytes.Zip(CompressionLevel.Fastest, ("X.npy", X), ("y.npy", Y));
        int directory = zip.AsSpan().IndexOf("PK\x01\x02"u8);
        BitConverter.GetBytes(1 << 30).CopyTo(zip, directory + 24);       // the size of X once unpacked

        string message = Assert.Throws<RecordingException>(() => Recordings.Load(_folder.Write("a.npz", zip))).Message;

        Assert.Contains("declares 1073741824 bytes", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_AlteredArchive_OnlyOurExceptions()
    {
        byte[] zip = NpzBytes.Zip(CompressionLevel.Fastest, ("X.npy", X), ("y.npy", Y), ("class_names.npy", NpzBytes.Texts(["a", "b"])));

        (_, int refused) = Mutations.Try(zip, bytes => Recordings.Load(_folder.Write("a.npz", bytes)));

        Assert.True(refused > 100, $"only {refused} alterations were refused");
    }

    // A sound zip around altered arrays, so that the array reader itself is met.
    [Theory]
    [InlineData("X")]
    [InlineData("y")]
    [InlineData("class_names")]
    [InlineData("subject")]
    [InlineData("scale")]
    public void Load_AlteredMember_OnlyOurExceptions(string member)
    {
        var members = new Dictionary<string, byte[]>
        {
            ["X"] = X,
            ["y"] = Y,
            ["class_names"] = NpzBytes.Texts(["walk", "run", "sit"]),
            ["subject"] = NpzBytes.Texts(["p1", "p2", "p1", "p2"]),
            ["scale"] = NpzBytes.Numbers("<f8", [2], [0.5, 2]),
        };

        (int read, int refused) = Mutations.Try(members[member], bytes => Load([.. members.Select(pair => (pair.Key, pair.Key == member ? bytes : pair.Value))]));

        Assert.True(refused > 50, $"only {refused} alterations were refused, {read} read");
    }

    private WindowSet Load(params (string Name, byte[] Npy)[] members) =>
        Recordings.Load(_folder.Write("a.npz", NpzBytes.Zip(CompressionLevel.Fastest, [.. members.Select(member => NpzBytes.Member(member.Name, member.Npy))])));
}
