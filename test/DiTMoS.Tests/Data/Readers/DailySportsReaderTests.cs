using System.Globalization;
using DiTMoS.Data;

namespace DiTMoS.Tests.Data.Readers;

public sealed class DailySportsReaderTests : IDisposable
{
    private readonly TextFolder _folder = new();

    public DailySportsReaderTests()
    {
        foreach (string path in (ReadOnlySpan<string>)["a02/p1/s01.txt", "a02/p1/s02.txt", "a10/p8/s01.txt", "a20/p8/s01.txt"])
        {
            _folder.Write($"data/{path}", Segment(path.Length + path[2]));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_Layout_ASegmentIsAWindow()
    {
        WindowSet windows = Recordings.Load(_folder.Root);

        Assert.Equal((4, 45, 125, 25.0), (windows.Count, windows.Channels, windows.Length, windows.SampleRateHz!.Value));
        Assert.Equal(["standing", "treadmill_4kmh_flat", "a20"], windows.ClassNames);
        Assert.Equal([0, 0, 1, 2], windows.Labels);
        Assert.Equal(["1", "8"], windows.SubjectNames);
        Assert.Equal([0, 0, 1, 2], windows.Trials!);
        Assert.Equal(("T_xacc", "RA_xacc", "RL_zgyro", "LL_zmag"), (windows.ChannelNames[0], windows.ChannelNames[9], windows.ChannelNames[32], windows.ChannelNames[44]));
        Assert.Equal(Value('2' + 14, 3, 44), windows.Window(0)[(44 * 125) + 3]);
    }

    [Fact]
    public void Read_Layout_UnitsOfEachQuantity() => Recordings.Read(_folder.Root, new RecordingOptions(), set =>
    {
        Assert.Equal(["m/s^2", "rad/s", "1"], (string[])[set.ChannelUnits![2], set.ChannelUnits[3], set.ChannelUnits[44]]);
        return 0;
    });

    [Theory]
    [InlineData("1,2,3\n", "'data/a02/p1/s02.txt', row 1: expected 45 columns. Got 3.")]
    [InlineData("", "s02.txt")]
    public void Load_BrokenSegment_NamesIt(string text, string expected)
    {
        _folder.Write("data/a02/p1/s02.txt", text);

        AssertRefused(expected);
    }

    [Fact]
    public void Load_SegmentOfAnotherLength_NamesIt()
    {
        string text = Segment(0);
        _folder.Write("data/a02/p1/s02.txt", text[..text.LastIndexOf('\n', text.Length - 2)]);

        AssertRefused("'data/a02/p1/s02.txt': a segment of five seconds must have 125 rows. Got 124.");
    }

    [Fact]
    public void Load_TextBetweenNumbers_NamesRowAndColumn()
    {
        _folder.Write("data/a02/p1/s02.txt", Segment(0).Replace(Line(0, 7), Line(0, 7).Replace(",", ",x", StringComparison.Ordinal), StringComparison.Ordinal));

        AssertRefused("'data/a02/p1/s02.txt', row 8, column 2: expected a number. Got 'x");
    }

    [Fact]
    public void Read_AlteredFile_OnlyOurExceptions()
    {
        File.Delete(_folder["data/a10/p8/s01.txt"]);
        (int read, int refused) = _folder.TryMutations("data/a02/p1/s01.txt", () => Recordings.Read(_folder.Root, new RecordingOptions(), set => set.Recordings.Count()), 1000);

        Assert.True(refused > 100 && read > 10, $"{read} alterations were read, {refused} refused");
    }

    [Fact]
    public void Load_Dsads_TextIsWhatTheNpzHolds()
    {
        WindowSet npz = Recordings.Load(RealData.Path("har-dsads", "dsads.npz"));

        WindowSet text = Recordings.Load(RealData.Path("har-dsads", "dsads_original_format_sample.tar.xz"));

        Assert.Equal(19 * 2 * 3, text.Count);
        Assert.Equal(npz.ClassNames, text.ClassNames);
        float worst = 0;
        for (int n = 0; n < text.Count; n++)
        {
            // Both hold the segments of an activity and subject in their order.
            int row = Enumerable.Range(0, npz.Count).Where(i => npz.Labels[i] == text.Labels[n] && npz.SubjectNames![npz.Subjects![i]] == text.SubjectNames![text.Subjects![n]]).ElementAt(n % 3);
            for (int c = 0; c < npz.Channels; c++)
            {
                int channel = text.ChannelNames.ToList().IndexOf(npz.ChannelNames[c]);
                for (int t = 0; t < 125; t++)
                {
                    worst = Math.Max(worst, Math.Abs(npz.Window(row)[(c * 125) + t] - text.Window(n)[(channel * 125) + t]));
                }
            }
        }

        Assert.InRange(worst, 0.0005f, 0.0021f);                  // as the .npz rounds to 1/250 and 1/1000
    }

    private void AssertRefused(string expected) => Assert.Contains(expected, Assert.Throws<RecordingException>(() => Recordings.Load(_folder.Root)).Message, StringComparison.Ordinal);

    private static string Segment(int seed) => string.Join('\n', Enumerable.Range(0, 125).Select(t => Line(seed, t))) + "\n";

    private static string Line(int seed, int t) => string.Join(',', Enumerable.Range(0, 45).Select(c => Value(seed, t, c).ToString(CultureInfo.InvariantCulture)));

    private static float Value(int seed, int t, int c) => ((seed * 45 * 125) + (t * 45) + c) / 8f;
}
