using DiTMoS.Data;
using DiTMoS.Export;
using DiTMoS.Verification;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS;

namespace DiTMoSExamples;

/// <summary>A pipeline that ends with files for a microcontroller.</summary>
internal static class DiTMoSDeploy
{
    public static void Example()
    {
        var mlContext = new MLContext();
        IDataView data = mlContext.Data.LoadTimeSeries(SyntheticRecordings.Create(seed: 1, subjects: 4, trials: 1, windowsPerTrial: 4));
        string place = Directory.CreateTempSubdirectory("ditmos-").FullName;
        string folder = Path.Combine(place, "deployed");

        // The model keeps windows of its validation part, and the deployment is verified with them.
        var trainer = new DiTMoSMulticlassTrainer.Options { NumberOfClassifiers = 3, KeptValidationWindows = 20, Engine = recipe => recipe with { Joint = recipe.Joint with { Epochs = 5 } } };
        var pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label")
            .Append(mlContext.MulticlassClassification.Trainers.DiTMoS(trainer))
            .Append(mlContext.Transforms.DiTMoSDeploy(folder));
        TransformerChain<DiTMoSDeployTransformer> model = pipeline.Fit(data);

        DeploymentResult result = model.LastTransformer.Result;
        VerificationReport report = DeploymentVerifier.Verify(folder);
        Directory.Delete(place, recursive: true);
        float[][] scores = [.. model.Transform(data).GetColumn<float[]>("Score")];

        Console.WriteLine($"RAM of an inference: {result.ArenaBytes} bytes");
        Console.WriteLine($"Verified: {report.Valid}, {report.LabelsEqual} of {report.Windows} labels as the model's");
        Console.WriteLine($"Rows scored by the pipeline: {scores.Length}; files written by that: {(Directory.Exists(folder) ? "some" : "none")}");
    }
}

// Expected output:
//   RAM of an inference: 5572 bytes
//   Verified: True, 20 of 20 labels as the model's
//   Rows scored by the pipeline: 128; files written by that: none
