using DiTMoS.Data;
using DiTMoS.Networks;
using Microsoft.ML;
using Microsoft.ML.DiTMoS;

namespace DiTMoSExamples;

/// <summary>The engine's model out of a pipeline: its networks, and a file for the <c>ditmos</c> command.</summary>
internal static class ToDiTMoSModel
{
    public static void Example()
    {
        var mlContext = new MLContext();
        IDataView data = mlContext.Data.LoadTimeSeries(SyntheticRecordings.Create(seed: 1, subjects: 4, trials: 1, windowsPerTrial: 4));
        var options = new DiTMoSMulticlassTrainer.Options { NumberOfClassifiers = 3, Engine = recipe => recipe with { Joint = recipe.Joint with { Epochs = 5 } } };
        ITransformer pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label")
            .Append(mlContext.MulticlassClassification.Trainers.DiTMoS(options))
            .Fit(data);

        DiTMoSModel model = pipeline.ToDiTMoSModel();
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.ditmos");
        model.Save(file);
        bool isSame = DiTMoSModel.Load(file).Hash == model.Hash;
        File.Delete(file);

        Console.WriteLine($"Classes: {string.Join(", ", model.ClassNames)}");
        Console.WriteLine($"Channels: {string.Join(", ", model.ChannelNames)} at {model.SampleRateHz} Hz");
        Console.WriteLine($"Selector: {model.Selector.Spec.FoldedParameters} parameters, {model.Selector.Spec.Macs} multiplications per window");
        Console.WriteLine($"Each of {model.Classifiers.Count} classifiers: {model.Classifiers[0].Spec.FoldedParameters} parameters, {model.Classifiers[0].Spec.Macs} multiplications per window");
        Console.WriteLine($"The saved model is the same: {isSame}");
    }
}

// Expected output:
//   Classes: standing, sitting, walking, walking_upstairs, walking_downstairs, running, jumping, cycling
//   Channels: acc_x, acc_y, acc_z at 50 Hz
//   Selector: 5223 parameters, 92072 multiplications per window
//   Each of 3 classifiers: 5764 parameters, 130600 multiplications per window
//   The saved model is the same: True
