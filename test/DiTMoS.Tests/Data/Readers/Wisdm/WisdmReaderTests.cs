using System.Globalization;
using DiTMoS.Data;

namespace DiTMoS.Tests.Data.Readers.Wisdm;

public sealed class WisdmReaderTests : IDisposable
{
    private const string FileName = "WISDM_ar_v1.1/WISDM_ar_v1.1_raw.txt";

    private readonly TextFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Records_ARunOfOneUserIsARecording()
    {
        (List<Recording> recordings, RepairLog repairs) = Read(
            """
            33,Jogging,49105962326000,-0.6946377,12.680544,0.50395286;
            33,Jogging,49106012326000,5.012288,11.264028,0.95342433;
            33,Walking,49106062326000,4.9,10.8,-0.08;
            17,Walking,57869902574000,0.84,9.5,-1.72;
            33,Walking,49107062326000,4.9,10.8,-0.08;
            """);

        Assert.Equal(["33", "17", "33"], recordings.Select(recording => recording.Subject));
        Assert.Equal(3, recordings.DistinctBy(recording => recording.Trial).Count());
        Assert.Equal([new LabelledStretch(0, 2, "Jogging"), new LabelledStretch(2, 1, "Walking")], recordings[0].Labels);
        Assert.Equal([-0.6946377f, 5.012288f, 4.9f], recordings[0].Samples[0]);
        Assert.Equal([0.50395286f, 0.95342433f, -0.08f], recordings[0].Samples[2]);
        Assert.Equal(20.0, recordings[0].SampleRateHz);
        Assert.Empty(recordings[0].Gaps);
        Assert.Empty(repairs.Counts);
    }

    [Fact]
    public void Read_TimeThatJumpsOrGoesBack_IsAGap()
    {
        (List<Recording> recordings, _) = Read("1,A,1000000000,1,1,1;\n1,A,1250000000,1,1,1;\n1,A,1500000001,1,1,1;\n1,A,1500000001,1,1,1;\n1,A,1400000000,1,1,1;\n");

        Assert.Equal([2, 4], Assert.Single(recordings).Gaps);
    }

    [Theory]
    [InlineData("33,Jogging,10,1,2,3;33,Jogging,20,4,5,6;")]
    [InlineData("33,Jogging,10,1,2,3;\n\n \t\n33,Jogging,20,4,5,6;\n")]
    [InlineData("33,Jogging,10,1,2,3;\r\n33,Jogging,20,4,5,6;\r\n")]
    [InlineData("33, Jogging ,10,1,2,3 ;;33,Jogging,20,4,5,6;;\n")]
    [InlineData("33,Jogging,10,1,2,3\n33,Jogging,20,4,5,6;\n", "semicolons behind a record added", 1)]
    [InlineData("33,Jogging,10,1,2,3\n33,Jogging,20,4,5,6", "semicolons behind a record added", 2)]
    [InlineData("33,Jogging,10,1,2,3 33,Jogging,20,4,5,6;", "semicolons behind a record added", 1)]
    [InlineData("33,Jogging,10,1,2,3,33,Jogging,20,4,5,6;", "semicolons behind a record added", 1)]
    [InlineData("33,Jogging,10,1,2,3,;\n33,Jogging,20,4,5,6;\n", "commas behind a record left out", 1)]
    [InlineData("33,Jogging,10,1,2,3,,;33,Jogging,20,4,5,6;\n", "commas behind a record left out", 2)]
    [InlineData("33,Jogging,10,1,2,3;\n33,Jogging,15,1,2,;\n33,Jogging,20,4,5,6;\n", "records without a value left out", 1)]
    [InlineData("33,Jogging,10,1,2,3;\n33,Jogging,0,0,0,3.2;\n33,Jogging,20,4,5,6;\n", "records with the time 0 left out", 1)]
    public void Read_KnownBlemish_IsPutRightAndCounted(string text, string? repair = null, int count = 0)
    {
        (List<Recording> recordings, RepairLog repairs) = Read(text);

        Recording recording = Assert.Single(recordings);
        Assert.Equal([[1, 4], [2, 5], [3, 6]], recording.Samples);
        Assert.Equal([new LabelledStretch(0, 2, "Jogging")], recording.Labels);
        Assert.Equal(repair is null ? [] : [KeyValuePair.Create(repair, (long)count)], repairs.Counts);
    }

    [Fact]
    public void Read_Twice_CountsRepairsOnce()
    {
        _folder.Write(FileName, "33,Jogging,10,1,2,3\n33,Jogging,20,4,5,6;\n");

        Recordings.Read(_folder.Root, new RecordingOptions(), set =>
        {
            Assert.Equal(set.Recordings.Count(), set.Recordings.Count());
            Assert.Equal(1, set.Repairs.Counts["semicolons behind a record added"]);
            return 0;
        });
    }

    [Theory]
    [InlineData("33,Jogging,10,1,2;\n", "row 1: expected user,activity,timestamp,x,y,z; but found 5 of the six fields.")]
    [InlineData("33,Jogging,10,1,2,3;\n33,Jog", "row 2: expected user,activity,timestamp,x,y,z; but found 2 of the six fields.")]
    [InlineData("33,Jogging,10,1,2,3;\n33,Jogging,20,1,abc,3;\n", "row 2, column 5: expected a finite number. Got 'abc'.")]
    [InlineData("33,Jogging,10,1,2,3;33,Jogging,20,1,abc,3;\n", "row 1, column 11: expected a finite number. Got 'abc'.")]
    [InlineData("33,Jogging,10,1,NaN,3;\n", "row 1, column 5: expected a finite number. Got 'NaN'.")]
    [InlineData("33,Jogging,10,1,2,3.433,Jogging,20,4,5,6;", "row 1: expected user,activity,timestamp,x,y,z; but found 5 of the six fields.")]
    [InlineData("-3,Jogging,10,1,2,3;\n", "row 1, column 1: expected a user, a whole number from 0. Got '-3'.")]
    [InlineData("33,,10,1,2,3;\n", "row 1, column 2: expected the name of an activity. Got nothing.")]
    [InlineData("33,Jogging,1e3,1,2,3;\n", "row 1, column 3: expected a time in nanoseconds, a whole number from 0. Got '1e3'.")]
    [InlineData("\n\n", "expected records such as")]
    public void Read_WhatIsNoRecord_NamesRowColumnAndValue(string text, string expected) =>
        Assert.Contains($"'{FileName}'" + (expected[0] == 'r' ? ", " : ": ") + expected, Assert.Throws<RecordingException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Load_FileOfAnyName_IsRecognizedByItsFirstRecord()
    {
        _folder.Write("raw.txt", Lines(1, "Walking", 450) + Lines(2, "Sitting", 450));

        WindowSet windows = Recordings.Load(_folder["raw.txt"]);

        Assert.Equal((4, 3, 200), (windows.Count, windows.Channels, windows.Length));
        Assert.Equal(["Sitting", "Walking"], windows.ClassNames);
        Assert.Equal([1, 1, 0, 0], windows.Labels);
    }

    [Fact]
    public void Read_RunThatDoesNotFit_NamesTheRow()
    {
        _folder.Write(FileName, Lines(1, "Walking", 3000));

        string message = Assert.Throws<RecordingException>(() => Recordings.Read(_folder.Root, new RecordingOptions { MaximumBytes = 30_000 }, set => set.Recordings.Count())).Message;

        Assert.Contains("row 2049, column 1", message, StringComparison.Ordinal);
        Assert.Contains("MaximumBytes", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AlteredFile_OnlyOurExceptions()
    {
        _folder.Write(FileName, Lines(1, "Walking", 10) + "2,Sitting,50,1,2,3\n2,Sitting,100,1,2,;3,Jogging,100,1,2,3,;");

        (int read, int refused) = _folder.TryMutations(FileName, () => Recordings.Read(_folder.Root, new RecordingOptions(), set => set.Recordings.Count()), 1000);

        Assert.True(refused > 100 && read > 50, $"{read} alterations were read, {refused} refused");
    }

    private (List<Recording> Recordings, RepairLog Repairs) Read(string text)
    {
        _folder.Write(FileName, text);
        return Recordings.Read(_folder.Root, new RecordingOptions(), set =>
        {
            Assert.Equal("wisdm", set.Format);
            Assert.Equal(["m/s^2", "m/s^2", "m/s^2"], set.ChannelUnits!);
            return (set.Recordings.ToList(), set.Repairs);
        });
    }

    private static string Lines(int user, string activity, int count) => string.Concat(Enumerable.Range(1, count).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"{user},{activity},{i * 50_000_000L},{i / 8.0},{-i / 4.0},{i % 7};\n")));
}
