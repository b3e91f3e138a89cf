using DiTMoS.Data;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS;

namespace DiTMoSExamples;

/// <summary>Stage 2 on subsets of your own: here one classifier for those who sit and stand, one for those who move.</summary>
internal static class DiTMoSAdversarial
{
    public static void Example()
    {
        var mlContext = new MLContext();
        IDataView data = mlContext.Data.LoadTimeSeries(SyntheticRecordings.Create(seed: 1, subjects: 4, trials: 1, windowsPerTrial: 4));

        // The names of subsets, in the order of the classifiers.
        var subsets = new Dictionary<string, string> { ["sitting"] = "still", ["standing"] = "still", ["cycling"] = "moving" };
        foreach (string activity in data.GetColumn<string>("Label").Distinct())
        {
            subsets.TryAdd(activity, "moving");
        }

        var options = new DiTMoSAdversarialTrainer.Options { Engine = recipe => recipe with { Joint = recipe.Joint with { Epochs = 20 } } };
        var pipeline = mlContext.Transforms.Conversion.MapValue("Subset", subsets, "Label")
            .Append(mlContext.Transforms.Conversion.MapValueToKey("Subset"))
            .Append(mlContext.Transforms.Conversion.MapValueToKey("Label"))
            .Append(mlContext.MulticlassClassification.Trainers.DiTMoSAdversarial(options));
        var model = pipeline.Fit(data);

        Console.WriteLine($"{model.ToDiTMoSModel().Classifiers.Count} classifiers");
    }
}

// Expected output:
//   2 classifiers
