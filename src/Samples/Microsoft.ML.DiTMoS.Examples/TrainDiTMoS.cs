using DiTMoS.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DiTMoSExamples;

/// <summary>Trains on some people's recordings, and names what others do.</summary>
internal static class TrainDiTMoS
{
    public static void Example()
    {
        var mlContext = new MLContext();
        IDataView data = mlContext.Data.LoadTimeSeries(SyntheticRecordings.Create(seed: 1, subjects: 8, trials: 1, windowsPerTrial: 2));
        IDataView others = mlContext.Data.LoadTimeSeries(SyntheticRecordings.Create(seed: 2, subjects: 1, trials: 1, windowsPerTrial: 1));

        var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label")
            .Append(mlContext.MulticlassClassification.Trainers.DiTMoS(numberOfClassifiers: 3))
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedName", "PredictedLabel"));

        var model = pipeline.Fit(data);
        IDataView scored = model.Transform(others);
        foreach (var window in others.GetColumn<string>("Label").Zip(scored.GetColumn<string>("PredictedName")))
        {
            Console.WriteLine($"{window.First}: {window.Second}");
        }
    }
}

// Expected output:
//   standing: standing
//   sitting: sitting
//   walking: walking
//   walking_upstairs: walking_upstairs
//   walking_downstairs: walking_downstairs
//   running: running
//   jumping: jumping
//   cycling: cycling
