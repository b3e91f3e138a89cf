using DiTMoS;
using DiTMoS.Networks;
using DiTMoS.Training;
using DiTMoS.Training.Adversarial;
using DiTMoS.Training.Aggregation;
using DiTMoS.Training.Pretraining;
using DiTMoS.Training.Splitting;
using DiTMoS.Training.Strong;

namespace Microsoft.ML.DiTMoS.Tests;

/// <summary>Small data, and recipes that run through every stage within a blink.</summary>
internal static class TestData
{
    public const int Channels = 2;
    public const int Length = 48;

    /// <summary>Waves: each class has a frequency, each subject a phase.</summary>
    public static Row[] Rows(int classes = 3, int perClass = 12, int seed = 1, Func<int, string>? name = null)
    {
        var random = new SeededRandom(seed, "rows");
        var rows = new List<Row>();
        for (int i = 0; i < classes * perClass; i++)
        {
            int k = i % classes;
            int subject = i / classes % 4;
            var features = new float[Channels * Length];
            for (int t = 0; t < features.Length; t++)
            {
                features[t] = (float)(Math.Sin((k + 1) * t * 0.21 + subject) + (0.2 * random.NextGaussian()) + (t / Length));
            }

            rows.Add(new Row { Features = features, Label = name?.Invoke(k) ?? $"class {k}", Subject = $"s{subject}", Number = i });
        }

        return [.. rows];
    }

    /// <summary>Rows with their labels as keys.</summary>
    public static IDataView Keyed(MLContext context, IEnumerable<Row> rows)
    {
        IDataView view = context.Data.LoadFromEnumerable(rows);
        return context.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);
    }

    /// <summary>A short recipe: joint training with the default preset.</summary>
    public static TrainingOptions Short(TrainingOptions options) => options with
    {
        Networks = options.Networks with { HiddenUnits = 8 },
        Joint = options.Joint with { Epochs = 3 },
        FineTuning = new FineTuningOptions { Epochs = 1 },
    };

    /// <summary>A short recipe with every stage: strong model, clusters, alternation, joint training, aggregation afterwards.</summary>
    public static TrainingOptions Everything(TrainingOptions options) => Short(options) with
    {
        Networks = new NetworkOptions { HiddenUnits = 8, FeatureAggregation = true, SharedBase = true },
        Strong = new StrongModelOptions { Epochs = 1 },
        Splitting = new SplittingOptions { Restarts = 2 },
        Pretraining = new PretrainingOptions { ClassifierEpochs = 1, SelectorEpochs = 1 },
        Adversarial = new AdversarialOptions { Iterations = 1, SelectorEpochs = 1, ClassifierEpochs = 1 },
        Joint = options.Joint with { Epochs = 2, GuidanceEpochs = 1, Distillation = 0.5f },
        Aggregation = new AggregationOptions { AfterTraining = true },
    };

    /// <summary>The options of the whole trainer.</summary>
    public static DiTMoSMulticlassTrainer.Options Options(Func<TrainingOptions, TrainingOptions>? engine = null) => new()
    {
        ChannelCount = Channels,
        NumberOfClassifiers = 2,
        Seed = 7,
        NumberOfThreads = 1,
        Engine = engine ?? Short,
    };

    /// <summary>The whole trainer.</summary>
    public static DiTMoSMulticlassTrainer Trainer(MLContext context, Func<TrainingOptions, TrainingOptions>? engine = null) =>
        context.MulticlassClassification.Trainers.DiTMoS(Options(engine), context);

    /// <summary>The scores of all rows.</summary>
    public static string[] Scores(MLContext context, IDataView scored) =>
        [.. context.Data.CreateEnumerable<Scored>(scored, reuseRowObject: false).Select(row => row.All())];

    /// <summary>A model's file.</summary>
    public static byte[] Bytes(DiTMoSModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    /// <summary>Saves and loads through ML.NET.</summary>
    public static ITransformer SaveAndLoad(MLContext context, ITransformer model, DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        context.Model.Save(model, schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out _);
    }
}
