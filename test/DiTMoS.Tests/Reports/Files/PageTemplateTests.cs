using System.Text.Json;
using DiTMoS.Reports;
using DiTMoS.Reports.Content;
using DiTMoS.Reports.Files;
using DiTMoS.Tests.Experiments;

namespace DiTMoS.Tests.Reports.Files;

public sealed class PageTemplateTests
{
    private const string Before = "<title>";
    private const string Between = "</title><script type=\"application/json\">";
    private const string After = "</script>";

    [Theory]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("<!-- <script>")]
    [InlineData("line\u2028and\u2029paragraph")]
    [InlineData("{{report-data}}{{report-title}}")]
    [InlineData("quote \" and ' and \\ & \ud83d\ude00")]
    public void Fill_HostileName_StaysData(string name)
    {
        ReportDocument report = DocumentBuilder.Build([new ReportFolder("folder", name, [TestRuns.Create() with { ClassNames = [name, "square"] }])], name);

        string page = PageTemplate.Fill($"{Before}{{{{report-title}}}}{Between}{{{{report-data}}}}{After}", report);

        string title = page[Before.Length..page.IndexOf(Between, StringComparison.Ordinal)];
        string data = page[(page.IndexOf(Between, StringComparison.Ordinal) + Between.Length)..^After.Length];
        Assert.DoesNotContain('<', title);
        Assert.Equal(name, System.Net.WebUtility.HtmlDecode(title));
        Assert.True(data.AsSpan().IndexOfAny("<>\u2028\u2029") < 0, data);
        using JsonDocument read = JsonDocument.Parse(data);
        Assert.Equal(name, read.RootElement.GetProperty("datasets")[0].GetProperty("classNames")[0].GetString());
    }
}
