using DiTMoS.Data;
using Microsoft.ML;
using Microsoft.ML.DiTMoS;

namespace DiTMoSExamples;

/// <summary>A loaded model learns a new person's ways.</summary>
internal static class Retrain
{
    public static void Example()
    {
        var mlContext = new MLContext();
        IDataView data = mlContext.Data.LoadTimeSeries(SyntheticRecordings.Create(seed: 1, subjects: 8, trials: 1, windowsPerTrial: 2));
        var keys = mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(data);
        var first = new DiTMoSMulticlassTrainer.Options { NumberOfClassifiers = 3, Engine = recipe => recipe with { Joint = recipe.Joint with { Epochs = 30 } } };
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");
        mlContext.Model.Save(keys.Append(mlContext.MulticlassClassification.Trainers.DiTMoS(first).Fit(keys.Transform(data))), data.Schema, file);

        ITransformer loaded = mlContext.Model.Load(file, out _);
        File.Delete(file);
        IDataView newcomer = mlContext.Data.LoadTimeSeries(SyntheticRecordings.Create(seed: 5, subjects: 1, trials: 4, windowsPerTrial: 4));

        // The key values of the loaded pipeline, so that classes keep their numbers.
        newcomer = loaded.Transform(newcomer);
        DiTMoSMetrics before = mlContext.MulticlassClassification.EvaluateDiTMoS(newcomer);
        var again = new DiTMoSMulticlassTrainer.Options
        {
            InitialModel = loaded.ToDiTMoSModel(),
            Engine = recipe => recipe with { FineTuning = recipe.FineTuning with { Epochs = 10 } },
        };
        var trainer = mlContext.MulticlassClassification.Trainers.DiTMoS(again);
        DiTMoSTransformer tuned = trainer.Fit(newcomer);
        DiTMoSMetrics after = mlContext.MulticlassClassification.EvaluateDiTMoS(tuned.Transform(newcomer));

        Console.WriteLine($"The newcomer's windows, before: {before.Accuracy:F2}");
        Console.WriteLine($"The newcomer's windows, after: {after.Accuracy:F2}");
    }
}

// Expected output:
//   The newcomer's windows, before: 0.86
//   The newcomer's windows, after: 0.96
