using DiTMoS.Tool.Output;

namespace DiTMoS.Tool.Tests;

public class TerminalTests
{
    [Theory]
    [InlineData("plain [text]", "plain [text]")]
    [InlineData("two\r\nlines", "two lines")]
    [InlineData("\u001b[31mred", "?[31mred")]
    public void Line_TextFromAFile_CannotSteerTheTerminal(string text, string shown)
    {
        var output = new StringWriter();

        new Terminal(output, TextWriter.Null).Line(text);

        Assert.Equal(shown + Environment.NewLine, output.ToString());
    }

    [Fact]
    public void Table_CellsWithMarkupAndControls_ArePlainText()
    {
        var output = new StringWriter();
        var table = new TextTable("name", ">[count]");
        table.Row("[red]\u001b", "1");

        new Terminal(output, TextWriter.Null).Table(table.Build());

        Assert.Contains("[red]?", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("[count]", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_EachCommand_IsPrintedAndDone()
    {
        Assert.All(["train", "evaluate", "predict", "inspect"], command =>
        {
            CommandResult result = CommandResult.Of(command, "--help");

            Assert.Equal(ExitCode.Done, result.ExitCode);
            Assert.Contains($"ditmos {command}", result.Output, StringComparison.Ordinal);
        });
    }
}
