using System.Text;
using DiTMoS.Data;
using DiTMoS.Data.Readers.Tables;

namespace DiTMoS.Tests.Data.Readers.Tables;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a", "a")]
    [InlineData("a\n", "a")]
    [InlineData("a\r\nb\r\n", "a", "b")]
    [InlineData("\n\na", "", "", "a")]
    [InlineData("a\rb\n\r", "a\rb", "")]
    [InlineData("\uFEFFa\nb", "a", "b")]
    [InlineData("\uFEFF")]
    public void Read_Text_GivesItsLines(string text, params string[] expected)
    {
        Assert.Equal(expected, Lines(new MemoryStream(Encoding.UTF8.GetBytes(text))));
        Assert.Equal(expected, Lines(new OneByteStream(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public void Read_LinesLongerThanTheBuffer_GivesThemWhole()
    {
        string[] expected = [.. Enumerable.Range(0, 20).Select(i => new string((char)('a' + i), i * 20_000))];

        Assert.Equal(expected, Lines(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', expected) + "\n"))));
    }

    [Theory]
    [InlineData("12345\n1234567", 2)]
    [InlineData("12345\n1234567\n1\n", 2)]
    [InlineData("123456", 1)]
    [InlineData("123456\r\n", 1)]
    public void Read_LineLongerThanAllowed_NamesItsRow(string text, int row)
    {
        using var lines = new LineReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), "a.txt", longestLine: 5);

        string message = Assert.Throws<RecordingException>(() =>
        {
            while (lines.Read())
            {
            }
        }).Message;

        Assert.StartsWith($"'a.txt', row {row}: a line must have at most 5 bytes", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LineWithoutEnd_StopsAtTheLimit()
    {
        using var lines = new LineReader(new EndlessStream(), "zeros.txt");

        Assert.Throws<RecordingException>(() => lines.Read());
    }

    [Fact]
    public void Open_Utf16_SaysSo() =>
        Assert.Contains("UTF-16", Assert.Throws<RecordingException>(() => new LineReader(new MemoryStream(Encoding.Unicode.GetPreamble()), "a.txt")).Message, StringComparison.Ordinal);

    [Fact]
    public void ReadFilled_EmptyLines_AreSkippedButCounted()
    {
        using var lines = new LineReader(new MemoryStream("\n \t\na\n\n"u8.ToArray()), "a.txt");

        Assert.True(lines.ReadFilled());
        Assert.Equal(("a", 3L), (Encoding.UTF8.GetString(lines.Line), lines.Row));
        Assert.False(lines.ReadFilled());
    }

    private static List<string> Lines(Stream stream)
    {
        using var lines = new LineReader(stream, "a.txt");
        var found = new List<string>();
        while (lines.Read())
        {
            found.Add(Encoding.UTF8.GetString(lines.Line));
            Assert.Equal(found.Count, lines.Row);
        }

        return found;
    }

    private sealed class OneByteStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override int Read(Span<byte> buffer)
        {
            buffer.Fill((byte)'0');
            return buffer.Length;
        }
    }
}
