using DiTMoS.Data;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS;

namespace DiTMoSExamples;

/// <summary>A loaded pipeline with its stages as they were fitted: they score many rows together, and name the slots of the scores.</summary>
internal static class RestoreDiTMoS
{
    public static void Example()
    {
        var mlContext = new MLContext();
        IDataView data = mlContext.Data.LoadTimeSeries(SyntheticRecordings.Create(seed: 1, subjects: 4, trials: 1, windowsPerTrial: 4));
        var options = new DiTMoSMulticlassTrainer.Options { NumberOfClassifiers = 3, Engine = recipe => recipe with { Joint = recipe.Joint with { Epochs = 5 } } };
        var fitted = mlContext.Transforms.Conversion.MapValueToKey("Label")
            .Append(mlContext.MulticlassClassification.Trainers.DiTMoS(options))
            .Fit(data);
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");
        mlContext.Model.Save(fitted, data.Schema, file);

        ITransformer restored = mlContext.Model.Load(file, out DataViewSchema schema).RestoreDiTMoS(mlContext);
        File.Delete(file);

        VBuffer<ReadOnlyMemory<char>> names = default;
        restored.GetOutputSchema(schema)["Score"].GetSlotNames(ref names);
        float[][] before = [.. fitted.Transform(data).GetColumn<float[]>("Score")];
        float[][] after = [.. restored.Transform(data).GetColumn<float[]>("Score")];
        Console.WriteLine($"Slots: {string.Join(", ", names.DenseValues())}");
        Console.WriteLine($"{after.Length} windows, scored the same: {before.Zip(after).All(pair => pair.First.SequenceEqual(pair.Second))}");
    }
}

// Expected output:
//   Slots: standing, sitting, walking, walking_upstairs, walking_downstairs, running, jumping, cycling
//   128 windows, scored the same: True
