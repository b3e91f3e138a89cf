using System.Diagnostics;
using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Training;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS;

namespace DiTMoS.Bench.Scoring;

/// <summary>How fast models score through ML.NET, beside the engine alone: many rows by a cursor, and one row at a time. Then the engine beside ONNX Runtime.</summary>
/// <remarks>One thread throughout. The ways take turns; the best of the repeats counts.</remarks>
internal static class ScoringBench
{
    private const int Batch = 64;                       // windows that the engine scores together, as a cursor does
    private const int Singles = 2000;                   // windows that are scored one at a time

    public static int Run(string[] args)
    {
        ScoringBenchOptions options = ScoringBenchOptions.Parse(args);
        WindowSet windows = SyntheticRecordings.Create(seed: 1, subjects: 10, trials: 4, windowsPerTrial: 25);
        var context = new MLContext(1);
        IDataView data = context.Data.LoadTimeSeries(windows);
        IDataView keyed = context.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
        DiTMoSTransformer model = context.MulticlassClassification.Trainers.DiTMoS(new DiTMoSMulticlassTrainer.Options { Engine = OneEpoch }).Fit(keyed);
        DiTMoSTransformer all = context.MulticlassClassification.Trainers.DiTMoS(new DiTMoSMulticlassTrainer.Options { Engine = OneEpoch, ClassifierScores = true }).Fit(keyed);
        ITransformer loaded = SaveAndLoad(context, model, keyed.Schema);

        ITransformer restored = loaded.RestoreDiTMoS(context);

        var ways = new (string Name, int Windows, Action Work)[]
        {
            ("engine, many windows", windows.Count, EngineBatches(model.Model, windows, allClassifiers: false)),
            ("IDataView cursor", windows.Count, () => ReadAll(model.Transform(keyed))),
            ("IDataView cursor, loaded model", windows.Count, () => ReadAll(loaded.Transform(keyed))),
            ("IDataView cursor, restored model", windows.Count, () => ReadAll(restored.Transform(keyed))),
            ("engine, all classifiers", windows.Count, EngineBatches(model.Model, windows, allClassifiers: true)),
            ("IDataView cursor, all classifiers", windows.Count, () => ReadAll(all.Transform(keyed))),
            ("engine, one window", Singles, EngineSingles(model.Model, windows)),
            ("PredictionEngine", Singles, PredictionEngineSingles(context, model, windows)),
            ("PredictionEngine, loaded model", Singles, PredictionEngineSingles(context, loaded, windows)),
        };
        double[] best = Measure(ways, options.Repeats);
        Print(ways, best, windows);
        RoutedScoringBench.Run(options);
        return 0;
    }

    private static double[] Measure((string Name, int Windows, Action Work)[] ways, int repeats)
    {
        double[] best = [.. ways.Select(_ => double.PositiveInfinity)];
        for (int r = 0; r <= repeats; r++)
        {
            for (int i = 0; i < ways.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                ways[i].Work();
                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                best[i] = r == 0 ? best[i] : Math.Min(best[i], seconds);        // the first round warms up
            }
        }

        return best;
    }

    private static void Print((string Name, int Windows, Action Work)[] ways, double[] best, WindowSet windows)
    {
        Console.WriteLine(FormattableString.Invariant($"{windows.Count} windows of {windows.Channels} x {windows.Length}, {windows.Classes} classes, 6 classifiers, one thread"));
        double alone = 0;                               // of the engine's last way: the ways below it do the same work
        for (int i = 0; i < ways.Length; i++)
        {
            double each = best[i] / ways[i].Windows;
            alone = ways[i].Name.StartsWith("engine", StringComparison.Ordinal) ? each : alone;
            Console.WriteLine(FormattableString.Invariant($"{ways[i].Name,-34} {1 / each,10:N0} windows/s {each * 1e6,8:0.0} us  {alone / each,6:P0} of the engine"));
        }
    }

    private static void ReadAll(IDataView scored)
    {
        DataViewSchema schema = scored.Schema;
        using DataViewRowCursor cursor = scored.GetRowCursor([schema["PredictedLabel"], schema["Score"], schema["SelectedClassifier"], schema["SelectorScore"]]);
        ValueGetter<uint> predicted = cursor.GetGetter<uint>(schema["PredictedLabel"]);
        ValueGetter<uint> selected = cursor.GetGetter<uint>(schema["SelectedClassifier"]);
        ValueGetter<VBuffer<float>> score = cursor.GetGetter<VBuffer<float>>(schema["Score"]);
        ValueGetter<VBuffer<float>> routing = cursor.GetGetter<VBuffer<float>>(schema["SelectorScore"]);
        uint key = 0;
        VBuffer<float> buffer = default;
        VBuffer<float> routes = default;
        while (cursor.MoveNext())
        {
            predicted(ref key);
            selected(ref key);
            score(ref buffer);
            routing(ref routes);
        }
    }

    private static Action EngineBatches(DiTMoSModel model, WindowSet windows, bool allClassifiers)
    {
        var scorer = new WindowScorer(model, Batch, allClassifiers);
        return () =>
        {
            for (int i = 0; i < windows.Count; i += Batch)
            {
                int count = Math.Min(Batch, windows.Count - i);
                scorer.Score(windows.Samples.AsSpan(i * windows.WindowLength, count * windows.WindowLength), count);
            }
        };
    }

    private static Action EngineSingles(DiTMoSModel model, WindowSet windows)
    {
        var scorer = new WindowScorer(model, 1);
        return () =>
        {
            for (int i = 0; i < Singles; i++)
            {
                scorer.Score(windows.Window(i % windows.Count), 1);
            }
        };
    }

    private static Action PredictionEngineSingles(MLContext context, ITransformer model, WindowSet windows)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Input));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, windows.WindowLength);
        PredictionEngine<Input, Output> engine = context.Model.CreatePredictionEngine<Input, Output>(model, inputSchemaDefinition: schema);
        Input[] inputs = [.. Enumerable.Range(0, windows.Count).Select(i => new Input { Features = windows.Window(i).ToArray() })];
        var output = new Output();
        return () =>
        {
            for (int i = 0; i < Singles; i++)
            {
                engine.Predict(inputs[i % inputs.Length], ref output);
            }
        };
    }

    private static ITransformer SaveAndLoad(MLContext context, DiTMoSTransformer model, DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        context.Model.Save(model, schema, stream);
        stream.Position = 0;
        return context.Model.Load(stream, out _);
    }

    private static TrainingOptions OneEpoch(TrainingOptions options) => options with { Joint = options.Joint with { Epochs = 1 } };

    private sealed class Input
    {
        public float[] Features { get; set; } = [];
    }

    private sealed class Output
    {
        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];
    }
}
