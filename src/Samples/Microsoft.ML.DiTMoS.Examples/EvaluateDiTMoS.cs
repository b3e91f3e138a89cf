using DiTMoS.Data;
using Microsoft.ML;
using Microsoft.ML.DiTMoS;

namespace DiTMoSExamples;

/// <summary>How right a model is about people it has not seen, and how much of that is the selector's doing.</summary>
internal static class EvaluateDiTMoS
{
    public static void Example()
    {
        var mlContext = new MLContext();
        IDataView data = mlContext.Data.LoadTimeSeries(SyntheticRecordings.Create(seed: 1, subjects: 10, trials: 1, windowsPerTrial: 2));
        var keys = mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(data);
        IDataView train = mlContext.Data.FilterByCustomPredicate<Window>(keys.Transform(data), window => window.Subject is "s9" or "s10");
        IDataView test = mlContext.Data.FilterByCustomPredicate<Window>(keys.Transform(data), window => window.Subject is not ("s9" or "s10"));

        var options = new DiTMoSMulticlassTrainer.Options
        {
            NumberOfClassifiers = 4,
            GroupColumnName = "Subject",
            Engine = recipe => recipe with { Joint = recipe.Joint with { Epochs = 40 } },
        };
        DiTMoSTransformer model = mlContext.MulticlassClassification.Trainers.DiTMoS(options).Fit(train);
        DiTMoSMetrics metrics = mlContext.MulticlassClassification.EvaluateDiTMoS(model.Transform(test), groupColumnName: "Subject");

        Console.WriteLine($"Windows: {metrics.Report.Count} of {metrics.Report.ResampledUnits} subjects");
        Console.WriteLine($"Accuracy: {metrics.Accuracy:F2}");
        Console.WriteLine($"Union accuracy: {metrics.UnionAccuracy:F2}");
        Console.WriteLine($"Selector accuracy: {metrics.SelectorAccuracy:F2}");
        Console.WriteLine($"Mean of the classes: {metrics.Multiclass.MacroAccuracy:F2}");
    }

    private sealed class Window
    {
        public string Subject { get; set; } = "";
    }
}

// Expected output:
//   Windows: 32 of 2 subjects
//   Accuracy: 0.91
//   Union accuracy: 0.91
//   Selector accuracy: 1.00
//   Mean of the classes: 0.91
