using System.Globalization;
using DiTMoS.Data;

namespace DiTMoS.Tests.Data.Readers.Wisdm;

public sealed class WisdmDeviceReaderTests : IDisposable
{
    private const string Accelerometer = "wisdm-dataset/raw/phone/accel/data_1600_accel_phone.txt";
    private const string Gyroscope = "wisdm-dataset/raw/phone/gyro/data_1600_gyro_phone.txt";

    private readonly TextFolder _folder = new();

    public WisdmDeviceReaderTests()
    {
        _folder.Write("wisdm-dataset/activity_key.txt", "walking = A\njogging = B\n\neating soup = H\n");
        _folder.Write(Accelerometer, Lines(1600, 'A', 0, 30, 10) + Lines(1600, 'B', 1000, 30, 10));
        _folder.Write(Gyroscope, Lines(1600, 'A', 0.02, 30, 10) + Lines(1600, 'B', 1000.52, 30, 10));
        _folder.Write("wisdm-dataset/raw/watch/accel/data_1601_accel_watch.txt", Lines(1601, 'H', 5, 8, 1));
        _folder.Write("wisdm-dataset/raw/watch/gyro/data_1601_gyro_watch.txt", Lines(1601, 'H', 5, 8, 2));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Layout_BothSensorsOfTheDeviceAtOneRate()
    {
        (List<Recording> recordings, RepairLog repairs) = Read();

        Assert.Equal(2, recordings.Count);
        Assert.Equal(29, recordings[0].Length);                  // from 0.02 s, where the gyroscope begins, to 1.42 s
        for (int t = 0; t < 29; t++)
        {
            Assert.Equal(10 * (0.02 + (t * 0.05)), recordings[0].Samples[0][t], 1e-4);
            Assert.Equal(-10 * (0.02 + (t * 0.05)), recordings[0].Samples[4][t], 1e-4);
        }

        Assert.Equal(19, recordings[1].Length);                  // from 1000.52 s to 1001.45 s
        Assert.Equal([new LabelledStretch(0, 29, "walking")], recordings[0].Labels);
        Assert.Equal([new LabelledStretch(0, 19, "jogging")], recordings[1].Labels);
        Assert.Equal(["1600", "1600"], recordings.Select(recording => recording.Subject));
        Assert.Equal(2, recordings.DistinctBy(recording => recording.Trial).Count());
        Assert.Empty(repairs.Counts);
    }

    [Fact]
    public void Read_WatchByName_IsTheWatch()
    {
        (List<Recording> recordings, _) = Read("wisdm-2019-watch");

        Recording recording = Assert.Single(recordings);
        Assert.Equal(("1601", "eating soup", 8), (recording.Subject, recording.Labels[0].ClassName, recording.Length));
        Assert.Equal((5.0, 10.0), (Math.Round(recording.Samples[0][0], 3), Math.Round(recording.Samples[3][0], 3)));
    }

    [Fact]
    public void Read_WatchAlone_IsRecognized() =>
        Recordings.Read(_folder["wisdm-dataset/raw/watch"], new RecordingOptions(), set =>
        {
            Assert.Equal("wisdm-2019-watch", set.Format);
            Assert.Equal("H", set.Recordings.Single().Labels[0].ClassName);
            return 0;
        });

    [Fact]
    public void Read_TimeWithoutSamples_IsAGap()
    {
        _folder.Write(Accelerometer, Lines(1600, 'A', 0, 30, 10) + Lines(1600, 'A', 3, 30, 10));
        _folder.Write(Gyroscope, Lines(1600, 'A', 0, 200, 10));

        Recording recording = Assert.Single(Read().Recordings);

        Assert.Equal([30], recording.Gaps);
        Assert.Equal(60, recording.Length);
    }

    [Fact]
    public void Read_TimesOutOfOrderOrTwice_AreOrderedAndCounted()
    {
        _folder.Write(Accelerometer, Lines(1600, 'A', 0.75, 15, 10) + Lines(1600, 'A', 0, 16, 10));
        _folder.Write(Gyroscope, Lines(1600, 'A', 0, 30, 10));

        (List<Recording> recordings, RepairLog repairs) = Read();

        Assert.Equal(30, Assert.Single(recordings).Length);
        Assert.Empty(recordings[0].Gaps);
        Assert.Equal(1, repairs.Counts["samples of one time left out but the first"]);
    }

    [Fact]
    public void Read_ActivityOfOneSensor_IsLeftOutAndCounted()
    {
        _folder.Write(Gyroscope, Lines(1600, 'A', 0, 30, 10) + Lines(1600, 'H', 2000, 30, 10));

        (List<Recording> recordings, RepairLog repairs) = Read();

        Assert.Equal("walking", Assert.Single(recordings).Labels[0].ClassName);
        Assert.Equal(2, repairs.Counts["activities without one of the sensors left out"]);
    }

    [Theory]
    [InlineData(Accelerometer, "1601,A,10,1,2,3;\n", "row 1, column 1: the subject must be 1600, as the file's name says. Got 1601.")]
    [InlineData(Gyroscope, "1600,A,10,1,2,3;\n1600,N,20,1,2,3;\n", "row 2, column 2: the activity must be one that activity_key.txt names: A, B, H. Got 'N'.")]
    [InlineData(Gyroscope, "1600,A,10,1,x,3;\n", "row 1, column 5: expected a finite number. Got 'x'.")]
    [InlineData("wisdm-dataset/activity_key.txt", "walking A\n", "row 1: expected an activity and its letter, such as walking = A. Got 'walking A'.")]
    [InlineData("wisdm-dataset/activity_key.txt", "walking = A\nrunning = A\n", "row 2: a letter must stand for one activity, but A stands for 'walking' already.")]
    public void Read_BrokenFile_NamesFileRowAndValue(string file, string text, string expected)
    {
        _folder.Write(file, text);

        Assert.Contains($"'{file}', {expected}", Assert.Throws<RecordingException>(() => Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_GyroscopeOfOneSubjectMissing_NamesIt()
    {
        _folder.Write("wisdm-dataset/raw/phone/accel/data_1602_accel_phone.txt", Lines(1602, 'A', 0, 30, 10));

        Assert.Contains("there is no data_1602_gyro_phone.txt", Assert.Throws<RecordingException>(() => Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AccelerometerAlone_HasThreeChannels()
    {
        File.Delete(_folder[Gyroscope]);

        Recordings.Read(_folder.Root, new RecordingOptions(), set =>
        {
            Assert.Equal(["acc_x", "acc_y", "acc_z"], set.ChannelNames);
            Assert.Equal([(3, 30), (3, 30)], set.Recordings.Select(recording => (recording.Samples.Length, recording.Length)));
            return 0;
        });
    }

    [Theory]
    [InlineData(Accelerometer)]
    [InlineData(Gyroscope)]
    [InlineData("wisdm-dataset/activity_key.txt")]
    public void Read_AlteredFile_OnlyOurExceptions(string file)
    {
        (int read, int refused) = _folder.TryMutations(file, () => Read(), 350);

        Assert.True(refused > 100 && read > 5, $"{read} alterations were read, {refused} refused");
    }

    private (List<Recording> Recordings, RepairLog Repairs) Read(string? format = null) => Recordings.Read(_folder.Root, new RecordingOptions { Format = format }, set =>
    {
        Assert.Equal(["m/s^2", "m/s^2", "m/s^2", "rad/s", "rad/s", "rad/s"], set.ChannelUnits!);
        return (set.Recordings.ToList(), set.Repairs);
    });

    // At 20 Hz, x rising with time and y falling.
    private static string Lines(int subject, char activity, double start, int count, double slope) => string.Concat(Enumerable.Range(0, count).Select(i => start + (i * 0.05)).Select(seconds =>
        string.Create(CultureInfo.InvariantCulture, $"{subject},{activity},{1_000_000 + (long)Math.Round(seconds * 1e9)},{slope * seconds},{-slope * seconds},0.5;\n")));
}
