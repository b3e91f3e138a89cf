using DiTMoS.Data;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS;

namespace DiTMoSExamples;

/// <summary>A pipeline goes to a file, comes back, and answers window by window.</summary>
internal static class SaveAndLoad
{
    public static void Example()
    {
        var mlContext = new MLContext();
        IDataView data = mlContext.Data.LoadTimeSeries(SyntheticRecordings.Create(seed: 1, subjects: 8, trials: 1, windowsPerTrial: 2));
        var options = new DiTMoSMulticlassTrainer.Options { NumberOfClassifiers = 3, Engine = recipe => recipe with { Joint = recipe.Joint with { Epochs = 40 } } };
        var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label")
            .Append(mlContext.MulticlassClassification.Trainers.DiTMoS(options))
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedName", "PredictedLabel"));
        ITransformer model = pipeline.Fit(data);

        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");
        mlContext.Model.Save(model, data.Schema, file);
        ITransformer loaded = mlContext.Model.Load(file, out DataViewSchema schema);
        File.Delete(file);

        using var engine = mlContext.Model.CreatePredictionEngine<Window, Activity>(loaded, schema);
        using var before = mlContext.Model.CreatePredictionEngine<Window, Activity>(model, schema);
        WindowSet some = SyntheticRecordings.Create(seed: 2, subjects: 1, trials: 1, windowsPerTrial: 1);
        for (int i = 0; i < some.Count; i++)
        {
            var window = new Window { Features = some.Window(i).ToArray() };
            Activity activity = engine.Predict(window);
            bool isSame = activity.Score.SequenceEqual(before.Predict(window).Score);
            Console.WriteLine($"{some.ClassNames[some.Labels[i]]}: {activity.PredictedName}, probability {activity.Score.Max():F2}, the same as before: {isSame}");
        }
    }

    private sealed class Window
    {
        [VectorType(3, 151)]
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";

        public string Subject { get; set; } = "";

        public int Trial { get; set; }
    }

    private sealed class Activity
    {
        public string PredictedName { get; set; } = "";

        public float[] Score { get; set; } = [];
    }
}

// Expected output:
//   standing: standing, probability 0.96, the same as before: True
//   sitting: sitting, probability 0.99, the same as before: True
//   walking: walking, probability 0.78, the same as before: True
//   walking_upstairs: cycling, probability 0.66, the same as before: True
//   walking_downstairs: walking_downstairs, probability 0.63, the same as before: True
//   running: running, probability 1.00, the same as before: True
//   jumping: jumping, probability 1.00, the same as before: True
//   cycling: cycling, probability 0.85, the same as before: True
