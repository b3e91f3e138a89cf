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
        terminal.Line($"Recipe      {figures.Preset}, seed {figures.Seed}; {NetworksOf(figures)}, {Show.Of(figures.Parameters, "parameter")}, {Show.Count(figures.MacsPerInference)} multiplications an inference");
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
        if (figures is { UnionAccuracy: { } union, UnionAccuracyInterval: { } unionInterval, SelectorAccuracy: { } selector, SelectorAccuracyInterval: { } selectorInterval })
        {
            Add("union accuracy", union, unionInterval);
            Add("selector accuracy", selector, selectorInterval);
        }

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
        if (figures is { Classifiers: { } classifiers, LoadPerClassifier: { } load, AccuracyPerClassifier: { } alone, Histogram: { } histogram, ClassifierSimilarity: { } similarity })
        {
            Routing(terminal, figures.TestWindows, classifiers, load, alone, histogram, similarity);
        }
    }

    private static string NetworksOf(EvaluationFigures figures) => figures switch
    {
        { Classifiers: { } classifiers } => $"{classifiers} classifiers",
        { Members: 1 } => "1 network",
        _ => $"{figures.Members} networks, averaged",
    };

    // What only a model that routes has to say.
    private static void Routing(Terminal terminal, int windows, int classifiers, double[] load, double[] alone, int[] histogram, double[][] similarity)
    {
        terminal.Line("Classifiers: the share of windows routed to each, and the share that it gets right when asked alone");
        var routed = new TextTable(">classifier", ">routed", ">right alone");
        for (int m = 0; m < classifiers; m++)
        {
            routed.Row($"{m}", Show.Percent(load[m]), Show.Percent(alone[m]));
        }

        terminal.Table(routed.Build());
        terminal.Line("Agreement: how many classifiers are right on a window");
        var agreement = new TextTable(">right", ">windows", ">share");
        for (int right = 0; right < histogram.Length; right++)
        {
            agreement.Row($"{right}", Show.Count(histogram[right]), Show.Percent((double)histogram[right] / windows));
        }

        terminal.Table(agreement.Build());
        terminal.Line("Likeness: linear CKA between the features of two classifiers; 1 for twins");
        var likeness = new TextTable([">", .. Enumerable.Range(0, classifiers).Select(m => $">{m}")]);
        for (int m = 0; m < classifiers; m++)
        {
            likeness.Row([$"{m}", .. similarity[m].Select(value => value.ToString("F2", CultureInfo.InvariantCulture))]);
        }

        terminal.Table(likeness.Build());
    }
}
