using System.Diagnostics;
using DiTMoS.Data;

namespace DiTMoS.Tests.Data;

public sealed class RecordingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("nothing/here")]
    [InlineData("a\0b")]
    public void Load_PathThatIsNotThere_NamesIt(string path) =>
        Assert.Contains($"'{path}' must be a file or a folder", Assert.Throws<RecordingException>(() => Recordings.Load(path)).Message, StringComparison.Ordinal);

    [Fact]
    public void Load_UnknownFormat_NamesTheFormats()
    {
        string file = _folder.Write("photo.jpg", [0xFF, 0xD8, 0xFF, 0xE0]);
        string empty = _folder.Write("empty.bin", []);

        AssertRefused(file, "photo.jpg", ".npz", "UniMiB-SHAR", "none of their marks");
        AssertRefused(empty, "the file is empty");
        AssertRefused(_folder.Root, "2 files", "photo.jpg");
    }

    [Fact]
    public void Load_PipeOrDevice_IsRefusedWithoutWaiting()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such files.");
        }

        using (Process make = Process.Start("mkfifo", [_folder["pipe.npz"]]))
        {
            make.WaitForExit();
        }

        AssertRefused(_folder["pipe.npz"], "pipe or a device");
        AssertRefused("/dev/zero", "pipe or a device");
        AssertRefused("/dev/stdin", "pipe or a device");
    }

    [Theory]
    [InlineData("npz", "must hold one .npz file")]
    [InlineData("unimib-shar", "labels need their windows")]
    public void Load_FormatThatTheFolderIsNotIn_SaysWhatIsMissing(string format, string part)
    {
        _folder.Write("a/notes.txt", [1]);

        foreach (string path in (string[])[_folder.Root, _folder["a"]])
        {
            string message = Assert.Throws<RecordingException>(() => Recordings.Load(path, new RecordingOptions { Format = format })).Message;
            Assert.Contains(part, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Load_EmptyFolder_SaysSo() => AssertRefused(_folder.Root, "the folder holds no files");

    [Fact]
    public void Load_Dsads_AllSegmentsInTheirUnit()
    {
        WindowSet windows = Recordings.Load(RealData.Path("har-dsads", "dsads.npz"));

        Assert.Equal((9120, 9, 125, 19), (windows.Count, windows.Channels, windows.Length, windows.Classes));
        Assert.All(windows.Labels.CountBy(label => label), part => Assert.Equal(480, part.Value));
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8"], windows.SubjectNames);
        Assert.Equal(19 * 8, windows.Trials!.Distinct().Count());
        Assert.Equal(25.0, windows.SampleRateHz);
        Assert.Equal("RL_xacc", windows.ChannelNames[0]);
        Assert.Equal(("sitting", -879f / 250f), (windows.ClassNames[0], windows.Samples[0]));
        Assert.InRange(MeanNorm(windows, windows.ClassNames.ToList().IndexOf("standing")), 9.3, 10.3);
    }

    [Fact]
    public void Load_SpokenWords_AllSpeakers()
    {
        WindowSet windows = Recordings.Load(RealData.Path("kws-speech-commands-9"));

        Assert.Equal((5000, 13, 49, 9), (windows.Count, windows.Channels, windows.Length, windows.Classes));
        Assert.Equal(478, windows.SubjectNames!.Count);
        Assert.Equal(600, windows.Labels.Count(label => windows.ClassNames[label] == "right"));
        Assert.Null(windows.Trials);
    }

    // Of the leg accelerometer, the first three channels: gravity, where one stands still.
    private static double MeanNorm(WindowSet windows, int label) => Enumerable.Range(0, windows.Count).Where(n => windows.Labels[n] == label).Average(n =>
    {
        ReadOnlySpan<float> window = windows.Window(n);
        double sum = 0;
        for (int t = 0; t < windows.Length; t++)
        {
            double x = window[t];
            double y = window[windows.Length + t];
            double z = window[(2 * windows.Length) + t];
            sum += Math.Sqrt((x * x) + (y * y) + (z * z));
        }

        return sum / windows.Length;
    });

    private static void AssertRefused(string path, params string[] parts)
    {
        string message = Assert.Throws<RecordingException>(() => Recordings.Load(path)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
