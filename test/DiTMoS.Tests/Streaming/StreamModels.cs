using System.Collections.Concurrent;
using DiTMoS.Data;
using DiTMoS.Data.Features;
using DiTMoS.Data.Windowing;
using DiTMoS.Networks;
using DiTMoS.Tests.Data;
using DiTMoS.Training;

namespace DiTMoS.Tests.Streaming;

/// <summary>Real recordings as they stream in, and models trained for a few epochs on windows of them; each is made once for all tests.</summary>
internal static class StreamModels
{
    private const int MostTrainedWindows = 330;
    private static readonly ConcurrentDictionary<string, Lazy<RecordingSet>> Sets = new();
    private static readonly ConcurrentDictionary<(string, string), Lazy<DiTMoSModel>> Models = new();

    /// <summary>Some sounds of spoken words, 16,000 Hz, most of one second.</summary>
    public static RecordingSet Sounds() => Read("sounds", "kws-speech-commands-9", "speech_commands_wav_subset.tar.xz", every: 3);

    /// <summary>Two people's accelerometer and gyroscope, 50 Hz, minutes each.</summary>
    public static RecordingSet Movements() => Read("movements", "har-hapt", "HAPT_Data_Set_raw.tar.xz", every: 16);

    /// <summary>A model of sounds; null for the features that are usual, MFCC.</summary>
    public static DiTMoSModel OfSounds(params FeatureStep[] features) => Of("sounds", Sounds(), features.Length == 0 ? null : features);

    /// <summary>A model of movements, 6 channels and what is derived of them.</summary>
    public static DiTMoSModel OfMovements(params FeatureStep[] features) => Of("movements", Movements(), features);

    /// <summary>Windows that a model would see if they were cut every <paramref name="hop"/> samples from a recording's start.</summary>
    public static WindowSet Cut(DiTMoSModel model, RecordingSet recordings, Recording recording, int hop)
    {
        FrontEnd frontEnd = model.FrontEnd! with { Windows = model.FrontEnd.Windows with { Hop = hop, LabelRule = LabelRule.Majority, PadShort = false } };
        return Windower.Cut(With(recordings, [recording]), frontEnd, new RecordingOptions { RequireLabels = false }).WithChannels(model.ChannelNames);
    }

    /// <summary>The samples of recordings one after another, (T, C).</summary>
    public static float[] Samples(params Recording[] recordings) =>
        [.. recordings.SelectMany(recording => Enumerable.Range(0, recording.Length).SelectMany(t => recording.Samples.Select(channel => channel[t])))];

    /// <summary>Recordings end to end.</summary>
    public static Recording Joined(IEnumerable<Recording> recordings)
    {
        Recording[] parts = [.. recordings];
        return new Recording
        {
            Name = "joined",
            Samples = [.. Enumerable.Range(0, parts[0].Samples.Length).Select(c => parts.SelectMany(part => part.Samples[c]).ToArray())],
            SampleRateHz = parts[0].SampleRateHz,
        };
    }

    public static RecordingSet With(RecordingSet set, Recording[] recordings) => new()
    {
        Format = set.Format,
        Source = set.Source,
        ChannelNames = set.ChannelNames,
        ChannelUnits = set.ChannelUnits,
        ClassNames = set.ClassNames,
        Suggested = set.Suggested,
        Recordings = recordings,
    };

    private static RecordingSet Read(string name, string folder, string file, int every)
    {
        string path = RealData.Path(folder, file);
        return Sets.GetOrAdd(name, _ => new(() => Recordings.Read(path, new RecordingOptions(), set => With(set, [.. set.Recordings.Where((_, i) => i % every == 0)])))).Value;
    }

    private static DiTMoSModel Of(string name, RecordingSet recordings, FeatureStep[]? features) =>
        Models.GetOrAdd((name, string.Join(',', features?.Select(step => step.ToString()) ?? ["usual"])), _ => new(() => Train(recordings, features))).Value;

    private static DiTMoSModel Train(RecordingSet recordings, FeatureStep[]? features)
    {
        WindowSet all = Windower.Cut(recordings, recordings.Suggested with { Features = features ?? recordings.Suggested.Features }, new RecordingOptions());
        int count = Math.Min(all.Count, MostTrainedWindows);
        WindowSet windows = all.Select([.. Enumerable.Range(0, count).Select(i => (int)((long)i * all.Count / count))]);
        TrainingOptions recipe = TrainingOptions.For(Preset.Default);
        recipe = recipe with
        {
            NumberOfClassifiers = 2,
            Joint = recipe.Joint with { Epochs = 2, Optimization = recipe.Joint.Optimization with { WarmUpEpochs = 0, AverageDecay = 0.9f } },
        };
        return DiTMoSTrainer.Train(windows, DataSplitter.Split(windows, new SplitOptions { Kind = SplitKind.Random }), recipe);
    }
}
