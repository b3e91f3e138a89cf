using System.Text;
using DiTMoS.Data;
using DiTMoS.Data.Readers;
using DiTMoS.Data.Readers.Ucr;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Tests.Data.Readers.Ucr;

public sealed class TsReaderTests : IDisposable
{
    private const string Header = """
        # two dimensions
        @problemName Made
        @timeStamps false
        @missing false
        @univariate false
        @dimensions 2
        @equalLength true
        @seriesLength 3
        @classLabel true run walk

        @data

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_TrainBesideTest_IsOneSetWithItsSplit()
    {
        Write("Made_TRAIN.ts", Header + "1,2,3:4,5,6:walk\n-1e1, 2.5 ,3:0,0,1:run\n");
        Write("Made_TEST.ts", Header + "7,8,9:0,1,0:run\n");

        WindowSet windows = Recordings.Load(_folder.Root);

        Assert.Equal((3, 2, 3), (windows.Count, windows.Channels, windows.Length));
        Assert.Equal(["run", "walk"], windows.ClassNames);
        Assert.Equal([1, 0, 0], windows.Labels);
        Assert.Equal([-1, -1, 0], windows.OfficialFolds!);
        Assert.Equal([1, 2, 3, 4, 5, 6, -10, 2.5f, 3, 0, 0, 1, 7, 8, 9, 0, 1, 0], windows.Samples);
        Assert.Equal(3, windows.Trials!.Distinct().Count());
        Assert.Null(windows.Subjects);
    }

    [Fact]
    public void Load_OneFile_HasNoOfficialSplit()
    {
        string file = Write("Made_TRAIN.ts", Header + "1,2,3:4,5,6:walk\n1,2,4:0,0,1:run\n");
        Write("Made_TEST.ts", Header + "7,8,9:0,1,0:run\n");

        WindowSet windows = Recordings.Load(file);

        Assert.Equal(2, windows.Count);
        Assert.Null(windows.OfficialFolds);
    }

    [Theory]
    [InlineData("@CLASSLABEL TRUE a b\r\n@DATA\r\n1,2:a\r\n\r\n3,5:b\r\n")]
    [InlineData("@problemname x\n@univariate true\n@equalLength true\n@seriesLength 2\n@classLabel true a b\n@data\n1,2:a\n# not the end\n3,5:b")]
    public void Load_LeanOrLoudHeader_IsRead(string text)
    {
        WindowSet windows = Recordings.Load(Write("made.ts", text));

        Assert.Equal([1, 2, 3, 5], windows.Samples);
        Assert.Equal([0, 1], windows.Labels);
    }

    [Fact]
    public void Load_ContentWithoutTheExtension_IsRecognized() =>
        Assert.Equal(2, Recordings.Load(Write("download", "#c\n@problemName x\n@classLabel true a b\n@data\n1,2:a\n3,5:b")).Count);

    [Fact]
    public void Load_VariableLength_IsRefusedPaddedOrCut()
    {
        string file = Write("made.ts", "@equalLength false\n@classLabel true a b\n@data\n1,2:3,4:a\n1,2,3,4:5,6,7,8:b\n");

        AssertRefused(file, null, "row 5", "2 values. Got 4", "Ucr.VariableLength to Pad");

        WindowSet padded = Recordings.Load(file, new RecordingOptions { Ucr = new UcrOptions { VariableLength = UcrLength.Pad } });
        Assert.Equal([1, 2, 0, 0, 3, 4, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8], padded.Samples);

        WindowSet cut = Recordings.Load(file, new RecordingOptions { Windows = new WindowOptions { Length = 2 } });
        Assert.Equal([1, 2, 3, 4, 1, 2, 5, 6, 3, 4, 7, 8], cut.Samples);
    }

    [Fact]
    public void Load_PaddingBeyondTheLimit_IsRefused()
    {
        string file = Write("made.ts", "@classLabel true a b\n@data\n" + string.Join(',', Enumerable.Range(0, 5000)) + ":a\n" + string.Concat(Enumerable.Repeat("1:b\n", 100)));

        AssertRefused(file, new RecordingOptions { MaximumBytes = 500_000, Ucr = new UcrOptions { VariableLength = UcrLength.Pad } }, "Raise MaximumBytes");
    }

    [Fact]
    public void Load_MissingValues_AreRefusedOrInterpolated()
    {
        string file = Write("made.ts", "@missing true\n@classLabel true a b\n@data\n1,?,3,NaN:a\n1,2,3,4:b\n");

        AssertRefused(file, null, "row 4, column 3: a value is missing ('?')", "Ucr.Missing to Interpolate");

        WindowSet windows = Recordings.Load(file, new RecordingOptions { Ucr = new UcrOptions { Missing = MissingValues.Interpolate } });
        Assert.Equal([1, 2, 3, 3, 1, 2, 3, 4], windows.Samples);

        AssertRefused(Write("made.ts", "@classLabel true a b\n@data\n?,?:a\n1,2:b\n"), new RecordingOptions { Ucr = new UcrOptions { Missing = MissingValues.Interpolate } }, "row 3: dimension 1 has no values");
    }

    [Fact]
    public void Load_OptionsThatAreNone_AreRefused()
    {
        string file = Write("made.ts", "@classLabel true a b\n@data\n1,2:a\n1,3:b\n");

        Assert.Contains("Ucr.Missing must be", Assert.Throws<OptionException>(() => Recordings.Load(file, new RecordingOptions { Ucr = new UcrOptions { Missing = MissingValues.Gap } })).Message, StringComparison.Ordinal);
        Assert.Contains("Ucr.VariableLength must be", Assert.Throws<OptionException>(() => Recordings.Load(file, new RecordingOptions { Ucr = new UcrOptions { VariableLength = (UcrLength)7 } })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoClasses_CanOnlyBePredicted()
    {
        string file = Write("made.ts", "@problemName x\n@classLabel false\n@data\n1,2:3,4\n");

        AssertRefused(file, null);
        WindowSet windows = Recordings.Load(file, new RecordingOptions { RequireLabels = false });
        Assert.Equal([1, 2, 3, 4], windows.Samples);
        Assert.Equal([-1], windows.Labels);
    }

    [Theory]
    [InlineData("1,2,3:4,5,6:jump\n", "row 12, column 13: the class must be one of those in the header, run, walk. Got 'jump'")]
    [InlineData("1,2,3:4,5,6:run\n1,2,x3:4,5,6:run\n", "row 13, column 5: expected a number that single precision holds. Got 'x3'")]
    [InlineData("1,2,3:4,1e99,6:run\n", "row 12, column 9: expected a number that single precision holds. Got '1e99'")]
    [InlineData("1,2,Infinity:4,5,6:run\n", "Got 'Infinity'")]
    [InlineData("1,2,3:4,,6:run\n", "column 9: expected a number. Got nothing")]
    [InlineData("1,2,3:4,5:run\n", "column 7: a dimension must have 3 values, as @seriesLength says. Got 2")]
    [InlineData("1,2,3:run\n", "a series must have 2 dimensions, as the header or the first one has. Got 1")]
    [InlineData("1,2,3:4,5,6:7,8,9:run\n", "Got 3")]
    [InlineData("1,2,3::run\n", "column 7: a dimension must have values. Got none")]
    [InlineData("run\n", "Got no colon")]
    [InlineData("(0,1),(1,2),(2,3):(0,1),(1,2),(2,3):run\n", "time stamps are not read")]
    [InlineData("", "at least one series")]
    public void Load_BadSeries_NamesRowAndColumn(string data, string part) => AssertRefused(Write("made.ts", Header + data), null, "'made.ts', row ", part);

    [Theory]
    [InlineData("@problemName x\n@classLabel true a b\n", "row 2: there must be a line @data")]
    [InlineData("@timeStamps true\n@data\n", "row 1: series with time stamps are not read")]
    [InlineData("@univariate maybe\n@data\n", "expected @univariate true or false. Got 'maybe'")]
    [InlineData("@dimensions -2\n@data\n", "a whole number from 1. Got '-2'")]
    [InlineData("@seriesLength\n@data\n", "a whole number from 1. Got ''")]
    [InlineData("@classLabel true\n@data\n", "must list the classes")]
    [InlineData("@classLabel true a b a\n@data\n", "class 'a' is listed twice")]
    [InlineData("@targetLabel true\n@data\n1:2\n", "not a class")]
    [InlineData("@univariate true\n@dimensions 3\n@data\n", "contradict")]
    [InlineData("@problemName x\n1,2,3\n@data\n", "row 2: a line of the header must begin with @ or #. Got '1,2,3'")]
    public void Load_BadHeader_NamesTheRow(string text, string part) => AssertRefused(Write("made.ts", text), null, part);

    [Fact]
    public void Load_FilesThatDoNotBelongTogether_AreRefused()
    {
        Write("Made_TRAIN.ts", Header + "1,2,3:4,5,6:walk\n");
        Write("Made_TEST.ts", "@classLabel true run fly\n@data\n7,8,9:0,1,0:run\n");
        AssertRefused(_folder.Root, null, "'Made_TEST.ts'", "class 'fly' is not one of those of 'Made_TRAIN.ts'");

        Write("Made_TEST.ts", "@classLabel true run\n@data\n7,8,9:run\n");
        AssertRefused(_folder.Root, null, "'Made_TEST.ts'", "a series must have 2 dimensions. Got 1");

        Write("Other_TRAIN.ts", Header);
        AssertRefused(_folder.Root, null, "must hold one set", "2: Made, Other");
    }

    [Fact]
    public void Load_AlteredFile_OnlyOurExceptions()
    {
        byte[] sound = Encoding.UTF8.GetBytes(Header + "1,2,3:4,5,6:walk\n-1e1, 2.5 ,3:0,0,1:run\n7,8,9:0,1,0:run\n");

        (int read, int refused) = Mutations.Try(
            sound,
            bytes => Recordings.Load(_folder.Write("made.ts", bytes), new RecordingOptions { Format = "ts" }),
            count: 1000);

        Assert.True(read > 50 && refused > 300, $"{read} were read, {refused} refused");
    }

    [Theory]
    [InlineData("BasicMotions", 40, 40, 6, 100, "Standing Running Walking Badminton")]
    [InlineData("RacketSports", 151, 152, 6, 30, "Badminton_Smash Badminton_Clear Squash_ForehandBoast Squash_BackhandBoast")]
    [InlineData("GunPoint", 50, 150, 1, 150, "1 2")]
    public void Load_ArchiveSet_OfficialSizesAndSplit(string set, int train, int test, int channels, int length, string classes)
    {
        WindowSet windows = Recordings.Load(RealData.Path("ucr-uea", set));

        Assert.Equal((train + test, channels, length), (windows.Count, windows.Channels, windows.Length));
        Assert.Equal(classes.Split(' '), windows.ClassNames);
        Assert.Equal(train, windows.OfficialFolds!.Count(fold => fold == -1));
        Assert.Equal(test, windows.OfficialFolds!.Count(fold => fold == 0));
        Assert.All(Enumerable.Range(0, windows.Classes), k => Assert.True(windows.Labels.Count(label => label == k) >= 20));
    }

    [Fact]
    public void Load_GunPoint_NearestNeighbourAsPublished()
    {
        WindowSet windows = Recordings.Load(RealData.Path("ucr-uea", "GunPoint"));
        DataSplit split = DataSplitter.Split(windows, new SplitOptions { Kind = SplitKind.Official, ValidationFraction = 0 });

        Assert.Equal(0.9133, NearestNeighbour.Accuracy(windows, split.Train, split.Test), 0.0001);       // the archive's table: error 0.0867
    }

    private string Write(string name, string text) => _folder.Write(name, Encoding.UTF8.GetBytes(text));

    private static void AssertRefused(string path, RecordingOptions? options, params string[] parts)
    {
        string message = Assert.Throws<RecordingException>(() => Recordings.Load(path, options)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
