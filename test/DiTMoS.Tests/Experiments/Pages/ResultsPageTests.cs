using DiTMoS.Experiments.Pages;

namespace DiTMoS.Tests.Experiments.Pages;

public class ResultsPageTests
{
    [Fact]
    public void Text_RunsOfTheProject_IsThePage()
    {
        string docs = Path.Combine(TestFolders.Root, "docs");

        Assert.Equal(File.ReadAllText(Path.Combine(docs, "results.md")), ResultsPage.Text(Path.Combine(docs, "results")));   // else: build/ditmos experiment page
    }
}
