namespace DiTMoS.Tool.Tests.Commands;

public sealed class BoardsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Boards_WithoutAName_ListsAllAndWhereTheirFiguresComeFrom()
    {
        CommandResult result = CommandResult.Of("boards");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.All(["stm32f767zi", "stm32f446re", "stm32g071rb", "cortex-m0plus", "216 MHz", "2,048.0 KiB", "PerCom 2024"], text => Assert.Contains(text, result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Boards_WrittenAndChanged_IsABoardToDeployFor()
    {
        string file = _folder["mine.json"];

        CommandResult written = CommandResult.Of("boards", "stm32f446re", "-o", file);
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"stm32f446re\"", "\"mine\"", StringComparison.Ordinal));
        CommandResult shown = CommandResult.Of("boards", file);

        Assert.Equal((ExitCode.Done, ExitCode.Done), (written.ExitCode, shown.ExitCode));
        Assert.Contains("mine", shown.Output, StringComparison.Ordinal);
        Assert.Contains("128.0 KiB", shown.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Board: must be stm32f767zi, stm32f446re, stm32g071rb or a .json file", "boards", "esp32")]
    [InlineData("must be with one board", "boards", "-o", "all.json")]
    public void Boards_WhatCannotBe_SaysWhy(string message, params string[] arguments)
    {
        CommandResult result = CommandResult.Of(arguments);

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains(message, result.Messages, StringComparison.Ordinal);
    }
}
