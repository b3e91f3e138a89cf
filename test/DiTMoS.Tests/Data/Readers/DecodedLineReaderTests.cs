using System.Text;
using DiTMoS.Data;
using DiTMoS.Data.Readers;

namespace DiTMoS.Tests.Data.Readers;

public sealed class DecodedLineReaderTests
{
    [Theory]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("a\r\nb", "a|b")]
    [InlineData("\n\na", "||a")]
    [InlineData("", null)]
    public void TryRead_LineEnds_AreNotPartOfLines(string text, string? lines) =>
        Assert.Equal(lines?.Split('|') ?? [], Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void TryRead_LongLines_ComeWhole()
    {
        string[] lines = [.. ((int[])[0, 1, 16383, 16384, 16385, 40000, 200000, 3]).Select((length, i) => new string((char)('a' + i), length))];

        Assert.Equal(lines, Read(Encoding.UTF8.GetBytes(string.Join("\r\n", lines))));
    }

    [Fact]
    public void TryRead_ByteOrderMark_ChoosesTheEncoding()
    {
        Assert.Equal(["é1", "2"], Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("é1\n2")]));
        Assert.Equal(["é1", "2"], Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("é1\n2")]));
        Assert.Equal(["é1", "2"], Read([.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes("é1\n2")]));
    }

    [Fact]
    public void TryRead_LineOverTheLimit_NamesTheRow()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("short\n" + new string('x', 100_000));

        string message = Assert.Throws<RecordingException>(() => Read(bytes, maximumBytes: 40_000)).Message;

        Assert.Contains("'lines.txt', row 2: a line must have at most 20000 characters", message, StringComparison.Ordinal);
    }

    private static List<string> Read(byte[] bytes, long maximumBytes = 1 << 20)
    {
        using var reader = new DecodedLineReader(new MemoryStream(bytes), "lines.txt", maximumBytes);
        var lines = new List<string>();
        while (reader.TryRead(out ReadOnlySpan<char> line))
        {
            lines.Add(line.ToString());
            Assert.Equal(lines.Count, reader.Row);
        }

        return lines;
    }
}
