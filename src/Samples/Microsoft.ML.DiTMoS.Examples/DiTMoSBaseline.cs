using DiTMoS.Data;
using DiTMoS.Training.Baselines;
using Microsoft.ML;
using Microsoft.ML.DiTMoS;

namespace DiTMoSExamples;

/// <summary>Trains a single network with the budget of a selector and its classifiers, to compare with.</summary>
internal static class DiTMoSBaseline
{
    public static void Example()
    {
        var mlContext = new MLContext();
        IDataView train = mlContext.Data.LoadTimeSeries(SyntheticRecordings.Create(seed: 1, subjects: 5, trials: 1, windowsPerTrial: 4));
        train = mlContext.Transforms.Conversion.MapValueToKey("Label").Fit(train).Transform(train);

        var baselineOptions = new DiTMoSBaselineTrainer.Options
        {
            Baseline = Baseline.SigCla,
            GroupColumnName = "Subject",
            Engine = recipe => recipe with { Joint = recipe.Joint with { Epochs = 5 } },
        };
        var single = mlContext.MulticlassClassification.Trainers.DiTMoSBaseline(baselineOptions).Fit(train);

        Console.WriteLine($"{single.Model.Record.Preset}: {single.Model.Networks.Count} network, {single.Model.FoldedParameters} parameters, {single.Model.MacsPerInference} multiplications");
        foreach (DataViewSchema.Column column in single.Transform(train).Schema.Skip(train.Schema.Count))
        {
            Console.WriteLine($"{column.Name}: {column.Type}");
        }
    }
}

// Expected output:
//   SigCla: 1 network, 14971 parameters, 247256 multiplications
//   PredictedLabel: Key<UInt32, 0-7>
//   Score: Vector<Single, 8>
//   SelectedClassifier: Key<UInt32, 0-0>
//   SelectorScore: Vector<Single, 1>
