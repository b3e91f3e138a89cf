using DiTMoS.Data;

namespace DiTMoS.Tests.Data.Readers.Audio;

public sealed class SpeechCommandsTests(SpeechCommandsFolder folder) : IClassFixture<SpeechCommandsFolder>
{
    [Fact]
    public void Read_RealFiles_ClassesSpeakersAndTestingList()
    {
        Recording[] recordings = Recordings.Read(folder.Root, new RecordingOptions(), set =>
        {
            Assert.Equal(("wav-folders", 30, 1), (set.Format, set.ClassNames!.Count, set.ChannelNames.Count));
            return set.Recordings.ToArray();
        });

        Assert.Equal(1110, recordings.Length);
        Assert.All(recordings, recording => Assert.Equal((16000.0, 8), (recording.SampleRateHz, recording.Subject!.Length)));
        Assert.Equal(File.ReadLines(folder.Root + "/speech_commands/testing_list.txt").Count(line => File.Exists(folder.Root + "/speech_commands/" + line)), recordings.Count(recording => recording.OfficialFold == 0));
    }

    [Fact]
    public void Load_RealFiles_CoefficientsAgreeWithThoseComputedElsewhere()
    {
        string file = RealData.Path("kws-speech-commands-9", "mfcc13x49.npz");
        WindowSet expected = Recordings.Load(file);
        Dictionary<string, int> rows = SpeechCommandsFolder.RowsByPath(file);
        string[] paths = Recordings.Read(folder.Root, new RecordingOptions(), set => set.Recordings.Select(PathOf).ToArray());

        WindowSet actual = Recordings.Load(folder.Root);

        Assert.Equal((1110, 13, 49), (actual.Count, actual.Channels, actual.Length));
        int compared = 0;
        for (int n = 0; n < paths.Length; n++)
        {
            if (rows.TryGetValue(paths[n], out int row))
            {
                AssertStoredAs(expected.Window(row), actual.Window(n), paths[n]);
                Assert.Equal(expected.SubjectNames![expected.Subjects![row]], actual.SubjectNames![actual.Subjects![n]]);
                Assert.Equal(expected.ClassNames[expected.Labels[row]], actual.ClassNames[actual.Labels[n]]);
                compared++;
            }
        }

        Assert.Equal(825, compared);
    }

    private static string PathOf(Recording recording) => recording.Name["speech_commands/".Length..];

    // As float16 stores it: 11 bits, rounded; and a thousandth for two computations in different order.
    private static void AssertStoredAs(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string name)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double allowed = 0.001 + (Math.Abs(expected[i]) / (1 << 11));
            Assert.True(Math.Abs(expected[i] - actual[i]) <= allowed, $"{name}, value {i}: expected {expected[i]}, got {actual[i]}");
        }
    }
}
