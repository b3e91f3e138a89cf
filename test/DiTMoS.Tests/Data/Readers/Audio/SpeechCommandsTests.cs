using DiTMoS.Data;
using DiTMoS.Data.Readers;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Tests.Data.Readers.Audio;

public sealed class SpeechCommandsTests
{
    [Fact]
    public void Read_RealArchive_CoefficientsAgreeWithThoseComputedElsewhere()
    {
        var options = new RecordingOptions();
        string coefficients = RealData.Path("kws-speech-commands-9", "mfcc13x49.npz");
        string archive = RealData.Path("kws-speech-commands-9", "speech_commands_wav_subset.tar.xz");
        (string[] paths, WindowSet actual) = Recordings.Read(archive, options, set => (set.Recordings.Select(PathOf).ToArray(), Windower.Cut(set, set.Suggested, options)));

        Assert.Equal((1110, 13, 49), (actual.Count, actual.Channels, actual.Length));
        Assert.Equal((30, 224, 1110), (actual.Classes, actual.SubjectNames!.Count, actual.Trials!.Distinct().Count()));
        Assert.Equal(51, actual.OfficialFolds!.Count(fold => fold == 0));

        WindowSet expected = Recordings.Load(coefficients);
        Dictionary<string, int> rows = RowsByPath(coefficients);
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

    // The row of each path, such as bed/0c40e715_nohash_0.wav.
    private static Dictionary<string, int> RowsByPath(string coefficients)
    {
        using var file = new NpzFile(coefficients, maximumBytes: 1 << 30);
        using NpyStream paths = file.Open("path");
        var rows = new Dictionary<string, int>();
        var item = new byte[paths.Header.Type.Bytes];
        for (int n = 0; n < paths.Header.Count; n++)
        {
            paths.ReadExactly(item);
            rows.Add(paths.Header.Type.ToText(item)!, n);
        }

        return rows;
    }

    // As float16 stores it: 11 bits, rounded; and a thousandth for two computations in different order.
    private static void AssertStoredAs(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string name)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double allowed = 0.001 + (Math.Abs(expected[i]) / (1 << 11));
            if (!(Math.Abs(expected[i] - actual[i]) <= allowed))
            {
                Assert.Fail($"{name}, value {i}: expected {expected[i]}, got {actual[i]}");
            }
        }
    }
}
