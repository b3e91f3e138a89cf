using System.Globalization;
using System.Numerics;

namespace DiTMoS.Experiments.Records;

/// <summary>What must hold in a run beside its types: figures that follow from others agree with them.</summary>
internal static class RunRules
{
    private const int KeyDigits = 64;
    private const int HashDigits = 12;
    private const double Rounding = 1e-5;

    /// <summary>The first rule that a run breaks, and what was found; null where all hold.</summary>
    public static (string Rule, string Found)? Broken(RunRecord run) => Identity(run) ?? Counts(run) ?? Routing(run) ?? Figures(run) ?? Curves(run);

    private static (string Rule, string Found)? Identity(RunRecord run) =>
        run.Format != RunRecord.CurrentFormat ? ($"format must be {RunRecord.CurrentFormat}", Shown(run.Format))
        : !IsName(run.Dataset) ? ("dataset must be a name of letters, digits, points and hyphens", run.Dataset)
        : !IsName(run.Method) ? ("method must be a name of letters, digits, points and hyphens", run.Method)
        : run.Run < 0 ? ("run must be at least 0", Shown(run.Run))
        : !IsHex(run.Key, KeyDigits) ? ($"key must be {KeyDigits} hexadecimal digits", run.Key)
        : !IsHex(run.RecipeHash, HashDigits) ? ($"recipeHash must be {HashDigits} hexadecimal digits", run.RecipeHash)
        : run.ClassNames.Count < 2 ? ("classNames must name at least 2 classes", Shown(run.ClassNames.Count))
        : run.Split.TestWindows < 1 ? ("split.testWindows must be at least 1", Shown(run.Split.TestWindows))
        : null;

    private static (string Rule, string Found)? Counts(RunRecord run)
    {
        RunTest test = run.Test;
        int classes = run.ClassNames.Count;
        int windows = run.Split.TestWindows;
        if (!IsMatrix(test.Confusion, classes, classes))
        {
            return ($"test.confusion must have {classes} rows of {classes} counts, one for each class", "another shape");
        }

        if (test.Confusion.Sum(row => row.Sum()) != windows)
        {
            return ($"test.confusion must count the {windows} test windows", Shown(test.Confusion.Sum(row => row.Sum())));
        }

        if (test.CorrectWindows.Length != (windows + 7) / 8)
        {
            return ($"test.correctWindows must be {(windows + 7) / 8} bytes, a bit for each test window", Shown(test.CorrectWindows.Length));
        }

        int right = Enumerable.Range(0, classes).Sum(c => test.Confusion[c][c]);
        int bits = test.CorrectWindows.Sum(bits => BitOperations.PopCount(bits));
        if (bits != right)
        {
            return ($"test.correctWindows must mark the {right} windows that test.confusion counts as right", Shown(bits));
        }

        return test.Groups is { } groups && (groups.Sum(group => group.Total) != windows || groups.Sum(group => group.Correct) != right)
            ? ($"test.groups must count {right} right ones of {windows} windows", $"{groups.Sum(group => group.Correct)} of {groups.Sum(group => group.Total)}")
            : null;
    }

    private static (string Rule, string Found)? Routing(RunRecord run)
    {
        RunTest test = run.Test;
        int windows = run.Split.TestWindows;
        if (test.LoadPerClassifier is not { } load)
        {
            return test.RoutedTo != null || test.RoutesPerClass != null
                ? ("test.loadPerClassifier must be there where routedTo or routesPerClass is", "none")
                : null;
        }

        if (test.RoutedTo is { } routes && (routes.Length != windows || routes.Any(route => route >= load.Count)))
        {
            return ($"test.routedTo must give each of {windows} windows one of {load.Count} classifiers", $"{routes.Length} values");
        }

        if (test.RoutesPerClass is { } perClass && !IsMatrix(perClass, run.ClassNames.Count, load.Count))
        {
            return ($"test.routesPerClass must have {run.ClassNames.Count} rows of {load.Count} counts", "another shape");
        }

        return test.CorrectHistogram is { } histogram && (histogram.Count != load.Count + 1 || histogram.Sum() != windows)
            ? ($"test.correctHistogram must be {load.Count + 1} counts of {windows} windows", $"{histogram.Count} counts of {histogram.Sum()}")
            : null;
    }

    private static (string Rule, string Found)? Figures(RunRecord run)
    {
        RunTest test = run.Test;
        double right = Enumerable.Range(0, run.ClassNames.Count).Sum(c => test.Confusion[c][c]) / (double)run.Split.TestWindows;
        if (!(Math.Abs(test.Accuracy - right) <= Rounding))
        {
            return (string.Create(CultureInfo.InvariantCulture, $"test.accuracy must be {right:G6}, as test.confusion has it"), Shown(test.Accuracy));
        }

        double[] shares = [test.MacroF1, test.UnionAccuracy ?? 0, test.SelectorAccuracy ?? 0, run.Validation?.Accuracy ?? 0, run.Validation?.UnionAccuracy ?? 0];
        int outside = Array.FindIndex(shares, share => !(share is >= 0 and <= 1));
        return outside >= 0 ? ("shares must be in [0, 1]", Shown(shares[outside])) : null;
    }

    private static (string Rule, string Found)? Curves(RunRecord run)
    {
        foreach (RunCurve curve in run.Curves ?? [])
        {
            int points = curve.Epochs.Count;
            if (curve.Loss.Count != points || (curve.ValidationAccuracy?.Count ?? points) != points || (curve.ValidationUnionAccuracy?.Count ?? points) != points)
            {
                return ($"the curve '{curve.Stage}' must have a value for each of {points} epochs", "another number");
            }
        }

        return null;
    }

    private static bool IsMatrix(IReadOnlyList<IReadOnlyList<int>> matrix, int rows, int columns) => matrix.Count == rows && matrix.All(row => row.Count == columns && row.All(count => count >= 0));

    private static bool IsName(string name) => name.Length > 0 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_');

    private static bool IsHex(string digits, int count) => digits.Length == count && digits.All(char.IsAsciiHexDigitLower);

    private static string Shown(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
