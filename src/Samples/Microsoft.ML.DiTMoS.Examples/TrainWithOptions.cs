using DiTMoS.Data;
using DiTMoS.Training;
using Microsoft.ML;
using Microsoft.ML.DiTMoS;

namespace DiTMoSExamples;

/// <summary>Trains with options: another recipe, whole subjects held back, progress, and more columns.</summary>
internal static class TrainWithOptions
{
    public static void Example()
    {
        var mlContext = new MLContext();
        IDataView data = mlContext.Data.LoadTimeSeries(SyntheticRecordings.Create(seed: 1, subjects: 5, trials: 1, windowsPerTrial: 4));
        data = mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);

        var options = new DiTMoSMulticlassTrainer.Options
        {
            NumberOfClassifiers = 4,
            GroupColumnName = "Subject",
            Seed = 1,
            Engine = recipe => recipe with { Joint = recipe.Joint with { Epochs = 20 } },
            Progress = new StageEnds(),
            ClassifierScores = true,
        };
        var trainer = mlContext.MulticlassClassification.Trainers.DiTMoS(options);
        DiTMoSTransformer model = trainer.Fit(data);

        Console.WriteLine($"{model.Model.Record.TrainRows.Count} windows trained on, {model.Model.Record.ValidationRows.Count} held back");
        foreach (DataViewSchema.Column column in model.Transform(data).Schema.Skip(data.Schema.Count))
        {
            Console.WriteLine($"{column.Name}: {column.Type}");
        }
    }

    private sealed class StageEnds : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Epoch == value.Epochs)
            {
                Console.WriteLine($"Epochs of {value.Stage}: {value.Epochs}");
            }
        }
    }
}

// Expected output:
//   Epochs of splitting: 1
//   Epochs of joint training: 20
//   128 windows trained on, 32 held back
//   PredictedLabel: Key<UInt32, 0-7>
//   Score: Vector<Single, 8>
//   SelectedClassifier: Key<UInt32, 0-3>
//   SelectorScore: Vector<Single, 4>
//   ClassifierScores: Vector<Single, 4, 8>
