using System.Globalization;
using System.Text;
using DiTMoS.Reports.Content;

namespace DiTMoS.Reports.Files;

/// <summary>A report's tables as CSV: RFC 4180, numbers in full, one line a record.</summary>
internal static class CsvTables
{
    private static readonly string[] Names = ["folder", "dataset", "method", "variant", "recipe"];

    /// <summary>The files by their names.</summary>
    public static IReadOnlyDictionary<string, string> Of(ReportDocument report) => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["rows.csv"] = Table(
            [
                .. Names, "runs", "accuracy_mean", "accuracy_sd", "accuracy_low", "accuracy_high", "macro_f1_mean", "macro_f1_sd", "union_accuracy_mean", "union_accuracy_sd",
                "selector_accuracy_mean", "selector_accuracy_sd", "validation_accuracy_mean", "classifiers", "parameters", "macs", "ram_bytes", "flash_bytes", "instructions", "train_seconds_mean",
            ],
            report.Rows.Select(row => RowFields(report, row))),
        ["runs.csv"] = Table([.. Names, "run", "seed", "accuracy", "macro_f1", "union_accuracy", "selector_accuracy", "train_seconds"], report.Rows.SelectMany(row => RunFields(report, row))),
        ["comparisons.csv"] = Table(
            [.. Names, "against_folder", "against_method", "against_variant", "runs", "difference", "difference_sd", "low", "high", "units", "unit_is_window", "student_p", "wilcoxon_p", "mcnemar_p"],
            report.Comparisons.Concat(report.FolderComparisons).Select(comparison => ComparisonFields(report, comparison))),
        ["curves.csv"] = Table([.. Names, "stage", "epoch", "runs", "loss", "validation_accuracy", "validation_union_accuracy"], report.Rows.SelectMany(row => CurveFields(report, row))),
        ["confusion.csv"] = Table([.. Names, "true_class", "predicted_class", "windows"], report.Rows.SelectMany(row => ConfusionFields(report, row))),
    };

    private static object?[] NameFields(ReportDocument report, ReportRow row) =>
        [report.Folders[row.Folder].Name, report.Datasets[row.Dataset].Name, report.Methods[row.Method].Name, row.Variant, row.RecipeHash];

    private static object?[] RowFields(ReportDocument report, ReportRow row) =>
    [
        .. NameFields(report, row), row.Runs.Count, row.Accuracy.Mean, row.Accuracy.Deviation, row.Accuracy.Low, row.Accuracy.High, row.MacroF1.Mean, row.MacroF1.Deviation,
        row.UnionAccuracy?.Mean, row.UnionAccuracy?.Deviation, row.SelectorAccuracy?.Mean, row.SelectorAccuracy?.Deviation, row.ValidationAccuracy?.Mean, row.Classifiers,
        row.Cost?.Parameters, row.Cost?.Macs, row.Cost?.RamBytes, row.Cost?.FlashBytes, row.Cost?.Instructions, row.TrainSeconds.Mean,
    ];

    private static IEnumerable<object?[]> RunFields(ReportDocument report, ReportRow row) =>
        row.Runs.Select((run, i) => (object?[])
        [
            .. NameFields(report, row), run, row.Seeds[i], row.Accuracy.Values[i], row.MacroF1.Values[i], row.UnionAccuracy?.Values[i], row.SelectorAccuracy?.Values[i], row.TrainSeconds.Values[i],
        ]);

    private static object?[] ComparisonFields(ReportDocument report, ReportComparison c)
    {
        ReportRow second = report.Rows[c.Second];
        return
        [
            .. NameFields(report, report.Rows[c.First]), report.Folders[second.Folder].Name, report.Methods[second.Method].Name, second.Variant, c.Runs, c.Difference, c.Deviation, c.Low, c.High,
            c.Units, c.AreWindows ? "yes" : "no", c.StudentP, c.WilcoxonP, c.McNemarP,
        ];
    }

    private static IEnumerable<object?[]> CurveFields(ReportDocument report, ReportRow row) =>
        from curve in row.Curves ?? []
        from e in Enumerable.Range(0, curve.Epochs.Count)
        select (object?[])
        [
            .. NameFields(report, row), curve.Stage, curve.Epochs[e], curve.Runs, curve.Loss.Mean[e], curve.ValidationAccuracy?.Mean[e], curve.ValidationUnionAccuracy?.Mean[e],
        ];

    private static IEnumerable<object?[]> ConfusionFields(ReportDocument report, ReportRow row)
    {
        IReadOnlyList<string> classes = report.Datasets[row.Dataset].ClassNames;
        return from t in Enumerable.Range(0, classes.Count)
               from p in Enumerable.Range(0, classes.Count)
               select (object?[])[.. NameFields(report, row), classes[t], classes[p], row.Confusion[t][p]];
    }

    private static string Table(IEnumerable<string> head, IEnumerable<object?[]> lines)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', head).Append('\n');
        foreach (object?[] line in lines)
        {
            text.AppendJoin(',', line.Select(Field)).Append('\n');
        }

        return text.ToString();
    }

    private static string Field(object? value)
    {
        string text = value switch
        {
            null => "",
            double number => number.ToString("G6", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
