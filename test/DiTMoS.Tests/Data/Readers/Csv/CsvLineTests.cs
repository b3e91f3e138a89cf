using DiTMoS.Data.Readers.Csv;

namespace DiTMoS.Tests.Data.Readers.Csv;

public sealed class CsvLineTests
{
    [Theory]
    [InlineData(',', "a,b,c", "a|b|c")]
    [InlineData(',', " a , b ,", "a|b|")]
    [InlineData(',', "", "")]
    [InlineData(',', ",", "|")]
    [InlineData(',', "\"a,b\",\"c \"\"d\"\"\"", "a,b|c \"d\"")]
    [InlineData(',', "\"\" , x", "|x")]
    [InlineData(',', "5\" pipe,x", "5\" pipe|x")]
    [InlineData('\t', "a\t\t b", "a||b")]
    [InlineData('\t', "\t\t", "||")]
    [InlineData(' ', "  a   b  c ", "a|b|c")]
    [InlineData(' ', "\"a b\"  c", "a b|c")]
    [InlineData(';', "1,5;2,5", "1,5|2,5")]
    public void Split_Fields_WithoutBlanksAndQuotes(char delimiter, string text, string fields)
    {
        var line = new CsvLine(delimiter);

        Assert.Null(line.Split(text));

        Assert.Equal(fields.Split('|'), line.ToArray());
    }

    [Theory]
    [InlineData("\"a,b", "must be closed")]
    [InlineData("\"a\"b,c", "a delimiter must follow a closing quote. Got 'b'")]
    public void Split_BadQuotes_SaysWhatIsWrong(string text, string problem) =>
        Assert.Contains(problem, new CsvLine(',').Split(text), StringComparison.Ordinal);
}
