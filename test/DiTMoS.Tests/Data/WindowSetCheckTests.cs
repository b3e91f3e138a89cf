using DiTMoS.Data;

namespace DiTMoS.Tests.Data;

public class WindowSetCheckTests
{
    [Fact]
    public void Check_SoundWindows_Passes() => WindowSetCheck.Check(WindowSets.Create());

    [Fact]
    public void Check_NotANumber_NamesWindowChannelAndSample()
    {
        WindowSet windows = WindowSets.Create();
        windows.Samples[(6 * 7) + 3 + 2] = float.NaN;

        AssertRefused(windows, "window 7, channel 'acc_y', sample 2", "NaN");
    }

    [Fact]
    public void Check_ConstantChannel_NamesItAndTheWayOut()
    {
        WindowSet windows = WindowSets.Create();
        for (int n = 0; n < windows.Count; n++)
        {
            windows.Samples.AsSpan((n * 6) + 3, 3).Fill(9.5f);
        }

        AssertRefused(windows, "'acc_y'", "9.5", "--channels acc_x");
    }

    [Fact]
    public void Check_LabelOutOfRange_NamesWindow()
    {
        WindowSet windows = WindowSets.Create();
        windows.Labels[5] = 3;

        AssertRefused(windows, "window 5", "[0, 3)", "Got 3");
    }

    [Fact]
    public void Check_LabelUnknown_RefusedUnlessOnlyPredicted()
    {
        WindowSet windows = WindowSets.Create();
        windows.Labels[5] = -1;

        WindowSetCheck.Check(windows, requireLabels: false);
        AssertRefused(windows, "window 5 has no label");
    }

    [Fact]
    public void Check_RecordingWithoutName_NamesWindow()
    {
        WindowOrigins origins = WindowSets.Origins(144);
        origins.Recordings[5] = 36;

        AssertRefused(WindowSets.Create(origins: origins), "window 5", "[0, 36)", "Got 36");
    }

    [Fact]
    public void Check_WindowThatEndsBeforeItStarts_NamesWindow()
    {
        WindowOrigins origins = WindowSets.Origins(144);
        origins.Ends![6] = origins.Starts![6];

        AssertRefused(WindowSets.Create(origins: origins), "window 6", "end behind it", "Got 10 to 10");
    }

    [Fact]
    public void Check_StartsWithoutEnds_Refused() =>
        AssertRefused(WindowSets.Create(origins: new WindowOrigins { RecordingNames = ["a"], Recordings = new int[144], Starts = new int[144] }), "starts alone");

    [Fact]
    public void Check_OneClassOnly_Refused()
    {
        WindowSet windows = WindowSets.Create();

        AssertRefused(windows.With(labels: new int[windows.Count]), "at least two classes", "class0");
    }

    [Fact]
    public void Check_NoWindows_Refused() =>
        AssertRefused(WindowSets.Create().Select([]), "at least one window");

    [Fact]
    public void Check_CountsDiffer_Refused()
    {
        WindowSet windows = WindowSets.Create();

        AssertRefused(windows.With(samples: windows.Samples[1..]), $"Got {windows.Samples.Length - 1}");
        AssertRefused(windows.With(subjects: windows.Subjects![1..]), "one subject per window");
        AssertRefused(windows.With(channelNames: ["a"]), "one name per channel, 2");
        AssertRefused(windows.With(folds: [0]), "one official fold per window");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\u001b[2J")]
    [InlineData("class1")]
    public void Check_BadClassName_Refused(string name) =>
        AssertRefused(WindowSets.Create().With(classNames: [name, "class1", "class2"]), "class");

    [Fact]
    public void Check_SubjectOrFoldOutOfRange_NamesWindow()
    {
        WindowSet windows = WindowSets.Create();
        int[] subjects = [.. windows.Subjects!];
        subjects[9] = 6;
        int[] folds = new int[windows.Count];
        folds[4] = -2;

        AssertRefused(windows.With(subjects: subjects), "window 9", "[0, 6)");
        AssertRefused(windows.With(folds: folds), "window 4", "Got -2");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Check_BadSampleRate_Refused(double rate) => AssertRefused(WindowSets.Create().With(sampleRateHz: rate), "sample rate");

    private static void AssertRefused(WindowSet windows, params string[] parts)
    {
        string message = Assert.Throws<RecordingException>(() => WindowSetCheck.Check(windows)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.DoesNotContain(message, char.IsControl);
    }
}
