using System.Globalization;
using System.Text;
using DiTMoS.Experiments.Pages;
using DiTMoS.Experiments.Statistics;
using DiTMoS.Reports.Content;

namespace DiTMoS.Reports.Files;

/// <summary>A report's tables as Markdown.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_{}[]<>()#+!|~$&";

    /// <summary>The text.</summary>
    public static string Of(ReportDocument report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {Escaped(report.Title)}\n");
        AppendFolders(text, report);
        for (int d = 0; d < report.Datasets.Count; d++)
        {
            AppendDataset(text, report, d);
        }

        AppendComparisons(text, report, "Methods compared", "The first row's accuracy minus the second's, in points, run by run.", report.Comparisons);
        AppendComparisons(text, report, "Folders compared", "The later folder's accuracy minus the first's, in points, run by run.", report.FolderComparisons);
        return text.ToString();
    }

    /// <summary>A text that Markdown takes for nothing but text, on one line.</summary>
    internal static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            escaped.Append(Special.Contains(c, StringComparison.Ordinal) ? "\\" : "").Append(char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c);
        }

        return escaped.ToString();
    }

    private static void AppendFolders(StringBuilder text, ReportDocument report)
    {
        text.Append("\n| folder | what it asks | runs | machine | engine |\n|---|---|---:|---|---|\n");
        foreach (ReportSource folder in report.Folders)
        {
            AppendLine(text, Escaped(folder.Name), Escaped(folder.Description), PageText.Count(folder.Runs), Escaped(string.Join("; ", folder.Machines)), Escaped(string.Join(", ", folder.Engines)));
        }
    }

    private static void AppendDataset(StringBuilder text, ReportDocument report, int dataset)
    {
        ReportDataset data = report.Datasets[dataset];
        text.Append(CultureInfo.InvariantCulture, $"\n## {Escaped(data.Title)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"`{data.Name}`, {data.ClassNames.Count} classes, split by {Escaped(string.Join(", ", data.GroupedBy))}. Mean and standard deviation over runs, in percent; ");
        text.Append("the interval is the runs' 95 % bootstrap interval of the accuracy, its ends averaged.\n\n");
        text.Append("| folder | method | runs | accuracy | interval | macro-F1 | union | selector | parameters | RAM, bytes | flash, bytes |\n|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (ReportRow row in report.Rows.Where(row => row.Dataset == dataset))
        {
            AppendLine(
                text,
                Escaped(report.Folders[row.Folder].Name),
                Escaped(row.Label),
                PageText.Count(row.Runs.Count),
                Percent(row.Accuracy),
                row.Accuracy is { Low: { } low, High: { } high } ? $"{PageText.Percent(low)} to {PageText.Percent(high)}" : "-",
                Percent(row.MacroF1),
                Percent(row.UnionAccuracy),
                Percent(row.SelectorAccuracy),
                PageText.Count(row.Cost?.Parameters),
                PageText.Count(row.Cost?.RamBytes),
                PageText.Count(row.Cost?.FlashBytes));
        }
    }

    private static void AppendComparisons(StringBuilder text, ReportDocument report, string heading, string explanation, IReadOnlyList<ReportComparison> comparisons)
    {
        if (comparisons.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n{explanation} p is not corrected for the number of comparisons.\n\n");
        text.Append("| data set | first | second | runs | difference | 95 % interval | p, Student | p, Wilcoxon | p, McNemar |\n|---|---|---|---:|---:|---:|---:|---:|---:|\n");
        foreach (ReportComparison c in comparisons)
        {
            AppendLine(
                text,
                Escaped(report.Datasets[report.Rows[c.First].Dataset].Title),
                RowName(report, c.First),
                RowName(report, c.Second),
                PageText.Count(c.Runs),
                PageText.Points(new Spread(c.Difference, c.Deviation)),
                c is { Low: { } low, High: { } high } ? $"{PageText.Points(low)} to {PageText.Points(high)}" : "-",
                P(c.StudentP),
                P(c.WilcoxonP),
                P(c.McNemarP));
        }
    }

    private static string RowName(ReportDocument report, int row) =>
        Escaped(report.Folders.Count == 1 ? report.Rows[row].Label : $"{report.Rows[row].Label} in {report.Folders[report.Rows[row].Folder].Name}");

    private static string Percent(ReportFigure? figure) => figure is null ? "-" : PageText.Percent(new Spread(figure.Mean, figure.Deviation));

    private static string P(double? p) => PageText.Probability(p is { } value ? new PairedTest(0, value) : null);

    private static void AppendLine(StringBuilder text, params ReadOnlySpan<string> cells) => text.Append("| ").AppendJoin(" | ", cells!).Append(" |\n");
}
