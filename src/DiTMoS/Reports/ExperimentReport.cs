using System.Text;
using DiTMoS.Experiments;
using DiTMoS.Reports.Content;
using DiTMoS.Reports.Files;

namespace DiTMoS.Reports;

/// <summary>What folders of runs say, as a page for a browser, as Markdown and as tables for papers.</summary>
/// <remarks>The same runs give the same bytes. Runs of one data set, method, variant and recipe are one row; figures are means over its runs.</remarks>
public sealed class ExperimentReport
{
    private readonly ReportDocument _document;

    private ExperimentReport(ReportDocument document) => _document = document;

    /// <summary>The title.</summary>
    public string Title => _document.Title;

    /// <summary>The runs that were read.</summary>
    public int Runs => _document.Folders.Sum(folder => folder.Runs);

    /// <summary>The rows that they make.</summary>
    public int Rows => _document.Rows.Count;

    /// <summary>Whether this release was built with the page: <see cref="WriteHtml"/> needs it.</summary>
    public static bool HasPage => PageTemplate.Exists;

    /// <summary>Reads folders of runs.</summary>
    /// <param name="folders">At least one folder that an experiment was run to, or that holds such folders. Several are compared, with the first as the base.</param>
    /// <param name="title">The report's title; null for the folders' names. Default null.</param>
    /// <exception cref="ArgumentException">No folder is named.</exception>
    /// <exception cref="ReportException">A folder is not there, or holds no runs.</exception>
    /// <exception cref="ExperimentException">The file of a run cannot be read, or contradicts itself; the message names it.</exception>
    public static ExperimentReport Load(IReadOnlyList<string> folders, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(folders);
        ArgumentOutOfRangeException.ThrowIfZero(folders.Count, nameof(folders));
        return new ExperimentReport(DocumentBuilder.Build(ReportFolder.Load(folders), title));
    }

    /// <summary>Writes the page: one file that needs no network.</summary>
    /// <param name="destination">Where it goes, in UTF-8.</param>
    /// <exception cref="ReportException">This release was built without the page, see <see cref="HasPage"/>.</exception>
    public void WriteHtml(Stream destination) => Write(destination, PageTemplate.Fill(_document));

    /// <summary>Writes the tables of results and comparisons as Markdown.</summary>
    /// <param name="destination">Where they go, in UTF-8.</param>
    public void WriteMarkdown(Stream destination) => Write(destination, MarkdownText.Of(_document));

    /// <summary>The tables as CSV files: rows, runs, comparisons, curves and confusion matrices.</summary>
    /// <returns>A file's name, such as <c>rows.csv</c>, and its text.</returns>
    public IReadOnlyDictionary<string, string> CsvFiles() => CsvTables.Of(_document);

    private static void Write(Stream destination, string text)
    {
        ArgumentNullException.ThrowIfNull(destination);
        destination.Write(Encoding.UTF8.GetBytes(text));
    }
}
