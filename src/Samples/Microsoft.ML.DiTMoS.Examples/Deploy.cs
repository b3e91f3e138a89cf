using DiTMoS.Data;
using DiTMoS.Export;
using DiTMoS.Planning;
using DiTMoS.Planning.Boards;
using DiTMoS.Verification;
using Microsoft.ML;
using Microsoft.ML.DiTMoS;

namespace DiTMoSExamples;

/// <summary>A model, loaded from a file, as files for a microcontroller; and the proof that they answer as the model does.</summary>
internal static class Deploy
{
    public static void Example()
    {
        var mlContext = new MLContext();
        IDataView data = mlContext.Data.LoadTimeSeries(SyntheticRecordings.Create(seed: 1, subjects: 4, trials: 1, windowsPerTrial: 4));
        var trainer = new DiTMoSMulticlassTrainer.Options { NumberOfClassifiers = 3, Engine = recipe => recipe with { Joint = recipe.Joint with { Epochs = 5 } } };
        ITransformer fitted = mlContext.Transforms.Conversion.MapValueToKey("Label")
            .Append(mlContext.MulticlassClassification.Trainers.DiTMoS(trainer))
            .Fit(data);
        string place = Directory.CreateTempSubdirectory("ditmos-").FullName;
        string file = Path.Combine(place, "har.zip");
        mlContext.Model.Save(fitted, data.Schema, file);
        ITransformer model = mlContext.Model.Load(file, out _);

        // With windows that the model has not seen; without, those that it keeps of its validation part.
        string folder = Path.Combine(place, "deployed");
        IDataView windows = mlContext.Data.LoadTimeSeries(SyntheticRecordings.Create(seed: 2, subjects: 2, trials: 1, windowsPerTrial: 2));
        var options = new DeploymentOptions { Board = Board.Stm32F767ZI, Plan = new PlanOptions { Strategy = PlacementStrategy.Recompute, RamLimitBytes = 8 * 1024 } };
        DeploymentResult result = model.Deploy(folder, options, windows);
        VerificationReport report = DeploymentVerifier.Verify(folder);
        Directory.Delete(place, recursive: true);

        Console.WriteLine($"ONNX files: {string.Join(", ", result.Files.Where(name => name.EndsWith(".onnx", StringComparison.Ordinal) && !name.Contains("slice", StringComparison.Ordinal)))}");
        Console.WriteLine($"RAM of an inference: {result.ArenaBytes} bytes, the window's {3 * 151 * sizeof(float)} included");
        Console.WriteLine($"Verified: {report.Valid}, {report.LabelsEqual} of {report.Windows} labels and {report.RoutesEqual} routes as the model's");
    }
}

// Expected output:
//   ONNX files: onnx/classifier_0.onnx, onnx/classifier_1.onnx, onnx/classifier_2.onnx, onnx/full.onnx, onnx/selector.onnx
//   RAM of an inference: 3828 bytes, the window's 1812 included
//   Verified: True, 32 of 32 labels and 32 routes as the model's
