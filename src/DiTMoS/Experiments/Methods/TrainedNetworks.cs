using DiTMoS.Data;
using DiTMoS.Graphs;
using DiTMoS.Networks;
using DiTMoS.Training.Baselines;

namespace DiTMoS.Experiments.Methods;

/// <summary>Networks of one shape that do not know of each other; their probabilities are averaged.</summary>
internal sealed class TrainedNetworks(IReadOnlyList<NetworkFile> networks) : TrainedMethod
{
    private EnsembleModel? _model;

    /// <inheritdoc/>
    public override IReadOnlyList<long> Parameters { get; } = [.. networks.Select(file => file.Network.Spec.FoldedParameters)];

    /// <inheritdoc/>
    public override long Macs => networks.Sum(file => file.Network.Spec.Macs);

    /// <inheritdoc/>
    public override RoutedGraph Graph => RoutedGraph.Of(new EnsembleModel([.. networks.Select(file => file.Network)])
    {
        ClassNames = networks[0].ClassNames,
        ChannelNames = [.. Enumerable.Range(0, networks[0].Network.Spec.Channels).Select(c => $"channel {c}")],
        Normalization = networks[0].Normalization,
        Record = new TrainingRecord { Preset = "none", Seed = 0, Source = "none", Split = "none" },
    });

    /// <summary>The networks of models; one model answers as it would in use.</summary>
    public static TrainedNetworks Of(IReadOnlyList<EnsembleModel> models) =>
        new([.. models.SelectMany(model => model.Members.Select(member => new NetworkFile(member) { ClassNames = model.ClassNames, Normalization = model.Normalization }))])
        {
            _model = models.Count == 1 ? models[0] : null,
        };

    /// <inheritdoc/>
    public override RoutedScores Score(WindowSet windows)
    {
        if (_model is { } model)
        {
            return model.Score(windows, threads: 1);
        }

        float[] sum = new float[windows.Count * windows.Classes];
        foreach (float[] probabilities in Probabilities(windows))
        {
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += probabilities[i] / networks.Count;
            }
        }

        return Answers.Of(Array.ConvertAll(sum, Logarithm), windows.Count, windows.Classes);
    }

    /// <inheritdoc/>
    public override RoutedScores? Members(WindowSet windows)
    {
        if (networks.Count == 1)
        {
            return null;
        }

        float[] logits = new float[windows.Count * networks.Count * windows.Classes];
        int n = 0;
        foreach (float[] probabilities in Probabilities(windows))
        {
            for (int i = 0; i < probabilities.Length; i++)
            {
                int window = i / windows.Classes;
                logits[(((window * networks.Count) + n) * windows.Classes) + (i % windows.Classes)] = Logarithm(probabilities[i]);
            }

            n++;
        }

        return new RoutedScores
        {
            Count = windows.Count,
            Classifiers = networks.Count,
            Classes = windows.Classes,
            RoutingLogits = new float[windows.Count * networks.Count],
            ClassifierLogits = logits,
        };
    }

    /// <inheritdoc/>
    public override float[][][] Features(WindowSet windows) =>
        networks.Count == 1 ? [] : BlockFeatures.Of(null, [.. networks.Select(file => file.Network)], networks[0].Normalization.ApplyAll(windows), windows.Count);

    private IEnumerable<float[]> Probabilities(WindowSet windows) => networks.Select(file => SingleNetworkTrainer.Probabilities(file, windows, threads: 1));

    // Probabilities' logarithms are logits that give them back.
    private static float Logarithm(float probability) => MathF.Log(Math.Max(probability, float.Epsilon));
}
