using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Training.Baselines;

namespace DiTMoS.Experiments.Methods;

/// <summary>Networks of one shape that do not know of each other; their probabilities are averaged.</summary>
internal sealed class TrainedNetworks(EnsembleModel model) : TrainedMethod
{
    private readonly NetworkFile[] _networks = [.. model.Members.Select(member => new NetworkFile(member) { ClassNames = model.ClassNames, Normalization = model.Normalization })];

    /// <inheritdoc/>
    public override IReadOnlyList<long> Parameters { get; } = [.. model.Members.Select(member => member.Spec.FoldedParameters)];

    /// <inheritdoc/>
    public override long Macs => model.MacsPerInference;

    /// <inheritdoc/>
    public override WindowModel Model => model;

    /// <summary>The networks of several models as one.</summary>
    /// <param name="models">Models of networks of one shape, trained on the same windows; at least one.</param>
    public static TrainedNetworks Of(IReadOnlyList<EnsembleModel> models) => new(models.Count == 1
        ? models[0]
        : new EnsembleModel([.. models.SelectMany(model => model.Members)])
        {
            ClassNames = models[0].ClassNames,
            ChannelNames = models[0].ChannelNames,
            SampleRateHz = models[0].SampleRateHz,
            Normalization = models[0].Normalization,
            Record = models[0].Record,
        });

    /// <summary>A network alone.</summary>
    /// <param name="network">The network.</param>
    /// <param name="task">What it was trained on.</param>
    public static TrainedNetworks Of(NetworkFile network, MethodTask task) => new(new EnsembleModel([network.Network])
    {
        ClassNames = network.ClassNames,
        ChannelNames = task.Windows.ChannelNames,
        SampleRateHz = task.Windows.SampleRateHz,
        Normalization = network.Normalization,
        Record = new TrainingRecord { Preset = $"{task.Recipe.Preset}", Seed = task.Recipe.Seed, Source = task.Windows.Source, Split = task.Split.Description },
    });

    /// <inheritdoc/>
    public override RoutedScores? Members(WindowSet windows)
    {
        if (_networks.Length == 1)
        {
            return null;
        }

        float[] logits = new float[windows.Count * _networks.Length * windows.Classes];
        for (int n = 0; n < _networks.Length; n++)
        {
            float[] probabilities = SingleNetworkTrainer.Probabilities(_networks[n], windows, threads: 1);
            for (int i = 0; i < probabilities.Length; i++)
            {
                int window = i / windows.Classes;
                logits[(((window * _networks.Length) + n) * windows.Classes) + (i % windows.Classes)] = MathF.Log(Math.Max(probabilities[i], float.Epsilon));   // logits that give them back
            }
        }

        return new RoutedScores
        {
            Count = windows.Count,
            Classifiers = _networks.Length,
            Classes = windows.Classes,
            RoutingLogits = new float[windows.Count * _networks.Length],
            ClassifierLogits = logits,
        };
    }

    /// <inheritdoc/>
    public override float[][][] Features(WindowSet windows) => _networks.Length == 1 ? [] : BlockFeatures.Of(null, model.Members, model.Normalization.ApplyAll(windows), windows.Count);
}
