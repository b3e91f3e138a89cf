using DiTMoS.Data;
using DiTMoS.Data.Readers.Deap;

namespace DiTMoS.Tests.Data.Readers.Deap;

public sealed class DeapReaderTests : IDisposable
{
    private const int Baseline = 384;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_PythonLayout_VideosOfSubjectsWithoutTheirBaseline()
    {
        WritePython("s02.dat", samples: Baseline + 512, [[7, 1, 1, 1], [4.99, 9, 9, 9]]);
        WritePython("s01.dat", samples: Baseline + 512, [[5, 1, 1, 1], [1, 9, 9, 9]]);

        WindowSet windows = Recordings.Load(_folder.Root);

        Assert.Equal((8, 40, 256), (windows.Count, windows.Channels, windows.Length));
        Assert.Equal(["low", "high"], windows.ClassNames);
        Assert.Equal([1, 1, 0, 0, 1, 1, 0, 0], windows.Labels);
        Assert.Equal(["s01", "s02"], windows.SubjectNames);
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1], windows.Subjects!);
        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 3], windows.Trials!);
        Assert.Equal(128, windows.SampleRateHz);
        Assert.Equal(("Fp1", "O2", "hEOG", "temperature"), (windows.ChannelNames[0], windows.ChannelNames[31], windows.ChannelNames[32], windows.ChannelNames[39]));
        Assert.Equal(Enumerable.Range(0, 256).Select(t => (float)Sample(1, 3, Baseline + 256 + t)), windows.Window(3).Slice(3 * 256, 256).ToArray());
    }

    [Fact]
    public void Load_MatlabLayout_EqualsThePythonLayout()
    {
        double[][] ratings = [[7, 1, 1, 1], [3, 9, 9, 9]];
        string python = WritePython("s01.dat", samples: Baseline + 300, ratings);
        string matlab = WriteMatlab("s01.mat", samples: Baseline + 300, ratings);

        WindowSet expected = Recordings.Load(python);
        WindowSet windows = Recordings.Load(matlab);

        Assert.Equal(expected.Samples, windows.Samples);
        Assert.Equal(expected.Labels, windows.Labels);
    }

    [Theory]
    [InlineData(DeapTarget.Valence, 5.0, new[] { 0, 1 })]
    [InlineData(DeapTarget.Arousal, 5.0, new[] { 1, 0 })]
    [InlineData(DeapTarget.Dominance, 6.0, new[] { 0, 1 })]
    [InlineData(DeapTarget.Liking, 2.5, new[] { 1, 0 })]
    public void Load_TargetAndThreshold_ChooseTheClass(DeapTarget target, double threshold, int[] expected)
    {
        string file = WritePython("s01.dat", samples: 256, [[2, 8, 5.5, 3], [8, 2, 6, 2]]);

        WindowSet windows = Recordings.Load(file, new RecordingOptions { Deap = new DeapOptions { Target = target, Threshold = threshold, DropBaseline = false } });

        Assert.Equal(expected, windows.Labels);
    }

    [Fact]
    public void Load_OptionsOutOfRange_AreRefused()
    {
        string file = WritePython("s01.dat", samples: 256, [[2, 8, 5.5, 3], [8, 2, 6, 2]]);

        foreach (DeapOptions options in (DeapOptions[])[new() { Threshold = 1 }, new() { Threshold = 9.5 }, new() { Threshold = double.NaN }, new() { Target = (DeapTarget)4 }])
        {
            Assert.Contains("Deap.", Assert.Throws<OptionException>(() => Recordings.Load(file, new RecordingOptions { Deap = options })).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Load_BadContent_NamesFileAndPlace()
    {
        AssertRefused(WritePython("s01.dat", 400, [[2, 8, 5, 3], [0.5, 2, 6, 2]]), "'s01.dat': 'labels', row 2, column 1 (Valence): a rating must be from 1 to 9. Got 0.5");
        AssertRefused(WritePython("s01.dat", 400, [[2, 8, 5, 3], [double.NaN, 2, 6, 2]]), "Got NaN");
        AssertRefused(WritePython("s01.dat", 400, [[2, 8, 5], [3, 2, 6]]), "'labels' must be 2 videos x 4 ratings. Got 2 x 3");
        AssertRefused(WritePython("s01.dat", 384, [[2, 8, 5, 3], [3, 2, 6, 1]]), "'data' must be videos x 40 channels x samples, with 384 samples before what is used. Got 2 x 40 x 384");
        AssertRefused(_folder.Write("s01.dat", PickleBytes.Dict(("data", [1, 40, 400], new double[16000]))), "there must be an array 'labels'. Got data");
        double[] values = new double[16000];
        values[(7 * 400) + 390] = double.PositiveInfinity;
        AssertRefused(_folder.Write("s01.dat", PickleBytes.Dict(("data", [1, 40, 400], values), ("labels", [1, 4], [1, 2, 3, 4]))), "video 1, channel 8 (T7), sample 391: samples must be finite");
    }

    [Fact]
    public void Load_CutFile_IsRefused()
    {
        byte[] bytes = File.ReadAllBytes(WritePython("s01.dat", 400, [[2, 8, 5, 3], [6, 2, 6, 2]]));

        AssertRefused(_folder.Write("s01.dat", bytes[..^5000]), "'s01.dat' is not a sound pickle", "cut short");
    }

    [Fact]
    public void Load_PickleThatCallsOut_IsRefused() =>
        AssertRefused(_folder.Write("s01.dat", PickleBytes.Protocol2([.. PickleBytes.Global("posix", "system"), .. PickleBytes.Text("true"), 0x85, (byte)'R'])), "'posix.system', which is neither run nor needed");

    [Fact]
    public void Load_SubjectTwiceOrNone_IsRefused()
    {
        Directory.CreateDirectory(_folder["a"]);
        AssertRefused(_folder.Root, "Got none");

        WritePython("a/s01.dat", 400, [[2, 8, 5, 3], [6, 2, 6, 2]]);
        WritePython("S01.dat", 400, [[2, 8, 5, 3], [6, 2, 6, 2]]);
        AssertRefused(_folder.Root, "'s01' is there 2 times");
    }

    [Theory]
    [InlineData("s01.dat")]
    [InlineData("s01.mat")]
    public void Load_AlteredFile_OnlyOurExceptions(string name)
    {
        double[][] ratings = [[2, 8, 5, 3], [6, 2, 6, 2]];
        byte[] sound = File.ReadAllBytes(name == "s01.dat" ? WritePython(name, 4, ratings) : WriteMatlab(name, 4, ratings));
        var options = new RecordingOptions { Format = "deap", Deap = new DeapOptions { DropBaseline = false } };

        (int read, int refused) = Mutations.Try(sound, bytes => Recordings.Read(_folder.Write(name, bytes), options, set => set.Recordings.Count()), count: 1000);

        Assert.True(read > 50 && refused > 100, $"{read} were read, {refused} refused");
    }

    private string WritePython(string name, int samples, double[][] ratings) => _folder.Write(name, PickleBytes.Dict(
        ("labels", [ratings.Length, ratings[0].Length], [.. ratings.SelectMany(row => row)]),
        ("data", [ratings.Length, 40, samples], [.. from v in Enumerable.Range(0, ratings.Length) from c in Enumerable.Range(0, 40) from t in Enumerable.Range(0, samples) select Sample(v, c, t)])));

    private string WriteMatlab(string name, int samples, double[][] ratings)
    {
        var mat = new MatBytes();
        double[] data = [.. from t in Enumerable.Range(0, samples) from c in Enumerable.Range(0, 40) from v in Enumerable.Range(0, ratings.Length) select Sample(v, c, t)];
        return _folder.Write(name, mat.File(mat.Numbers("data", [ratings.Length, 40, samples], data), mat.Table("labels", ratings)));
    }

    private static double Sample(int video, int channel, int t) => (video * 1000) + channel + (t * 0.25);

    private static void AssertRefused(string path, params string[] parts)
    {
        string message = Assert.Throws<RecordingException>(() => Recordings.Load(path, new RecordingOptions { Format = "deap" })).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
