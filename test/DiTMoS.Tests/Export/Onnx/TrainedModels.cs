using System.Collections.Concurrent;
using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Tests.Data;
using DiTMoS.Training;

namespace DiTMoS.Tests.Export.Onnx;

/// <summary>Models that were trained on real recordings, for two epochs on some hundred windows; each is trained once per test run.</summary>
internal static class TrainedModels
{
    private const int TrainedWindows = 640;

    private static readonly Dictionary<string, (string[] Path, string? Channels)> Sources = new()
    {
        ["falls"] = (["har-unimib-shar-fall"], null),                      // 3 x 51
        ["activities"] = (["har-dsads", "dsads.npz"], "0-2"),              // 3 x 125
        ["keywords"] = (["kws-speech-commands-9", "mfcc13x49.npz"], null),   // 13 x 49
    };

    private static readonly ConcurrentDictionary<string, Lazy<WindowSet>> Sets = new();
    private static readonly ConcurrentDictionary<(string, int, bool, bool), Lazy<DiTMoSModel>> Models = new();

    /// <summary>The recordings by name; the test is skipped where they are not there.</summary>
    public static WindowSet Windows(string recordings)
    {
        (string[] parts, string? channels) = Sources[recordings];
        string path = RealData.Path(parts);
        return Sets.GetOrAdd(recordings, _ => new(() => Recordings.Load(path, new RecordingOptions { Channels = channels }))).Value;
    }

    /// <summary>So many windows, spread evenly over all.</summary>
    public static WindowSet Some(string recordings, int count)
    {
        WindowSet all = Windows(recordings);
        return all.Select([.. Enumerable.Range(0, count).Select(i => (int)((long)i * all.Count / count))]);
    }

    /// <summary>The model of N classifiers on those recordings.</summary>
    public static DiTMoSModel Of(string recordings, int classifiers, bool aggregation, bool sharedBase) =>
        Models.GetOrAdd((recordings, classifiers, aggregation, sharedBase), _ => new(() => Train(recordings, classifiers, aggregation, sharedBase))).Value;

    private static DiTMoSModel Train(string recordings, int classifiers, bool aggregation, bool sharedBase)
    {
        WindowSet windows = Some(recordings, TrainedWindows);
        TrainingOptions recipe = TrainingOptions.For(Preset.Default);
        recipe = recipe with
        {
            NumberOfClassifiers = classifiers,
            Networks = recipe.Networks with { FeatureAggregation = aggregation, SharedBase = sharedBase },
            Joint = recipe.Joint with { Epochs = 2, Optimization = recipe.Joint.Optimization with { WarmUpEpochs = 0, AverageDecay = 0.9f } },
        };
        return DiTMoSTrainer.Train(windows, DataSplitter.Split(windows, new SplitOptions { Kind = SplitKind.Random }), recipe);
    }
}
