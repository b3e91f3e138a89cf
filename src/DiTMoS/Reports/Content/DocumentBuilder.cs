using DiTMoS.Experiments.Datasets;
using DiTMoS.Experiments.Methods;
using DiTMoS.Experiments.Records;
using DiTMoS.Experiments.Statistics;

namespace DiTMoS.Reports.Content;

/// <summary>Makes a report of folders of runs.</summary>
internal static class DocumentBuilder
{
    private const string Reference = "default";

    private static readonly (string Name, Func<ReportCost, double?> Of)[] Costs =
    [
        ("ramBytes", cost => cost.RamBytes),
        ("flashBytes", cost => cost.FlashBytes),
        ("instructions", cost => cost.Instructions),
        ("macs", cost => cost.Macs),
        ("parameters", cost => cost.Parameters),
    ];

    /// <summary>The report of some folders.</summary>
    /// <param name="folders">At least one, each with runs.</param>
    /// <param name="title">The title; null for the folders' names.</param>
    public static ReportDocument Build(IReadOnlyList<ReportFolder> folders, string? title)
    {
        RunRecord[] all = [.. folders.SelectMany(folder => folder.Runs)];
        ReportDataset[] datasets = [.. DatasetsOf(all)];
        ReportMethod[] methods = [.. MethodsOf(all)];
        var rows = new List<ReportRow>();
        var runs = new List<RunRecord[]>();
        for (int f = 0; f < folders.Count; f++)
        {
            foreach (RunRecord[] same in Grouped(folders[f].Runs, datasets, methods))
            {
                rows.Add(RowBuilder.Build(same, f, DatasetOf(same[0], datasets), Array.FindIndex(methods, method => method.Name == same[0].Method)));
                runs.Add(same);
            }
        }

        return new ReportDocument(
            title ?? string.Join(", ", folders.Select(folder => folder.Name)),
            [.. folders.Select(SourceOf)],
            datasets,
            methods,
            WithFronts(WithRecipes(rows)),
            Comparisons(rows, runs),
            FolderComparisons(rows, runs));
    }

    private static IEnumerable<ReportDataset> DatasetsOf(RunRecord[] runs) =>
        runs.GroupBy(KeyOf)
            .OrderBy(same => Place(KnownDatasets.All.Select(dataset => dataset.Name), same.First().Dataset))
            .ThenBy(same => same.Key, NaturalOrder.Comparer)
            .Select(same => new ReportDataset(
                same.First().Dataset,
                same.First().DatasetTitle,
                same.First().ClassNames,
                same.First().ChannelNames,
                same.First().SampleRateHz,
                Distinct(same.Select(run => run.Split.Description)),
                Distinct(same.Select(run => run.Split.GroupedBy)),
                ReportRange.Of(same.Select(run => run.Split.TrainWindows)),
                ReportRange.Of(same.Select(run => run.Split.ValidationWindows)),
                ReportRange.Of(same.Select(run => run.Split.TestWindows))));

    private static IEnumerable<ReportMethod> MethodsOf(RunRecord[] runs) =>
        runs.GroupBy(run => run.Method)
            .OrderBy(same => Place(ExperimentMethods.All.Select(method => method.Name), same.Key))
            .ThenBy(same => same.Key, NaturalOrder.Comparer)
            .Select(same => new ReportMethod(same.Key, same.First().MethodTitle));

    // Of several files for one run, as another machine's windows may leave, the first counts.
    private static IEnumerable<RunRecord[]> Grouped(IReadOnlyList<RunRecord> runs, ReportDataset[] datasets, ReportMethod[] methods) =>
        runs.GroupBy(run => (Dataset: DatasetOf(run, datasets), Method: Array.FindIndex(methods, method => method.Name == run.Method), run.Variant, run.RecipeHash))
            .OrderBy(same => same.Key.Dataset).ThenBy(same => same.Key.Method).ThenBy(same => same.Key.Variant, NaturalOrder.Comparer).ThenBy(same => same.Key.RecipeHash, StringComparer.Ordinal)
            .Select(same => same.GroupBy(run => run.Run).Select(copies => copies.First()).OrderBy(run => run.Run).ToArray());

    private static int DatasetOf(RunRecord run, ReportDataset[] datasets) =>
        Array.FindIndex(datasets, dataset => dataset.Name == run.Dataset && dataset.ClassNames.SequenceEqual(run.ClassNames) && dataset.ChannelNames.SequenceEqual(run.ChannelNames));

    private static string KeyOf(RunRecord run) => string.Join('\0', [run.Dataset, .. run.ClassNames, "", .. run.ChannelNames]);

    private static int Place(IEnumerable<string> names, string name)
    {
        int place = names.ToList().IndexOf(name);
        return place < 0 ? int.MaxValue : place;
    }

    private static ReportSource SourceOf(ReportFolder folder) =>
        new(
            folder.Name,
            folder.Description,
            folder.Runs.Count,
            folder.Runs.Sum(run => run.TrainSeconds),
            Distinct(folder.Runs.Select(run => FormattableString.Invariant($"{run.Machine.Architecture}, {run.Machine.Cores} cores, vectors of {run.Machine.VectorBits} bits"))),
            Distinct(folder.Runs.Select(run => run.EngineVersion)),
            Distinct(folder.Runs.Select(run => run.Command)));

    private static string[] Distinct(IEnumerable<string> texts) => [.. texts.Distinct(StringComparer.Ordinal).Order(NaturalOrder.Comparer)];

    // Where only the recipe tells rows of one folder apart, their labels say it.
    private static IEnumerable<ReportRow> WithRecipes(List<ReportRow> rows)
    {
        var ambiguous = rows.GroupBy(row => (row.Folder, row.Dataset, row.Label)).Where(same => same.Count() > 1).SelectMany(same => same).ToHashSet();
        return rows.Select(row => ambiguous.Contains(row) ? row with { Label = $"{row.Label} [{row.RecipeHash[..6]}]" } : row);
    }

    private static ReportRow[] WithFronts(IEnumerable<ReportRow> rows)
    {
        ReportRow[] all = [.. rows];
        var fronts = all.Select(_ => new List<string>()).ToArray();
        foreach ((string name, Func<ReportCost, double?> costOf) in Costs)
        {
            foreach (IGrouping<int, int> same in Enumerable.Range(0, all.Length).Where(i => Cost(i) is not null).GroupBy(i => all[i].Dataset))
            {
                int[] members = [.. same];
                bool[] isOn = ParetoFront.Of([.. members.Select(i => (Cost(i)!.Value, all[i].Accuracy.Mean))]);
                foreach (int i in members.Where((_, m) => isOn[m]))
                {
                    fronts[i].Add(name);
                }
            }

            double? Cost(int i) => all[i].Cost is { } cost ? costOf(cost) : null;
        }

        return [.. all.Select((row, i) => row.Cost is { } cost ? row with { Cost = cost with { OnFront = fronts[i] } } : row)];
    }

    // The other methods of a folder, data set and variant against the reference: the default, or the best where it is missing.
    private static List<ReportComparison> Comparisons(List<ReportRow> rows, List<RunRecord[]> runs)
    {
        var comparisons = new List<ReportComparison>();
        foreach (IGrouping<(int, int, string), int> same in Enumerable.Range(0, rows.Count).GroupBy(i => (rows[i].Folder, rows[i].Dataset, rows[i].Variant)))
        {
            int reference = same.OrderBy(i => runs[i][0].Method == Reference ? 0 : 1).ThenByDescending(i => rows[i].Accuracy.Mean).First();
            comparisons.AddRange(same.Where(i => i != reference).Select(i => Compared(reference, i, runs)).OfType<ReportComparison>());
        }

        return comparisons;
    }

    private static ReportComparison[] FolderComparisons(List<ReportRow> rows, List<RunRecord[]> runs) =>
    [
        .. Enumerable.Range(0, rows.Count)
            .Where(i => rows[i].Folder > 0)
            .Select(i => (Later: i, Base: rows.FindIndex(row => row.Folder == 0 && row.Dataset == rows[i].Dataset && row.Method == rows[i].Method && row.Variant == rows[i].Variant)))
            .Where(pair => pair.Base >= 0)
            .Select(pair => Compared(pair.Later, pair.Base, runs))
            .OfType<ReportComparison>(),
    ];

    private static ReportComparison? Compared(int first, int second, List<RunRecord[]> runs)
    {
        RowComparison comparison = RowComparison.Of(runs[first], runs[second]);
        return comparison.Difference is { } difference
            ? new ReportComparison(
                first,
                second,
                comparison.Differences.Count,
                difference.Mean,
                difference.Deviation,
                comparison.Interval?.Low,
                comparison.Interval?.High,
                comparison.Units,
                comparison.AreWindows,
                comparison.Student?.P,
                comparison.Wilcoxon?.P,
                comparison.McNemar?.P)
            : null;
    }
}
