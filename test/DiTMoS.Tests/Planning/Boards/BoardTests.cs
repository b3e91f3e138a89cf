using DiTMoS.Graphs;
using DiTMoS.Planning;
using DiTMoS.Planning.Boards;
using DiTMoS.Tests.Data;

namespace DiTMoS.Tests.Planning.Boards;

public class BoardTests
{
    public static TheoryData<string> Known => [.. Board.Known.Select(board => board.Name)];

    [Theory]
    [MemberData(nameof(Known))]
    public void Find_KnownBoard_IsWholeAndNamesItsSources(string name)
    {
        Board board = Board.Find(name.ToUpperInvariant());

        board.Check();
        Assert.Equal(name, board.Name);
        Assert.False(string.IsNullOrWhiteSpace(board.Description));
        Assert.False(string.IsNullOrWhiteSpace(board.CyclesPerMacSource));
        Assert.NotNull(board.StBoardName);
    }

    [Theory]
    [InlineData("stm32f767zi", "cortex-m7", 512, 2048)]
    [InlineData("stm32f446re", "cortex-m4", 128, 512)]
    [InlineData("stm32g071rb", "cortex-m0plus", 36, 128)]
    public void Find_KnownBoard_HasTheMemoryOfItsDatasheet(string name, string core, int ramKibibytes, int flashKibibytes)
    {
        Board board = Board.Find(name);

        Assert.Equal((core, ramKibibytes * 1024, flashKibibytes * 1024L), (board.Core, board.RamBytes, board.FlashBytes));
    }

    [Theory]
    [MemberData(nameof(Known))]
    public void Find_FileOfAKnownBoard_IsTheSameBoard(string name)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["own.json"], Board.Find(name).ToJson());

        Board read = Board.Find(folder["own.json"]);

        Assert.Equal(Board.Find(name).ToJson(), read.ToJson());
    }

    [Fact]
    public void Plan_MoreWeightsThanTheBoardHasFlash_SaysHowManyAndWhatToDo()
    {
        var e = Assert.Throws<PlanException>(() => Planner.Plan(RoutedGraph.Of(PublishedModels.UniMib()), Board.Stm32G071RB, new PlanOptions()));

        Assert.Contains("must hold 171,968 bytes", e.Message, StringComparison.Ordinal);
        Assert.Contains("stm32g071rb has 131,072", e.Message, StringComparison.Ordinal);
        Assert.Contains("fewer classifiers", e.Message, StringComparison.Ordinal);
    }
}
