using System.Globalization;
using DiTMoS.Data;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Tests.Data.Readers;

public sealed class HaptReaderTests : IDisposable
{
    private const string Labels = "1 1 5 3 6\n1 1 7 7 8\n2 4 1 1 10\n";
    private const string Names = "1 WALKING           \n5 STANDING          \n7 STAND_TO_SIT      \n";

    private readonly TextFolder _folder = new();

    public HaptReaderTests()
    {
        _folder.Write("activity_labels.txt", Names);
        _folder.Write("RawData/labels.txt", Labels);
        foreach ((string name, int offset) in (ReadOnlySpan<(string, int)>)[("exp01_user01", 0), ("exp02_user04", 100)])
        {
            _folder.Write($"RawData/acc_{name}.txt", Rows(offset));
            _folder.Write($"RawData/gyro_{name}.txt", Rows(offset + 1000));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Layout_AccelerometerThenGyroscope()
    {
        List<Recording> recordings = ReadAll(set =>
        {
            Assert.Equal("hapt", set.Format);
            Assert.Equal(["acc_x", "acc_y", "acc_z", "gyro_x", "gyro_y", "gyro_z"], set.ChannelNames);
            Assert.Equal(["g", "g", "g", "rad/s", "rad/s", "rad/s"], set.ChannelUnits!);
            Assert.Equal(["WALKING", "STANDING", "STAND_TO_SIT"], set.ClassNames!);
            Assert.Equal((128, 64, LabelRule.Within), (set.Suggested.Windows.Length, set.Suggested.Windows.Hop, set.Suggested.Windows.LabelRule));
        });

        Assert.Equal(2, recordings.Count);
        Assert.Equal([0.25f, 1.25f, 2.25f], recordings[0].Samples[0][..3]);
        Assert.Equal(-1.5f, recordings[0].Samples[1][1]);
        Assert.Equal([1100.25f, 1101.25f], recordings[1].Samples[3][..2]);
        Assert.All(recordings, recording => Assert.Equal((10, 50.0, 6), (recording.Length, recording.SampleRateHz, recording.Samples.Length)));
    }

    [Fact]
    public void Read_Layout_LabelsSubjectsAndOfficialFold()
    {
        List<Recording> recordings = ReadAll();

        Assert.Equal([new LabelledStretch(2, 4, "STANDING"), new LabelledStretch(6, 2, "STAND_TO_SIT")], recordings[0].Labels);
        Assert.Equal([new LabelledStretch(0, 10, "WALKING")], recordings[1].Labels);
        Assert.Equal(["1", "4"], recordings.Select(recording => recording.Subject));
        Assert.Equal([-1, 0], recordings.Select(recording => recording.OfficialFold!.Value));
        Assert.Equal(2, recordings.DistinctBy(recording => recording.Trial).Count());
    }

    [Fact]
    public void Read_SignalsAlone_ActivitiesAreNumbered()
    {
        List<Recording> recordings = ReadAll(set => Assert.Equal(["1", "5", "7"], set.ClassNames!), "RawData");

        Assert.Equal("acc_exp01_user01.txt", recordings[0].Name);
        Assert.Equal("5", recordings[0].Labels[0].ClassName);
    }

    [Fact]
    public void Load_LabelsWithoutOrder_AreCutInOrder()
    {
        _folder.Write("RawData/labels.txt", "1 1 7 7 8\n2 4 1 1 10\n1 1 5 3 6\n");

        WindowSet windows = Recordings.Load(_folder.Root, new RecordingOptions { Windows = new WindowOptions { Length = 2, LabelRule = LabelRule.Within } });

        Assert.Equal([1, 1, 2, 0, 0, 0, 0, 0], windows.Labels);
        Assert.Equal([2.25f, 3.25f], windows.Window(0)[..2].ToArray());
    }

    [Theory]
    [InlineData("RawData/labels.txt", "1 1 5 3\n", "'RawData/labels.txt', row 1: expected 5 columns: experiment, user, activity, first and last sample. Got 4.")]
    [InlineData("RawData/labels.txt", "\n1 1 5 0 7\n", "'RawData/labels.txt', row 2, column 4: expected a first sample, a whole number from 1. Got '0'.")]
    [InlineData("RawData/labels.txt", "1 1 5 6 3\n", "'RawData/labels.txt', row 1, column 5: expected a last sample, not before the first, a whole number from 6. Got '3'.")]
    [InlineData("RawData/labels.txt", "1 1 five 6 3\n", "'RawData/labels.txt', row 1, column 3: expected an activity, a whole number from 1. Got 'five'.")]
    [InlineData("RawData/labels.txt", "1 1 6 1 3\n", "'RawData/labels.txt', row 1, column 3: the activity must be one that activity_labels.txt names: 1, 5, 7. Got 6.")]
    [InlineData("RawData/labels.txt", "3 1 5 1 3\n", "'RawData/labels.txt', row 1: experiment 3 of user 1 must have a file acc_exp03_user01.txt")]
    [InlineData("RawData/labels.txt", "1 1 5 8 11\n", "'RawData/labels.txt', row 1: the last sample must be one of the 10 of experiment 1. Got 11.")]
    [InlineData("RawData/labels.txt", "1 1 5 1 3\n1 1 7 3 4\n", "'RawData/labels.txt', row 2: a sample must have one label, but sample 3 of experiment 1 is labelled in row 1 too.")]
    [InlineData("RawData/labels.txt", "1 1 5 1 99999999999999999999\n", "row 1, column 5")]
    [InlineData("RawData/acc_exp01_user01.txt", "1 2 3\n1 2\n", "'RawData/acc_exp01_user01.txt', row 2: expected 3 columns. Got 2.")]
    [InlineData("RawData/acc_exp01_user01.txt", "1 2 3\n1 x 3\n", "'RawData/acc_exp01_user01.txt', row 2, column 2: expected a number. Got 'x'.")]
    [InlineData("RawData/acc_exp01_user01.txt", "1 2 3\n1 NaN 3\n", "'RawData/acc_exp01_user01.txt', row 2, column 2: expected a number that is finite")]
    [InlineData("RawData/acc_exp01_user01.txt", "", "acc_exp01_user01.txt")]
    [InlineData("RawData/gyro_exp01_user01.txt", "1 2 3\n", "'RawData/gyro_exp01_user01.txt': there must be as many rows as the accelerometer has, 10. Got 1.")]
    [InlineData("RawData/acc_exp001_user02.txt", "1 2 3\n", "'RawData/acc_exp001_user02.txt': the gyroscope's file must lie beside it, but there is no gyro_exp001_user02.txt.")]
    [InlineData("activity_labels.txt", "1 A\n1 B\n", "'activity_labels.txt', row 2, column 1: a class must have one name, but 1 is named before as 'A'.")]
    [InlineData("activity_labels.txt", "1\n", "'activity_labels.txt', row 1: expected the name of class 1 behind the number. Got nothing.")]
    public void Read_BrokenFile_NamesFileRowAndValue(string file, string text, string expected)
    {
        _folder.Write(file, text);

        Assert.Contains(expected, Assert.Throws<RecordingException>(() => ReadAll()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TwoFilesOfOneExperiment_NamesBoth()
    {
        _folder.Write("RawData/acc_exp001_user02.txt", Rows(0));
        _folder.Write("RawData/gyro_exp001_user02.txt", Rows(0));

        string message = Assert.Throws<RecordingException>(() => ReadAll()).Message;

        Assert.Contains("acc_exp001_user02.txt", message, StringComparison.Ordinal);
        Assert.Contains("acc_exp01_user01.txt", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RawData/labels.txt")]
    [InlineData("RawData/acc_exp01_user01.txt")]
    [InlineData("activity_labels.txt")]
    public void Read_AlteredFile_OnlyOurExceptions(string file)
    {
        (int read, int refused) = _folder.TryMutations(file, () => ReadAll(), 350);

        Assert.True(refused > 100 && read > 5, $"{read} alterations were read, {refused} refused");
    }

    [Fact]
    public void Load_Hapt_AllWindowsOfTheirClassesAndUsers()
    {
        WindowSet windows = Recordings.Load(RealData.Path("har-hapt", "HAPT_Data_Set_raw.tar.xz"));

        Assert.Equal((10_969, 6, 128, 50.0), (windows.Count, windows.Channels, windows.Length, windows.SampleRateHz!.Value));
        Assert.Equal(["WALKING", "WALKING_UPSTAIRS", "WALKING_DOWNSTAIRS", "SITTING", "STANDING", "LAYING"], windows.ClassNames.Take(6));
        Assert.Equal([1722, 1544, 1407, 1801, 1979, 1958, 77, 62, 107, 87, 139, 86], Enumerable.Range(0, 12).Select(k => windows.Labels.Count(label => label == k)));
        Assert.Equal((61, 30), (windows.Trials!.Distinct().Count(), windows.SubjectNames!.Count));
        IEnumerable<string> tested = windows.Subjects!.Where((_, n) => windows.OfficialFolds![n] == 0).Distinct().Order().Select(subject => windows.SubjectNames[subject]);
        Assert.Equal(["2", "4", "9", "10", "12", "13", "18", "20", "24"], tested);
        Assert.InRange(Enumerable.Range(0, windows.Count).Where(n => windows.Labels[n] == 4).Average(n => NormOf(windows.Window(n))), 0.95, 1.1);      // standing: gravity, in g
    }

    private List<Recording> ReadAll(Action<RecordingSet>? check = null, string part = "") => Recordings.Read(_folder[part], new RecordingOptions(), set =>
    {
        check?.Invoke(set);
        return set.Recordings.ToList();
    });

    private static string Rows(int offset) => string.Concat(Enumerable.Range(offset, 10).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i}.25 -{i}.5 {i}e-3\n")));

    private static double NormOf(ReadOnlySpan<float> window) => Math.Sqrt((window[0] * window[0]) + (window[128] * window[128]) + (window[256] * window[256]));
}
