using DiTMoS.Data;

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
