using DiTMoS.Data;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Tests.Data;

public sealed class RecordingCsvTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_FirstRecordingWithoutLabels_KeepsThoseOfTheOthers()
    {
        WriteSet(Named("a"), Named("b", labels: [new(0, 60, "walk"), new(80, 20, "sit")]));

        Recording[] read = Read();

        Assert.Empty(read[0].Labels);
        Assert.Equal([new(0, 60, "walk"), new(80, 20, "sit")], read[1].Labels);
    }

    [Fact]
    public void Write_Gaps_AreGapsWhenReadAgain()
    {
        WriteSet(Named("a", gaps: [30, 31, 70]), Named("b"));

        Recording[] read = Read();

        Assert.Equal([30, 31, 70], read[0].Gaps);
        Assert.Empty(read[1].Gaps);
        Assert.Equal([50, 50], read.Select(recording => recording.SampleRateHz));
    }

    [Theory]
    [InlineData("#1, \"x\".csv", "#1, \"x\".csv")]
    [InlineData(" a ", " a ")]
    [InlineData("a\nb", "a\uFFFDb")]
    [InlineData("いいえ/😀", "いいえ/😀")]
    public void Write_NameOfAnyCharacters_IsReadAgain(string name, string expected)
    {
        WriteSet(Named(name, labels: [new(0, 100, name)]));

        Recording read = Assert.Single(Read());

        Assert.Equal(expected, read.Name);
        Assert.Equal(new LabelledStretch(0, 100, expected), Assert.Single(read.Labels));
    }

    [Fact]
    public void Write_WithoutAnyLabels_HasNoColumnOfThem()
    {
        WriteSet(Named("a"));

        Assert.Equal("recording,time,x,y", File.ReadLines(_folder["out.csv"]).First());
    }

    [Fact]
    public void Write_RateOfSomeRecordingsOnly_IsRefusedAndWritesNothing()
    {
        RecordingException error = Assert.Throws<RecordingException>(() => WriteSet(Named("a"), Named("b", rate: null)));

        Assert.Contains("'b' must know its recording, time, as 'a' does", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["out.csv"]));
    }

    [Fact]
    public void Write_SubjectsTrialsAndFolds_AreReadAgain()
    {
        WriteSet(
            Of("a", "p1", "breakfast", 0),
            Of("b", "p1", "breakfast", 0),
            Of("c", "p2", "lunch, late", -1));

        Recording[] read = Read();

        Assert.Equal("recording,subject,trial_group,fold,time,x,y", File.ReadLines(_folder["out.csv"]).First());
        Assert.Equal(["p1", "p1", "p2"], read.Select(recording => recording.Subject));
        Assert.Equal(["breakfast", "breakfast", "lunch, late"], read.Select(recording => recording.Trial));
        Assert.Equal([0, 0, -1], read.Select(recording => recording.OfficialFold));

        static Recording Of(string name, string subject, string trial, int fold) =>
            new() { Name = name, Samples = [Ramp(0), Ramp(1)], SampleRateHz = 50, Subject = subject, Trial = trial, OfficialFold = fold };
    }

    [Fact]
    public void Write_RealRecordings_HaveTheSameWindowsAndSplitsWhenReadAgain()
    {
        string sample = RealData.Path("har-dsads", "dsads_original_format_sample.tar.xz");
        var cut = new RecordingOptions { Windows = new WindowOptions { Length = 125, Hop = 125 } };

        Recordings.Read(sample, cut, set => RecordingCsv.Write(set, _folder["out.csv"]));
        WindowSet before = Recordings.Load(sample, cut);
        WindowSet after = Recordings.Load(_folder["out.csv"], cut);

        Assert.Equal(before.Samples, after.Samples);
        Assert.Equal(before.Trials, after.Trials);
        Assert.Equal(before.SampleRateHz, after.SampleRateHz);
        Assert.Equal(before.ClassNames.Order(StringComparer.Ordinal), after.ClassNames.Order(StringComparer.Ordinal));
        Assert.Equal(Names(before, before.Labels, before.ClassNames), Names(after, after.Labels, after.ClassNames));
        Assert.Equal(Names(before, before.Subjects!, before.SubjectNames!), Names(after, after.Subjects!, after.SubjectNames!));

        static IEnumerable<string> Names(WindowSet windows, int[] places, IReadOnlyList<string> names) => Enumerable.Range(0, windows.Count).Select(n => names[places[n]]);
    }

    [Fact]
    public void Write_Units_StandInTheHeaderAndAreReadAgain()
    {
        var set = new RecordingSet { Format = "test", Source = "test", ChannelNames = ["x", "y"], ChannelUnits = ["m/s2", "1/min"], Recordings = [Named("a")] };

        RecordingCsv.Write(set, _folder["out.csv"]);

        Assert.Equal("recording,time,x [m/s^2],y", File.ReadLines(_folder["out.csv"]).First());
        Recordings.Read(_folder["out.csv"], new RecordingOptions { RequireLabels = false }, read =>
        {
            Assert.Equal(["x", "y"], read.ChannelNames);
            Assert.Equal(["m/s^2", ""], read.ChannelUnits!);
            return 0;
        });
    }

    private static Recording Named(string name, IReadOnlyList<LabelledStretch>? labels = null, int[]? gaps = null, double? rate = 50) => new()
    {
        Name = name,
        Samples = [Ramp(0), Ramp(1)],
        SampleRateHz = rate,
        Labels = labels ?? [],
        Gaps = gaps ?? [],
    };

    private static float[] Ramp(int from) => [.. Enumerable.Range(from, 100).Select(i => i / 8f)];

    private void WriteSet(params Recording[] recordings) =>
        RecordingCsv.Write(new RecordingSet { Format = "test", Source = "test", ChannelNames = ["x", "y"], Recordings = recordings }, _folder["out.csv"]);

    private Recording[] Read() => Recordings.Read(_folder["out.csv"], new RecordingOptions { RequireLabels = false }, set => set.Recordings.ToArray());
}
