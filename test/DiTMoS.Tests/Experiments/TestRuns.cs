using System.Text.Json.Nodes;
using DiTMoS.Evaluation;
using DiTMoS.Experiments.Records;

namespace DiTMoS.Tests.Experiments;

/// <summary>Runs for tests: valid ones, with no meaning beyond that.</summary>
internal static class TestRuns
{
    /// <summary>A run of ten windows of two classes, the first <paramref name="right"/> of which are right, given to two classifiers in turn.</summary>
    public static RunRecord Create(string dataset = "waves", string method = "default", string variant = "", int run = 0, int right = 7, char key = 'a', IReadOnlyList<RunGroup>? groups = null)
    {
        const int windows = 10;
        byte[] bits = new byte[2];
        for (int i = 0; i < right; i++)
        {
            bits[i / 8] |= (byte)(1 << (i % 8));
        }

        return new RunRecord
        {
            Dataset = dataset,
            DatasetTitle = "Waves",
            Method = method,
            MethodTitle = "DiTMoS",
            Variant = variant,
            Settings = new JsonObject { ["numberOfClassifiers"] = 2, ["widths"] = new JsonArray(8, 8, 4) },
            Run = run,
            Seed = run,
            Split = new RunSplit { Description = "by subject", GroupedBy = "subject", TrainWindows = 20, ValidationWindows = 5, TestWindows = windows },
            Recipe = new JsonObject { ["seed"] = run },
            RecipeHash = new string('b', 12),
            Key = new string(key, 64),
            EngineVersion = "1.0",
            Machine = new MachineClass("x64", 2, 256),
            Command = "ditmos experiment waves.json",
            TrainSeconds = 1.5,
            Threads = 1,
            ClassNames = ["sine", "square"],
            ChannelNames = ["x"],
            SampleRateHz = 50,
            Test = new RunTest
            {
                Accuracy = right / 10.0,
                MacroF1 = 2 / 3.0,
                UnionAccuracy = 0.9,
                SelectorAccuracy = right / 9.0,
                Intervals = new RunIntervals { ResampledUnits = 10, Accuracy = new Interval(0.4, 0.9), MacroF1 = new Interval(0.3, 0.9) },
                Confusion = [[right, windows - right], [0, 0]],
                CorrectHistogram = [1, 4, 5],
                LoadPerClassifier = [0.5, 0.5],
                RoutesPerClass = [[5, 5], [0, 0]],
                CorrectWindows = bits,
                RoutedTo = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1],
                Groups = groups ?? [new RunGroup("subject 7", right, windows)],
            },
            Validation = new RunValidation { Accuracy = 0.8, UnionAccuracy = 1 },
            Curves = [new RunCurve { Stage = "joint training", Epochs = [1, 2], Loss = [1.25, 1 / 3.0], ValidationAccuracy = [null, 0.8] }],
            Similarity = [new RunSimilarity { Layer = "block 1", Cka = [[1, 0.5], [0.5, 1]] }],
            Examples = [new RunExample { Classifier = 0, TrueClass = 0, PredictedClass = 0, Confidence = 0.9, Values = [[0.12345f, -2]] }],
            System = new RunSystem
            {
                Parameters = [100, 200, 200],
                Macs = 1234,
                FlashBytes = 2000,
                ArenaBytes = new RunArenaBytes(512, 256),
                MemoryMap = new RunMemoryMap { Strategy = "ram", ArenaBytes = 512, Steps = ["conv1"], Buffers = [new RunMemoryBuffer("input", 0, 512, 0, 0)] },
            },
        };
    }
}
