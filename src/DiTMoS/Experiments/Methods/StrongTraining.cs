using System.Text.Json.Nodes;
using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Training;
using DiTMoS.Training.Baselines;
using DiTMoS.Training.Strong;

namespace DiTMoS.Experiments.Methods;

/// <summary>The training of a strong model, which several methods' runs can share.</summary>
/// <param name="Options">How it is trained.</param>
/// <param name="Recipe">The recipe that it belongs to: augmentation, weights, and whether the best epoch is kept.</param>
internal sealed record StrongTraining(StrongModelOptions Options, TrainingOptions Recipe)
{
    /// <summary>All that decides the model beside windows, split and seed.</summary>
    public string Text
    {
        get
        {
            JsonObject text = RecipeSettings.ToJson(new TrainingOptions
            {
                Strong = Options,
                Augmentation = Recipe.Augmentation,
                ClassWeights = Recipe.ClassWeights,
                BalancedSampling = Recipe.BalancedSampling,
                SelectBestEpoch = Recipe.SelectBestEpoch,
                SelectOnTest = Recipe.SelectOnTest,
            });
            return text.ToJsonString();
        }
    }

    /// <summary>Multiplications of the training, roughly.</summary>
    public double Cost(WindowSet windows, int trainWindows) =>
        3.0 * Options.Epochs * PublishedNetworks.Strong(windows.Channels, windows.Length, windows.Classes).Macs * trainWindows;

    /// <summary>Trains the model.</summary>
    /// <param name="windows">All windows.</param>
    /// <param name="split">Who is trained on, and who selects.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellation">Stops training.</param>
    public NetworkFile Train(WindowSet windows, DataSplit split, int seed, IProgress<TrainingProgress> progress, CancellationToken cancellation) => SingleNetworkTrainer.Train(
        windows,
        split,
        PublishedNetworks.Strong(windows.Channels, windows.Length, windows.Classes),
        Options.Optimization,
        Options.Epochs,
        Recipe with { Seed = seed, Threads = 1, StrongModel = null, InitialModel = null },
        progress,
        cancellation);
}
