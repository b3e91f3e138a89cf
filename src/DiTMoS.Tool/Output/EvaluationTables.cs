using System.Globalization;
using DiTMoS.Evaluation;
using DiTMoS.Tool.Figures;

namespace DiTMoS.Tool.Output;

/// <summary>Prints figures.</summary>
internal static class EvaluationTables
{
    /// <summary>The figures of a model, and all that must be known to judge them.</summary>
    public static void Summary(Terminal terminal, EvaluationFigures figures)
    {
        string trainedOn = figures.TrainedOnWindows == 0 ? "" : $"; {Show.Count(figures.TrainedOnWindows)} of them were trained or selected on, so the figures are too high";
        terminal.Line($"Model       {figures.Model}, SHA-256 {figures.ModelHash[..16]}...");
        terminal.Line($"Recipe      {figures.Preset}, seed {figures.Seed}; {figures.Classifiers} classifiers, {Show.Of(figures.Parameters, "parameter")}, {Show.Count(figures.MacsPerInference)} multiplications an inference");
        terminal.Line($"Recordings  {figures.Data}");
        terminal.Line($"Split       {figures.Split}");
        terminal.Line($"Part        {figures.Part}: {Show.Of(figures.TestWindows, "window")}{trainedOn}");
        if (figures.SelectedOnTest)
        {
            terminal.Line("Selection   on the test part, as in the publication: figures on it are too high");
        }

        bool isMeaningless = figures.IntervalUnits == 1;
        terminal.Line(isMeaningless
            ? $"Intervals   there is one {figures.IntervalsResample} only, so the intervals have no meaning"
            : $"Intervals   95 %, from resampling {Show.Of(figures.IntervalUnits, figures.IntervalsResample)}");

        var table = new TextTable("figure", ">value", ">from", ">to");
        Add("accuracy", figures.Accuracy, figures.AccuracyInterval);
        Add("macro-F1", figures.MacroF1, figures.MacroF1Interval);
        Add("union accuracy", figures.UnionAccuracy, figures.UnionAccuracyInterval);
        Add("selector accuracy", figures.SelectorAccuracy, figures.SelectorAccuracyInterval);
        table.Row("calibration error", Show.Percent(figures.ExpectedCalibrationError), "", "");
        table.Row("negative log-likelihood", Show.Number(figures.NegativeLogLikelihood, "0.000"), "", "");
        terminal.Table(table.Build());

        void Add(string name, double value, IntervalFigures interval) =>
            table.Row(name, Show.Percent(value), isMeaningless ? "-" : Show.Percent(interval.Low), isMeaningless ? "-" : Show.Percent(interval.High));
    }

    /// <summary>The figures class by class and classifier by classifier.</summary>
    public static void Details(Terminal terminal, EvaluationFigures figures)
    {
        int classes = figures.Classes.Count;
        terminal.Line("Classes");
        var perClass = new TextTable(">", "class", ">windows", ">precision", ">recall", ">F1");
        for (int c = 0; c < classes; c++)
        {
            ClassMetrics metrics = figures.PerClass[c];
            perClass.Row($"{c}", metrics.Name, Show.Count(metrics.Support), Show.Percent(metrics.Precision), Show.Percent(metrics.Recall), Show.Percent(metrics.F1));
        }

        terminal.Table(perClass.Build());
        terminal.Line("Confusion: windows of each class (row) by predicted class (column)");
        var confusion = new TextTable([">", "class", .. Enumerable.Range(0, classes).Select(c => $">{c}")]);
        for (int c = 0; c < classes; c++)
        {
            confusion.Row([$"{c}", figures.Classes[c], .. figures.Confusion[c].Select(count => count == 0 ? "." : Show.Count(count))]);
        }

        terminal.Table(confusion.Build());
        terminal.Line("Classifiers: the share of windows routed to each, and the share that it gets right when asked alone");
        var load = new TextTable(">classifier", ">routed", ">right alone");
        for (int m = 0; m < figures.Classifiers; m++)
        {
            load.Row($"{m}", Show.Percent(figures.LoadPerClassifier[m]), Show.Percent(figures.AccuracyPerClassifier[m]));
        }

        terminal.Table(load.Build());
        terminal.Line("Agreement: how many classifiers are right on a window");
        var histogram = new TextTable(">right", ">windows", ">share");
        for (int right = 0; right < figures.Histogram.Length; right++)
        {
            histogram.Row($"{right}", Show.Count(figures.Histogram[right]), Show.Percent((double)figures.Histogram[right] / figures.TestWindows));
        }

        terminal.Table(histogram.Build());
        terminal.Line("Likeness: linear CKA between the features of two classifiers; 1 for twins");
        var similarity = new TextTable([">", .. Enumerable.Range(0, figures.Classifiers).Select(m => $">{m}")]);
        for (int m = 0; m < figures.Classifiers; m++)
        {
            similarity.Row([$"{m}", .. figures.ClassifierSimilarity[m].Select(value => value.ToString("F2", CultureInfo.InvariantCulture))]);
        }

        terminal.Table(similarity.Build());
    }
}
