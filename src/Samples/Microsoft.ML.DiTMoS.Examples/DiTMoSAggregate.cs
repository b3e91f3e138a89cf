using DiTMoS.Data;
using DiTMoS.Training;
using DiTMoS.Training.Aggregation;
using Microsoft.ML;
using Microsoft.ML.DiTMoS;

namespace DiTMoSExamples;

/// <summary>The three stages in a chain, and the trainer that does the same.</summary>
internal static class DiTMoSAggregate
{
    public static void Example()
    {
        var mlContext = new MLContext();
        IDataView data = mlContext.Data.LoadTimeSeries(SyntheticRecordings.Create(seed: 1, subjects: 4, trials: 1, windowsPerTrial: 4));
        data = mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);

        // A recipe that aggregates features behind training; all stages get the same one.
        static TrainingOptions Recipe(TrainingOptions recipe) => recipe with
        {
            Networks = recipe.Networks with { FeatureAggregation = true },
            Joint = recipe.Joint with { Epochs = 10 },
            Aggregation = new AggregationOptions { AfterTraining = true },
            FineTuning = recipe.FineTuning with { Epochs = 5 },
        };
        var stages = mlContext.Transforms.DiTMoSSplit(new DiTMoSSplitEstimator.Options { NumberOfClassifiers = 3, Engine = Recipe })
            .Append(mlContext.MulticlassClassification.Trainers.DiTMoSAdversarial(new DiTMoSAdversarialTrainer.Options { Engine = Recipe }))
            .Append(mlContext.Transforms.DiTMoSAggregate(new DiTMoSAggregateEstimator.Options { Engine = Recipe }));
        var model = stages.Fit(data);

        var trainer = mlContext.MulticlassClassification.Trainers.DiTMoS(new DiTMoSMulticlassTrainer.Options { NumberOfClassifiers = 3, Engine = Recipe });
        DiTMoSTransformer whole = trainer.Fit(data);

        Console.WriteLine($"Stages: {string.Join(", ", model.ToDiTMoSModel().Record.Epochs.Select(epoch => epoch.Stage).Distinct())}");
        Console.WriteLine($"Classifiers read features of the selector: {model.ToDiTMoSModel().FeatureAggregation}");
        Console.WriteLine($"The trainer makes the same model: {whole.Model.Hash == model.ToDiTMoSModel().Hash}");
    }
}

// Expected output:
//   Stages: splitting, joint training, widening, fine-tuning
//   Classifiers read features of the selector: True
//   The trainer makes the same model: True
