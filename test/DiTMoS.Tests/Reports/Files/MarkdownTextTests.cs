using DiTMoS.Reports;
using DiTMoS.Reports.Content;
using DiTMoS.Reports.Files;
using DiTMoS.Tests.Experiments;

namespace DiTMoS.Tests.Reports.Files;

public sealed class MarkdownTextTests
{
    [Fact]
    public void Of_Rows_ShowsMeanAndDeviation()
    {
        string text = MarkdownText.Of(DocumentBuilder.Build([new ReportFolder("first", "", [TestRuns.Create(), TestRuns.Create(run: 1, right: 8)])], "Waves"));

        Assert.StartsWith("# Waves\n", text, StringComparison.Ordinal);
        Assert.Contains("| first | DiTMoS | 2 | 75.0 ± 7.1 | 40.0 to 90.0 |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Escaped_Markup_IsTextOnOneLine() => Assert.Equal("a\\|b \\<i\\> \\`c\\` d e", MarkdownText.Escaped("a|b <i> `c`\nd\u2028e"));
}
