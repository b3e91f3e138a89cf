using System.Globalization;
using DiTMoS.Data;

namespace DiTMoS.Tests.Data.Readers;

public sealed class Pamap2ReaderTests : IDisposable
{
    private const string Session = "PAMAP2_Dataset/Protocol/subject101.dat";

    private readonly TextFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Layout_UnitsWithoutOrientation()
    {
        _folder.Write(Session, Rows(0, 100, i => i < 30 ? 0 : i < 60 ? 1 : 24));
        _folder.Write("PAMAP2_Dataset/Optional/subject101.dat", Rows(0, 50, _ => 9));

        (List<Recording> recordings, RepairLog repairs) = Read();

        Assert.Equal(["101", "101"], recordings.Select(recording => recording.Subject));
        Assert.Equal(2, recordings.DistinctBy(recording => recording.Trial).Count());
        Recording protocol = recordings[1];
        Assert.Equal((40, 100, 100.0), (protocol.Samples.Length, protocol.Length, protocol.SampleRateHz!.Value));
        Assert.Equal([new LabelledStretch(30, 30, "lying"), new LabelledStretch(60, 40, "rope_jumping")], protocol.Labels);
        Assert.Equal([new LabelledStretch(0, 50, "watching_tv")], recordings[0].Labels);
        Assert.Equal(Value(3, 7), protocol.Samples[1][7]);                          // hand, temperature
        Assert.Equal(Value(15, 7), protocol.Samples[13][7]);                        // hand, magnetic field z
        Assert.Equal(Value(20, 7), protocol.Samples[14][7]);                        // chest, temperature
        Assert.Equal(Value(49, 7), protocol.Samples[39][7]);                        // ankle, magnetic field z
        Assert.Empty(repairs.Counts);
    }

    [Fact]
    public void Read_HeartRateBetweenRows_LiesOnStraightLines()
    {
        _folder.Write(Session, Rows(0, 100, _ => 4));

        Recording recording = Assert.Single(Read().Recordings);

        // Every 11th row has one: 100 at row 0, 111 at row 11.
        Assert.Equal([100, 101, 102, 110, 111, 112], ((int[])[0, 1, 2, 10, 11, 12]).Select(t => MathF.Round(recording.Samples[0][t], 3)));
        Assert.Equal(100, recording.Length);
    }

    [Theory]
    [InlineData(20, 29, 100, new int[0])]                   // 10 rows without a value, which is a tenth of a second: bridged
    [InlineData(20, 49, 70, new[] { 20 })]                  // 30 rows: left out
    public void Read_UnitThatLostRows_BridgesShortHolesOnly(int first, int last, int length, int[] gaps)
    {
        _folder.Write(Session, Rows(0, 100, _ => 4, i => i >= first && i <= last));

        Recording recording = Assert.Single(Read().Recordings);

        Assert.Equal(length, recording.Length);
        Assert.Equal(gaps, recording.Gaps);
        Assert.All(recording.Samples, channel => Assert.All(channel, value => Assert.True(float.IsFinite(value))));
        Assert.Equal(Value(20, 99), recording.Samples[14][^1]);
        Assert.Equal((Value(20, 19) + Value(20, 20)) / 2, recording.Samples[14].Skip(19).Take(2).Average(), length == 100 ? 1e-3 : 1e3);
    }

    [Fact]
    public void Read_TimeThatJumps_IsAGapAndItsLabelsStay()
    {
        _folder.Write(Session, Rows(8.38, 50, _ => 2) + Rows(60, 50, i => i < 25 ? 2 : 3));

        Recording recording = Assert.Single(Read().Recordings);

        Assert.Equal([50], recording.Gaps);
        Assert.Equal(100, recording.Length);
        Assert.Equal([new LabelledStretch(0, 75, "sitting"), new LabelledStretch(75, 25, "standing")], recording.Labels);
    }

    [Fact]
    public void Read_RowsOfTheSameTime_AreLeftOutAndCounted()
    {
        _folder.Write(Session, Rows(0, 50, _ => 2) + Rows(0.48, 50, _ => 2));

        (List<Recording> recordings, RepairLog repairs) = Read();

        Assert.Equal(98, Assert.Single(recordings).Length);
        Assert.Equal(2, repairs.Counts["rows that are not later than the row before left out"]);
    }

    [Fact]
    public void Read_SensorWithoutValues_IsLeftOutAndCounted()
    {
        _folder.Write(Session, Rows(0, 50, _ => 2, _ => true));

        (List<Recording> recordings, RepairLog repairs) = Read();

        Assert.Empty(recordings);
        Assert.Equal(1, repairs.Counts["sessions without a time that all sensors know left out"]);
    }

    [Theory]
    [InlineData("1 2 3\n", "row 1: expected 54 columns. Got 3.")]
    [InlineData("x", "row 1, column 1: expected a number. Got 'x'.", 0)]
    [InlineData("NaN", "row 1, column 1: expected a time in seconds, from 0. Got 'NaN'.", 0)]
    [InlineData("-1", "row 1, column 1: expected a time in seconds, from 0. Got '-1'.", 0)]
    [InlineData("8", "row 1, column 2: the activity must be 0 or one of 1, 2, 3,", 1)]
    [InlineData("1.5", "Got 1.5.", 1)]
    [InlineData("NaN", "Got NaN.", 1)]
    [InlineData("inf", "row 1, column 21: expected a number that is finite in single precision. Got 'inf'.", 20)]
    public void Read_BrokenRow_NamesRowColumnAndValue(string text, string expected, int column = -1)
    {
        string[] row = Rows(0, 1, _ => 1).TrimEnd().Split(' ');
        if (column >= 0)
        {
            row[column] = text;
        }

        _folder.Write(Session, column < 0 ? text : string.Join(' ', row) + "\n");

        Assert.Contains(expected, Assert.Throws<RecordingException>(() => Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SessionThatDoesNotFit_NamesTheRow()
    {
        _folder.Write(Session, Rows(0, 1000, _ => 1));

        string message = Assert.Throws<RecordingException>(() => Recordings.Read(_folder.Root, new RecordingOptions { MaximumBytes = 100_000 }, set => set.Recordings.Count())).Message;

        Assert.Contains($"'{Session}', row 257: the rows up to here", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AlteredFile_OnlyOurExceptions()
    {
        _folder.Write(Session, Rows(0, 12, _ => 1, i => i is > 4 and < 7));

        (int read, int refused) = _folder.TryMutations(Session, () => Read(), 1000);

        Assert.True(refused > 100 && read > 10, $"{read} alterations were read, {refused} refused");
    }

    private (List<Recording> Recordings, RepairLog Repairs) Read() => Recordings.Read(_folder.Root, new RecordingOptions(), set =>
    {
        Assert.Equal("pamap2", set.Format);
        Assert.Equal(("heart_rate", "hand_temperature", "chest_acc16_x", "ankle_mag_z"), (set.ChannelNames[0], set.ChannelNames[1], set.ChannelNames[15], set.ChannelNames[39]));
        Assert.Equal(("1/min", "m/s^2", "rad/s", "uT"), (set.ChannelUnits![0], set.ChannelUnits[2], set.ChannelUnits[8], set.ChannelUnits[39]));
        return (set.Recordings.ToList(), set.Repairs);
    });

    private static string Rows(double start, int count, Func<int, int> activity, Func<int, bool>? isLost = null) => string.Concat(Enumerable.Range(0, count).Select(i =>
    {
        string heart = i % 11 == 0 || i == count - 1 ? (100 + i).ToString(CultureInfo.InvariantCulture) : "NaN";
        IEnumerable<string> units = Enumerable.Range(3, 51).Select(c => isLost?.Invoke(i) == true && c is >= 20 and < 37 ? "NaN" : Value(c, i).ToString(CultureInfo.InvariantCulture));
        return string.Create(CultureInfo.InvariantCulture, $"{start + (i * 0.01):0.##} {activity(i)} {heart} {string.Join(' ', units)}\n");
    }));

    private static float Value(int column, int row) => column + (row / 128f);
}
