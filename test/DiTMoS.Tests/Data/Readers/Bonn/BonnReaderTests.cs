using System.Globalization;
using System.Text;
using DiTMoS.Data;

namespace DiTMoS.Tests.Data.Readers.Bonn;

public sealed class BonnReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_SegmentsInAnyCase_WindowsOfASecondByFile()
    {
        Write("S010.TXT", n => 2000 - n);
        Write("Z001.txt", n => n % 7);
        Write("z002.txt", n => n);
        _folder.Write("README.txt", "not a segment"u8.ToArray());

        WindowSet windows = Recordings.Load(_folder.Root);

        Assert.Equal((3 * 23, 1, 178), (windows.Count, windows.Channels, windows.Length));
        Assert.Equal(["Z", "S"], windows.ClassNames);
        Assert.Equal([0, 0, 1], Enumerable.Range(0, 3).Select(file => windows.Labels[23 * file]));
        Assert.Equal(3, windows.Trials!.Distinct().Count());
        Assert.Equal(173.61, windows.SampleRateHz);
        Assert.Equal(Enumerable.Range(178, 178).Select(n => (float)n), windows.Window(24).ToArray());
        Assert.Equal(Enumerable.Range(22 * 178, 178).Select(n => 2000f - n), windows.Window(68).ToArray());
    }

    [Theory]
    [InlineData(17, "x1", "'S001.txt', row 18, column 1: expected a whole number. Got 'x1'")]
    [InlineData(4096, "1.5", "row 4097, column 1: expected a whole number. Got '1.5'")]
    [InlineData(4096, "", "the file ends after 4096")]
    [InlineData(4096, "1\n2", "row 4098: a segment must have 4097 samples, but here is one more")]
    [InlineData(0, "NaN", "row 1, column 1: expected a whole number. Got 'NaN'")]
    public void Load_BadSegment_NamesFileAndRow(int row, string text, string part)
    {
        Write("Z001.txt", n => n % 7);
        string[] lines = [.. Enumerable.Range(0, 4097).Select(n => n == row ? text : "12")];
        _folder.Write("S001.txt", Encoding.ASCII.GetBytes(string.Join('\n', lines)));

        AssertRefused(_folder.Root, part);
    }

    [Fact]
    public void Load_SegmentTwice_IsRefused()
    {
        Write("Z001.txt", n => n % 7);
        Write("S001.txt", n => n % 5);
        Directory.CreateDirectory(_folder["copy"]);
        Write("copy/Z001.TXT", n => n % 7);

        AssertRefused(_folder.Root, "'Z001' is there 2 times");
    }

    [Fact]
    public void Load_NoSegments_SaysWhatIsExpected()
    {
        _folder.Write("a.txt", "1\n2\n"u8.ToArray());

        string message = Assert.Throws<RecordingException>(() => Recordings.Load(_folder.Root, new RecordingOptions { Format = "bonn-eeg" })).Message;
        Assert.Contains("Z001.txt to S100.txt. Got none", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_AlteredSegment_OnlyOurExceptions()
    {
        byte[] sound = File.ReadAllBytes(Write("S001.txt", n => n % 5));

        (int read, int refused) = Mutations.Try(
            sound,
            bytes =>
            {
                _folder.Write("S001.txt", bytes);
                Recordings.Read(_folder.Root, new RecordingOptions { Format = "bonn-eeg" }, set => set.Recordings.Count());
            },
            count: 1000);

        Assert.True(read > 20 && refused > 300, $"{read} were read, {refused} refused");
    }

    [Fact]
    public void Load_WholeArchive_AllSegments()
    {
        WindowSet windows = Recordings.Load(RealData.Path("eeg-bonn", "BonnEEG.tar.xz"));

        Assert.Equal((11_500, 1, 178, 5), (windows.Count, windows.Channels, windows.Length, windows.Classes));
        Assert.Equal(["Z", "O", "N", "F", "S"], windows.ClassNames);
        Assert.All(windows.Labels.CountBy(label => label), part => Assert.Equal(2300, part.Value));
        Assert.Equal(500, windows.Trials!.Distinct().Count());
        Assert.Equal([12, 22, 35, 45, 69], windows.Window(0)[..5].ToArray());
        Assert.True(Spread(windows, "S") > 4 * Spread(windows, "Z"), "seizures are stronger than rest");
    }

    private static double Spread(WindowSet windows, string name)
    {
        int label = windows.ClassNames.ToList().IndexOf(name);
        return Enumerable.Range(0, windows.Count).Where(n => windows.Labels[n] == label).Average(n => windows.Window(n).ToArray().Average(value => (double)value * value));
    }

    private string Write(string name, Func<int, int> sample) =>
        _folder.Write(name, Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 4097).Select(n => sample(n).ToString(CultureInfo.InvariantCulture) + "\r\n"))));

    private static void AssertRefused(string path, params string[] parts)
    {
        string message = Assert.Throws<RecordingException>(() => Recordings.Load(path)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
