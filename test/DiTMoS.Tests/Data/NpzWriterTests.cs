using DiTMoS.Data;

namespace DiTMoS.Tests.Data;

public sealed class NpzWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_ThenLoad_SameWindows()
    {
        WindowSet windows = WindowSets.Create(subjects: 11, officialFolds: [.. Enumerable.Range(0, 264).Select(n => (n % 4) - 1)], origins: WindowSets.Origins(264));

        NpzWriter.Write(windows, _folder["a.npz"]);
        WindowSet loaded = Recordings.Load(_folder["a.npz"]);

        Assert.Equal(windows.Samples, loaded.Samples);
        Assert.Equal((windows.Channels, windows.Length, windows.SampleRateHz), (loaded.Channels, loaded.Length, loaded.SampleRateHz));
        Assert.Equal(windows.Labels, loaded.Labels);
        Assert.Equal(windows.ClassNames, loaded.ClassNames);
        Assert.Equal(windows.ChannelNames, loaded.ChannelNames);
        Assert.Equal(windows.Subjects, loaded.Subjects);
        Assert.Equal(windows.SubjectNames, loaded.SubjectNames);
        Assert.Equal(windows.Trials, loaded.Trials);
        Assert.Equal(windows.OfficialFolds, loaded.OfficialFolds);
        Assert.Equal(windows.Origins!.RecordingNames, loaded.Origins!.RecordingNames);
        Assert.Equal(windows.Origins.Recordings, loaded.Origins.Recordings);
        Assert.Equal(windows.Origins.Starts!, loaded.Origins.Starts!);
        Assert.Equal(windows.Origins.Ends!, loaded.Origins.Ends!);
        Assert.Equal(windows.Origins.SampleRateHz, loaded.Origins.SampleRateHz);
    }

    [Fact]
    public void Write_LittleKnown_LoadsWithLittleKnown()
    {
        NpzWriter.Write(WindowSets.Create().With(withoutSubjects: true, withoutTrials: true, sampleRateHz: null), _folder["a.npz"]);
        WindowSet loaded = Recordings.Load(_folder["a.npz"]);

        Assert.Null(loaded.Subjects);
        Assert.Null(loaded.Trials);
        Assert.Null(loaded.Origins);
        Assert.Null(loaded.SampleRateHz);
    }

    [Fact]
    public void Write_Twice_SameBytesAndNothingLeftOver()
    {
        NpzWriter.Write(WindowSets.Create(), _folder["a.npz"]);
        byte[] first = File.ReadAllBytes(_folder["a.npz"]);
        NpzWriter.Write(WindowSets.Create(), _folder["a.npz"]);

        Assert.Equal(first, File.ReadAllBytes(_folder["a.npz"]));
        Assert.Equal(["a.npz"], Directory.GetFiles(_folder.Root).Select(Path.GetFileName));
    }

    [Fact]
    public void Write_FailsHalfway_KeepsTheOldFile()
    {
        NpzWriter.Write(WindowSets.Create(), _folder["a.npz"]);
        byte[] before = File.ReadAllBytes(_folder["a.npz"]);
        WindowSet broken = WindowSets.Create().With(subjects: [99]);

        Assert.ThrowsAny<Exception>(() => NpzWriter.Write(broken, _folder["a.npz"]));

        Assert.Equal(before, File.ReadAllBytes(_folder["a.npz"]));
        Assert.Single(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void Write_FolderThatIsNotThere_Refused() =>
        Assert.Throws<RecordingException>(() => NpzWriter.Write(WindowSets.Create(), Path.Combine(_folder.Root, "no", "a.npz")));
}
