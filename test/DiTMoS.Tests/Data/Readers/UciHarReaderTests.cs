using System.Globalization;
using DiTMoS.Data;

namespace DiTMoS.Tests.Data.Readers;

public sealed class UciHarReaderTests : IDisposable
{
    private static readonly string[] Signals = ["body_acc_x", "body_acc_y", "body_acc_z", "body_gyro_x", "body_gyro_y", "body_gyro_z", "total_acc_x", "total_acc_y", "total_acc_z"];

    private readonly TextFolder _folder = new();

    public UciHarReaderTests()
    {
        _folder.Write("UCI HAR Dataset/activity_labels.txt", "1 WALKING\n2 SITTING\n3 LAYING\n");
        WritePart("train", [1, 1, 3, 1, 1], [1, 1, 1, 1, 3]);
        WritePart("test", [3, 1], [2, 2]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_Layout_WindowsAsTheyAre()
    {
        WindowSet windows = Recordings.Load(_folder.Root);

        Assert.Equal((7, 9, 128, 50.0), (windows.Count, windows.Channels, windows.Length, windows.SampleRateHz!.Value));
        Assert.Equal(Signals, windows.ChannelNames);
        Assert.Equal(["WALKING", "SITTING", "LAYING"], windows.ClassNames);
        Assert.Equal([0, 0, 2, 0, 0, 2, 0], windows.Labels);
        Assert.Equal(["1", "2", "3"], windows.SubjectNames);
        Assert.Equal([0, 0, 0, 0, 2, 1, 1], windows.Subjects!);
        Assert.Equal([-1, -1, -1, -1, -1, 0, 0], windows.OfficialFolds!);
        Assert.Equal(Value("train", 2, 8, 127), windows.Window(2)[(8 * 128) + 127]);
        Assert.Equal(Value("test", 1, 0, 1), windows.Window(6)[1]);
    }

    [Fact]
    public void Load_Layout_ARunOfOneUserAndActivityIsATrial() => Assert.Equal([0, 0, 1, 2, 3, 4, 5], Recordings.Load(_folder.Root).Trials!);

    [Fact]
    public void Load_OnePart_HasNoOfficialSplit()
    {
        WindowSet windows = Recordings.Load(_folder["UCI HAR Dataset/train"]);

        Assert.Equal((5, 2), (windows.Count, windows.Classes));
        Assert.Equal(["1", "3"], windows.ClassNames);
        Assert.Null(windows.OfficialFolds);
    }

    [Fact]
    public void Read_Layout_UnitsOfEachSignal() => Recordings.Read(_folder.Root, new RecordingOptions(), set =>
    {
        Assert.Equal(["g", "g", "g", "rad/s", "rad/s", "rad/s", "g", "g", "g"], set.ChannelUnits!);
        Assert.Equal("SITTING", set.ClassNames![1]);
        Assert.Equal(7, set.Recordings.Count());
        return 0;
    });

    [Theory]
    [InlineData("train/y_train.txt", "1\n1\n4\n1\n1\n", "'UCI HAR Dataset/train/y_train.txt', window 3: the activity must be one that activity_labels.txt names: 1, 2, 3. Got 4.")]
    [InlineData("train/y_train.txt", "1\n1\n3\n1\n", "'UCI HAR Dataset/train/subject_train.txt': there must be as many rows as y_train.txt has, 4. Got 5.")]
    [InlineData("train/y_train.txt", "1\n1 2\n", "'UCI HAR Dataset/train/y_train.txt', row 2: expected one number. Got more.")]
    [InlineData("train/y_train.txt", "1\nx\n", "'UCI HAR Dataset/train/y_train.txt', row 2, column 1: expected a number, a whole number from 0. Got 'x'.")]
    [InlineData("train/Inertial Signals/body_acc_z_train.txt", "1 2 3\n", "'UCI HAR Dataset/train/Inertial Signals/body_acc_z_train.txt': there must be a row of 128 numbers for each of the 5 activities in y_train.txt, but the file has 6 bytes.")]
    public void Load_BrokenFile_NamesIt(string file, string text, string expected)
    {
        _folder.Write($"UCI HAR Dataset/{file}", text);

        AssertRefused(expected);
    }

    [Theory]
    [InlineData(4, "body_gyro_z_test.txt': there must be as many rows as y_test.txt has, 2. Got 1.")]
    [InlineData(12, "body_gyro_z_test.txt', row 3: there must be as many rows as y_test.txt has, 2. Got more.")]
    public void Load_OtherNumberOfRows_NamesTheSignal(int parts, string expected)
    {
        string row = string.Join(' ', Enumerable.Repeat("1.000", 128)) + "\n";
        _folder.Write("UCI HAR Dataset/test/Inertial Signals/body_gyro_z_test.txt", string.Concat(Enumerable.Repeat(row, parts / 4)));

        AssertRefused(expected);
    }

    [Fact]
    public void Load_SignalMissing_NamesIt()
    {
        File.Delete(_folder["UCI HAR Dataset/test/Inertial Signals/total_acc_y_test.txt"]);

        AssertRefused("'UCI HAR Dataset/test/Inertial Signals/total_acc_y_test.txt', but there is no such file");
    }

    [Fact]
    public void Load_RaggedRow_NamesRowAndCount()
    {
        string path = "UCI HAR Dataset/test/Inertial Signals/body_acc_x_test.txt";
        _folder.Write(path, File.ReadAllText(_folder[path]).Insert(0, "5 "));

        AssertRefused($"'{path}', row 1: expected 128 columns. Got 129.");
    }

    [Theory]
    [InlineData("test/Inertial Signals/body_acc_x_test.txt")]
    [InlineData("train/y_train.txt")]
    [InlineData("train/subject_train.txt")]
    public void Read_AlteredFile_OnlyOurExceptions(string file)
    {
        (int read, int refused) = _folder.TryMutations($"UCI HAR Dataset/{file}", () => Recordings.Read(_folder.Root, new RecordingOptions(), set => set.Recordings.Count()), 350);

        Assert.True(refused > 100 && read > 5, $"{read} alterations were read, {refused} refused");
    }

    private void AssertRefused(string expected) => Assert.Contains(expected, Assert.Throws<RecordingException>(() => Recordings.Load(_folder.Root)).Message, StringComparison.Ordinal);

    private void WritePart(string part, int[] classes, int[] users)
    {
        _folder.Write($"UCI HAR Dataset/{part}/y_{part}.txt", string.Join('\n', classes) + "\n");
        _folder.Write($"UCI HAR Dataset/{part}/subject_{part}.txt", string.Join('\n', users) + "\n");
        for (int c = 0; c < Signals.Length; c++)
        {
            _folder.Write($"UCI HAR Dataset/{part}/Inertial Signals/{Signals[c]}_{part}.txt", string.Concat(Enumerable.Range(0, classes.Length).Select(n =>
                string.Concat(Enumerable.Range(0, 128).Select(t => string.Create(CultureInfo.InvariantCulture, $" {Value(part, n, c, t),15:e7}"))) + "\n")));
        }
    }

    private static float Value(string part, int n, int c, int t) => ((part.Length * 100) + (n * 20) + c + (t / 128f)) / 64;
}
