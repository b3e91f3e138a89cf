using System.Text;
using DiTMoS.Experiments.Records;

namespace DiTMoS.Experiments.Pages;

/// <summary>The table of a data set: a line for each row, a column for each figure that some row has.</summary>
internal static class MainTable
{
    private const string Missing = "-";
    private const string AllWindows = "all windows %";

    /// <summary>Writes the table.</summary>
    /// <param name="page">The page.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="isFolded">Whether each run tests other windows.</param>
    public static void Write(StringBuilder page, IReadOnlyList<PageRow> rows, bool isFolded)
    {
        (string Title, Func<PageRow, string> Cell, bool IsAlways)[] columns =
        [
            ("accuracy %", row => PageText.Percent(row.Accuracy), true),
            (AllWindows, row => PageText.Percent(row.PooledAccuracy), isFolded),
            ("macro-F1 %", row => PageText.Percent(row.Over(run => run.Test.MacroF1)), true),
            ("union %", row => PageText.Percent(row.Over(run => run.Test.UnionAccuracy)), false),
            ("selector %", row => PageText.Percent(row.Over(run => run.Test.SelectorAccuracy)), false),
            ("alone %", row => PageText.Percent(row.Over(run => run.Test.AccuracyPerClassifier?.Average())), false),
            ("alike", row => PageText.Fraction(row.Over(Alike)?.Mean), false),
            ("parameters", row => PageText.Count(row.Over(run => run.System?.Parameters.Sum())?.Mean), true),
            ("multiplications", row => PageText.Count(row.Over(run => run.System?.Macs)?.Mean), true),
            ("RAM", row => PageText.Count(row.Over(run => run.System?.ArenaBytes?.Ram)?.Mean), false),
            ("training s", row => PageText.Count(row.Over(run => run.TrainSeconds)?.Mean), true),
            ("runs", row => PageText.Count(row.Runs.Count) + (row.IsComplete ? "" : $" of {PageText.Count(row.Expected)}"), true),
        ];
        columns = [.. columns.Where(column => column.IsAlways || (column.Title != AllWindows && rows.Any(row => column.Cell(row) != Missing)))];
        page.Append($"| method | {string.Join(" | ", columns.Select(column => column.Title))} |\n");
        page.Append($"|---|{string.Concat(columns.Select(_ => "---:|"))}\n");
        foreach (PageRow row in rows)
        {
            page.Append($"| {row.Name} | {string.Join(" | ", columns.Select(column => column.Cell(row)))} |\n");
        }

        page.Append('\n');
    }

    // The mean of all pairs, in the last layer.
    private static double? Alike(RunRecord run)
    {
        if (run.Similarity is not [.., var last] || last.Cka.Count < 2)
        {
            return null;
        }

        int networks = last.Cka.Count;
        return Enumerable.Range(0, networks).SelectMany(i => Enumerable.Range(0, i).Select(j => last.Cka[i][j])).Average();
    }
}
