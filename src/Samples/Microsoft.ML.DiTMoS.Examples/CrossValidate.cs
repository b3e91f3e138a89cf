using DiTMoS.Data;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS;

namespace DiTMoSExamples;

/// <summary>Cross-validation in which nobody is trained on and tested on in the same fold.</summary>
internal static class CrossValidate
{
    public static void Example()
    {
        var mlContext = new MLContext(seed: 1);
        IDataView data = mlContext.Data.LoadTimeSeries(SyntheticRecordings.Create(seed: 1, subjects: 8, trials: 1, windowsPerTrial: 3));
        data = mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);

        var options = new DiTMoSMulticlassTrainer.Options
        {
            NumberOfClassifiers = 3,
            GroupColumnName = "Subject",
            Engine = recipe => recipe with { Joint = recipe.Joint with { Epochs = 15 } },
        };
        var trainer = mlContext.MulticlassClassification.Trainers.DiTMoS(options);
        var folds = mlContext.MulticlassClassification.CrossValidate(data, trainer, numberOfFolds: 3, samplingKeyColumnName: "Subject");

        // Which subjects share a fold is up to ML.NET, and with it the accuracy of a fold.
        string[][] tested = [.. folds.Select(fold => fold.ScoredHoldOutSet.GetColumn<string>("Subject").Distinct().ToArray())];
        Console.WriteLine($"{folds.Count} folds");
        Console.WriteLine($"Subjects tested: {tested.Sum(subjects => subjects.Length)}, different ones: {tested.SelectMany(subjects => subjects).Distinct().Count()}");
        Console.WriteLine($"Better than chance in every fold: {folds.All(fold => fold.Metrics.MicroAccuracy > 1.0 / 8)}");
    }
}

// Expected output:
//   3 folds
//   Subjects tested: 8, different ones: 8
//   Better than chance in every fold: True
