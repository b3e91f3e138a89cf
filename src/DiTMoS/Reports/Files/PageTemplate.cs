using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using DiTMoS.Reports.Content;

namespace DiTMoS.Reports.Files;

/// <summary>The page that the build bundles from <c>Reports/Page</c>, with places for a title and a report.</summary>
internal static class PageTemplate
{
    private const string Resource = "report-page.html.gz";
    private const string TitlePlace = "{{report-title}}";
    private const string DataPlace = "{{report-data}}";

    /// <summary>Whether the build had what it takes to bundle it.</summary>
    public static bool Exists => typeof(PageTemplate).Assembly.GetManifestResourceInfo(Resource) is not null;

    /// <summary>The page of a report.</summary>
    /// <exception cref="ReportException">The build did not have what it takes to bundle the page.</exception>
    public static string Fill(ReportDocument report) => Fill(Text(), report);

    /// <summary>A template with a report in its places. Only the template's own places count, whatever the report's texts say.</summary>
    internal static string Fill(string template, ReportDocument report)
    {
        int title = template.IndexOf(TitlePlace, StringComparison.Ordinal);
        int data = template.IndexOf(DataPlace, title + 1, StringComparison.Ordinal);
        return string.Concat(
            template.AsSpan(0, title),
            WebUtility.HtmlEncode(report.Title),
            template.AsSpan((title + TitlePlace.Length)..data),
            string.Concat(JsonSerializer.Serialize(report, ReportJson.Default.ReportDocument), template.AsSpan(data + DataPlace.Length)));
    }

    private static string Text()
    {
        using Stream packed = typeof(PageTemplate).Assembly.GetManifestResourceStream(Resource)
            ?? throw new ReportException("This build of DiTMoS holds no report page, as Node.js with npm was missing where it was built, or npm could not install the page's packages. "
                + "Install Node.js 20 or later, run build/report, and build again. Markdown and CSV files need no page.");
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
