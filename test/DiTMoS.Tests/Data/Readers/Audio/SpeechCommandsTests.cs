using DiTMoS.Data;
using DiTMoS.Data.Features;

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
    public void Mfcc_RealFiles_AgreeWithCoefficientsComputedElsewhere()
    {
        const int everyNth = 7;                         // 1 for all 825 that both have
        string file = RealData.Path("kws-speech-commands-9", "mfcc13x49.npz");
        WindowSet expected = Recordings.Load(file);
        Dictionary<string, int> rows = SpeechCommandsFolder.RowsByPath(file);

        int compared = Recordings.Read(folder.Root, new RecordingOptions(), set =>
        {
            FeatureChain chain = FeatureChain.Create(new FeatureShape(set.ChannelNames, 16000, 16000), set.Suggested.Features);
            var actual = new float[13 * 49];
            Recording[] known = [.. set.Recordings.Where(recording => rows.ContainsKey(PathOf(recording))).Where((_, n) => n % everyNth == 0)];
            foreach (Recording recording in known)
            {
                float[] second = [.. recording.Samples[0], .. new float[16000 - recording.Length]];
                chain.Compute(second, actual, 0);
                AssertStoredAs(expected.Window(rows[PathOf(recording)]), actual, recording.Name);
            }

            return known.Length;
        });
        Assert.Equal(118, compared);
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
