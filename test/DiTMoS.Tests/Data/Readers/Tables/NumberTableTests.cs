using System.Text;
using DiTMoS.Data;
using DiTMoS.Data.Readers.Tables;

namespace DiTMoS.Tests.Data.Readers.Tables;

public sealed class NumberTableTests
{
    [Theory]
    [InlineData("1 2 3\n4 5 6\n", ' ')]
    [InlineData("  1\t2   3 \r\n\r\n\t4 5 6", ' ')]
    [InlineData("1,2,3\n4 , 5\t,6\n", ',')]
    [InlineData("1;2;3\n4; 5;6.0\n", ';')]
    [InlineData("1\t2\t3\n 4 \t5\t 6e0\n", '\t')]
    public void Read_RowsOfNumbers_AreColumns(string text, char separator)
    {
        float[][] values = Read(text, 3, separator);

        Assert.Equal([[1, 4], [2, 5], [3, 6]], values);
    }

    [Fact]
    public void Read_ManyRows_KeepsThemAll()
    {
        string text = string.Join('\n', Enumerable.Range(0, 10_000).Select(i => $"{i} {-i}"));

        float[][] values = Read(text, 2, ' ');

        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => (float)i), values[0]);
        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => (float)-i), values[1]);
    }

    [Theory]
    [InlineData("1 2 3\n4 5\n", ' ', "'a.txt', row 2: expected 3 columns. Got 2.")]
    [InlineData("1 2 3\n4 5 6 7\n", ' ', "'a.txt', row 2: expected 3 columns. Got 4.")]
    [InlineData("1,2,3\n4,5,6,\n", ',', "'a.txt', row 2: expected 3 columns. Got 4.")]
    [InlineData("1,2,3\n4 5,6\n", ',', "'a.txt', row 2, column 1: expected a number. Got '4 5'.")]
    [InlineData("1,2,3\n\n4,abc,6\n", ',', "'a.txt', row 3, column 2: expected a number. Got 'abc'.")]
    [InlineData("1,2,3\n4,,6\n", ',', "'a.txt', row 2, column 2: expected a number. Got nothing.")]
    [InlineData("1\t2\t3\n4\t\t6\n", '\t', "'a.txt', row 2, column 2: expected a number. Got nothing.")]
    [InlineData("1,2,3\n4,5,?\n", ',', "'a.txt', row 2, column 3: expected a number. Got '?'.")]
    [InlineData("1 2 NaN\n", ' ', "'a.txt', row 1, column 3: expected a number that is finite in single precision. Got 'NaN'.")]
    [InlineData("1 2 1e39\n", ' ', "'a.txt', row 1, column 3: expected a number that is finite in single precision. Got '1e39'.")]
    [InlineData("1 2 3;4\n", ' ', "'a.txt', row 1, column 3: expected a number. Got '3;4'.")]
    [InlineData("1 2 3\x1b[31m\n", ' ', "'a.txt', row 1, column 3: expected a number. Got '3?[31m'.")]
    [InlineData("\n\n", ' ', "'a.txt': expected rows of 3 numbers. Got an empty file.")]
    [InlineData("", ' ', "'a.txt': expected rows of 3 numbers. Got an empty file.")]
    public void Read_WhatIsNoTable_NamesRowColumnAndValue(string text, char separator, string expected) =>
        Assert.Equal(expected, Assert.Throws<RecordingException>(() => Read(text, 3, separator)).Message);

    [Fact]
    public void Read_MissingAllowed_IsNaN()
    {
        Assert.Equal([[1, 4], [float.NaN, float.NaN], [3, float.NaN]], Read("1,,3\n4,?,nan\n", 3, ',', allowMissing: true));
        Assert.Contains("finite", Assert.Throws<RecordingException>(() => Read("1,inf,3", 3, ',', allowMissing: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MoreThanTheLimit_NamesTheRow()
    {
        string text = string.Join('\n', Enumerable.Repeat("1 2", 5000));

        string message = Assert.Throws<RecordingException>(() => Read(text, 2, ' ', maximumBytes: 20_000)).Message;

        Assert.Contains("row 2049", message, StringComparison.Ordinal);
        Assert.Contains("MaximumBytes", message, StringComparison.Ordinal);
    }

    private static float[][] Read(string text, int columns, char separator, bool allowMissing = false, long maximumBytes = 1 << 20)
    {
        using var lines = new LineReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), "a.txt");
        return NumberTable.Read(lines, columns, (byte)separator, maximumBytes, allowMissing);
    }
}
