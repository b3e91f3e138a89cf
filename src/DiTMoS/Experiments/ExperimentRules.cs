using System.Globalization;
using DiTMoS.Experiments.Datasets;
using DiTMoS.Experiments.Methods;

namespace DiTMoS.Experiments;

/// <summary>What must hold in an experiment beside its types.</summary>
internal static class ExperimentRules
{
    /// <summary>The first rule that an experiment breaks, and what was found; null where all hold.</summary>
    public static (string Rule, string Found)? Broken(ExperimentFile file) => Lists(file) ?? Datasets(file) ?? Variants(file) ?? Counts(file);

    private static (string Rule, string Found)? Lists(ExperimentFile file)
    {
        string methods = string.Join(", ", ExperimentMethods.All.Select(method => method.Name));
        return !IsName(file.Name) ? ("name must be letters, digits, points and hyphens", file.Name)
            : file.Datasets.Count == 0 ? ("datasets must name at least one", "none")
            : file.Methods.Count == 0 ? ("methods must name at least one", "none")
            : file.Variants.Count == 0 ? ("variants must be at least one, or left out", "none")
            : file.Methods.FirstOrDefault(name => ExperimentMethods.Find(name) is null) is { } unknown ? ($"methods must be of {methods}", unknown)
            : Repeated(file.Methods) is { } method ? ("methods must be named once", method)
            : Repeated(file.Datasets.Select(dataset => dataset.Name)) is { } dataset ? ("data sets must have names of their own", dataset)
            : Repeated(file.Variants.Select(variant => RunStore.Slug(variant.Name))) is { } variant ? ("variants must have names that differ in letters and digits", variant)
            : null;
    }

    private static (string Rule, string Found)? Datasets(ExperimentFile file)
    {
        foreach (ExperimentDataset dataset in file.Datasets)
        {
            if (!IsName(dataset.Name) || dataset.Runs < 1 || dataset.Widths.Count == 0 || dataset.HiddenUnits < 1)
            {
                return ($"data set '{dataset.Name}' must have a name of letters, digits, points and hyphens, at least 1 run, widths and hidden units", Invariant($"{dataset.Runs} runs, {dataset.Widths.Count} widths, {dataset.HiddenUnits} units"));
            }

            if (dataset.Split.Folds is { } folds && folds < dataset.Runs)
            {
                return ($"data set '{dataset.Name}' must not have more runs than folds", Invariant($"{dataset.Runs} runs of {folds} folds"));
            }
        }

        return null;
    }

    private static (string Rule, string Found)? Variants(ExperimentFile file)
    {
        foreach (ExperimentVariant variant in file.Variants.Concat(file.Chosen.Select(chosen => chosen.Variant)))
        {
            if (variant.Methods?.FirstOrDefault(name => ExperimentMethods.Find(name) is null) is { } unknown)
            {
                return ($"variant '{variant.Name}': methods must be known ones", unknown);
            }

            if (variant.Scale is { } scale && !(scale.LearningRate > 0 && scale.Epochs > 0 && scale.WeightDecay >= 0))
            {
                return ($"variant '{variant.Name}': scale must have factors over 0", Invariant($"{scale.LearningRate}, {scale.Epochs}, {scale.WeightDecay}"));
            }

            if (RecipeSettings.Problem(variant.Settings) is { } problem)
            {
                return ($"variant '{variant.Name}': settings must be members of the training options", problem);
            }
        }

        return null;
    }

    private static (string Rule, string Found)? Counts(ExperimentFile file) =>
        file.Seeds is < 1 ? ("seeds must be at least 1", Invariant($"{file.Seeds}"))
        : file.Threads is < 1 ? ("threads must be at least 1", Invariant($"{file.Threads}"))
        : null;

    private static string? Repeated(IEnumerable<string> names) => names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;

    private static bool IsName(string name) => name.Length > 0 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_');

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
