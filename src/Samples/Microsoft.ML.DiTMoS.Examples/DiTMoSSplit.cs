using DiTMoS.Data;
using DiTMoS.Training;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS;

namespace DiTMoSExamples;

/// <summary>Stage 1 by itself: which windows belong together, seen by a strong model.</summary>
internal static class DiTMoSSplit
{
    public static void Example()
    {
        var mlContext = new MLContext();
        IDataView data = mlContext.Data.LoadTimeSeries(SyntheticRecordings.Create(seed: 1, subjects: 4, trials: 1, windowsPerTrial: 4));
        data = mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);

        var options = new DiTMoSSplitEstimator.Options
        {
            NumberOfClassifiers = 3,
            Preset = Preset.AsPublished,
            Engine = recipe => recipe with { Strong = recipe.Strong with { Epochs = 3 } },
        };
        var split = mlContext.Transforms.DiTMoSSplit(options);
        IDataView subsets = split.Fit(data).Transform(data);

        foreach (var subset in subsets.GetColumn<uint>("Subset").CountBy(subset => subset).OrderBy(subset => subset.Key))
        {
            Console.WriteLine(subset.Key == 0 ? $"{subset.Value} windows held back" : $"{subset.Value} windows in subset {subset.Key}");
        }
    }
}

// Expected output:
//   24 windows held back
//   78 windows in subset 1
//   17 windows in subset 2
//   9 windows in subset 3
