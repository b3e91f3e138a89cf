using System.Text;
using DiTMoS.Data;
using DiTMoS.Data.Readers;
using DiTMoS.Data.Readers.Ucr;

namespace DiTMoS.Tests.Data.Readers.Ucr;

public sealed class ArffReaderTests : IDisposable
{
    private const string Univariate = """
        % made
        @relation Made
        @attribute att1 numeric
        @attribute 'att 2' REAL
        @attribute att3 integer
        @attribute target {1,'no class',3}

        @data

        """;

    private const string Multivariate = """
        @relation Made
        @attribute relationalAtt relational
          @attribute t1 numeric
          @attribute t2 numeric
          @attribute t3 numeric
        @end relationalAtt
        @attribute activity {run,walk}
        @data

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_Univariate_OneDimensionPerRow()
    {
        WindowSet windows = Recordings.Load(Write("made.arff", Univariate + "1,2.5,-3e-1,1\n% not a row\n4, 5 ,6,'no class'\n"));

        Assert.Equal((2, 1, 3), (windows.Count, windows.Channels, windows.Length));
        Assert.Equal(["1", "no class"], windows.ClassNames);                 // of no row is 3
        Assert.Equal([1, 2.5f, -0.3f, 4, 5, 6], windows.Samples);
        Assert.Equal([0, 1], windows.Labels);
    }

    [Fact]
    public void Load_MultivariateTrainAndTest_IsOneSetWithItsSplit()
    {
        Write("Made_TRAIN.arff", Multivariate + "\"1,2,3\\n4,5,6\",walk\n'7,8,9\\n0,1,2',run\n");
        Write("Made_TEST.arff", Multivariate + "\"3,2,1\\n6,5,4\",run\n");
        Write("MadeDimension1_TRAIN.arff", Univariate);

        WindowSet windows = Recordings.Load(_folder.Root);

        Assert.Equal((3, 2, 3), (windows.Count, windows.Channels, windows.Length));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 2, 1, 6, 5, 4], windows.Samples);
        Assert.Equal([1, 0, 0], windows.Labels);
        Assert.Equal([-1, -1, 0], windows.OfficialFolds!);
    }

    [Fact]
    public void Load_MissingAtTheEnd_IsTheEndOfTheSeries()
    {
        string file = Write("made.arff", Multivariate + "\"1,2,3\\n4,5,6\",walk\n\"7,?,?\\n8,?,?\",run\n");

        AssertRefused(file, null, "row 10", "3 values. Got 1", "Ucr.VariableLength to Pad");
        WindowSet windows = Recordings.Load(file, new RecordingOptions { Ucr = new UcrOptions { VariableLength = UcrLength.Pad } });
        Assert.Equal([7, 0, 0, 8, 0, 0], windows.Samples[6..]);
    }

    [Fact]
    public void Load_MissingInside_IsRefusedOrInterpolated()
    {
        string file = Write("made.arff", Univariate + "1,?,3,1\n4,5,6,3\n");

        AssertRefused(file, null, "row 9, column 3: a value is missing");
        Assert.Equal([1, 2, 3, 4, 5, 6], Recordings.Load(file, new RecordingOptions { Ucr = new UcrOptions { Missing = MissingValues.Interpolate } }).Samples);
    }

    [Fact]
    public void Load_FolderWithBothForms_ReadsTs()
    {
        Write("Made_TRAIN.arff", Univariate);
        Write("Made_TRAIN.ts", "@classLabel true a b\n@data\n1,2:a\n3,5:b");

        Assert.Equal(2, Recordings.Load(_folder.Root).Length);
    }

    [Theory]
    [InlineData("1,2,3,4\n", "row 9, column 7: the class must be one of those in the header, 1, no class, 3. Got '4'")]
    [InlineData("1,two,3,1\n", "row 9, column 3: expected a number that single precision holds. Got 'two'")]
    [InlineData("1,2,3\n", "3 values and the class, apart by commas. Got 3 entries")]
    [InlineData("1,2,3,1,1\n", "Got '1,1'")]
    [InlineData("{1 2, 3 4}\n", "sparse rows")]
    [InlineData("", "at least one series")]
    public void Load_BadRow_NamesRowAndColumn(string data, string part) => AssertRefused(Write("made.arff", Univariate + data), null, "'made.arff', row ", part);

    [Theory]
    [InlineData("\"1,2,3\\n4,5\",run\n", "column 9: a dimension must have 3 values, as there are attributes. Got 2")]
    [InlineData("\"1,2,3\\n4,5,x\",run\n", "column 13: expected a number")]
    [InlineData("\"1,2,3\n4,5,6\",run\n", "row 9, column 1: the dimensions must stand in quotes")]
    [InlineData("1,2,3,run\n", "must stand in quotes")]
    [InlineData("\"1,2,3\" run\n", "column 8: expected a comma and the class")]
    public void Load_BadRelation_NamesRowAndColumn(string data, string part) => AssertRefused(Write("made.arff", Multivariate + data), null, part);

    [Theory]
    [InlineData("@relation x\n@attribute a string\n@data\n", "row 2: attribute 'a' must be numeric")]
    [InlineData("@relation x\n@attribute a numeric\n@data\n1\n", "row 3: expected @attribute")]
    [InlineData("@relation x\n@attribute c {a,b}\n@data\n1\n", "attribute 'c' must be numeric")]
    [InlineData("@relation x\n@attribute a numeric\n@attribute c{a,b,a}\n@data\n", "class 'a' is listed twice")]
    [InlineData("@relation x\n@attribute a numeric\n@attribute c {a,b}\n", "row 3: there must be a line @data")]
    public void Load_BadHeader_NamesTheRow(string text, string part) => AssertRefused(Write("made.arff", text), null, part);

    [Theory]
    [InlineData(Univariate + "1,2.5,-3e-1,1\n4, 5 ,6,'no class'\n")]
    [InlineData(Multivariate + "\"1,2,3\\n4,5,6\",walk\n'7,8,9\\n0,1,2',run\n")]
    public void Load_AlteredFile_OnlyOurExceptions(string sound)
    {
        (int read, int refused) = Mutations.Try(
            Encoding.UTF8.GetBytes(sound),
            bytes => Recordings.Load(_folder.Write("made.arff", bytes), new RecordingOptions { Format = "arff" }),
            count: 1000);

        Assert.True(read > 20 && refused > 300, $"{read} were read, {refused} refused");
    }

    private string Write(string name, string text) => _folder.Write(name, Encoding.UTF8.GetBytes(text));

    private static void AssertRefused(string path, RecordingOptions? options, params string[] parts)
    {
        string message = Assert.Throws<RecordingException>(() => Recordings.Load(path, options)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
