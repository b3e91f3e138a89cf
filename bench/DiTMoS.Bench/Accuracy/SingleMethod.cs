using System.Diagnostics;
using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Training;
using DiTMoS.Training.Baselines;
using DiTMoS.Training.Joint;

namespace DiTMoS.Bench.Accuracy;

/// <summary>Networks that do not know of each other; their probabilities are averaged.</summary>
/// <param name="name">What the method is called.</param>
/// <param name="description">What it is, in words.</param>
/// <param name="shape">The shape of each network.</param>
/// <param name="recipe">The recipe on a data set; each network trains by its <see cref="TrainingOptions.Joint"/>.</param>
/// <param name="members">Networks, at least 1.</param>
internal sealed class SingleMethod(
    string name, string description, Func<WindowSet, TrainingOptions, NetworkSpec> shape, Func<AccuracyDataset, TrainingOptions> recipe, int members)
    : AccuracyMethod(name, description)
{
    private const int SeedsApart = 1000;                        // far from the other runs' seeds

    /// <summary>Reports networks that are trained already.</summary>
    /// <param name="row">The row of the page.</param>
    /// <param name="task">The run.</param>
    /// <param name="networks">The networks, at least one, all of one shape.</param>
    /// <param name="trainSeconds">What their training took.</param>
    public static AccuracyOutcome Judge(string row, AccuracyTask task, IReadOnlyList<NetworkFile> networks, double trainSeconds)
    {
        WindowSet validation = task.Validation();
        return new AccuracyOutcome
        {
            Row = row,
            TrainSeconds = trainSeconds,
            ValidationAccuracy = AccuracyTask.Accuracy(Score(networks, validation), validation.Labels),
            Test = task.Evaluate(Score(networks, task.Test())),
            TrainWindows = task.Split.Train.Length,
            ValidationWindows = task.Split.Validation.Length,
            Parameters = [.. networks.Select(file => file.Network.Spec.FoldedParameters)],
            Macs = networks.Sum(file => file.Network.Spec.Macs),
        };
    }

    /// <inheritdoc/>
    public override double Cost(AccuracyDataset dataset, WindowSet windows)
    {
        TrainingOptions options = recipe(dataset);
        return 3.0 * members * options.Joint.Epochs * shape(windows, options).Macs * windows.Count;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<AccuracyOutcome> Run(AccuracyTask task, CancellationToken cancellation)
    {
        TrainingOptions options = recipe(task.Dataset) with { Threads = 1 };
        var watch = Stopwatch.StartNew();
        NetworkFile[] networks =
        [
            .. Enumerable.Range(0, members).Select(member => SingleNetworkTrainer.Train(
                task.Windows,
                task.Split,
                shape(task.Windows, options),
                options.Joint.Optimization,
                options.Joint.Epochs,
                options with { Seed = task.Seed + (member * SeedsApart) },
                cancellationToken: cancellation)),
        ];
        return [Judge(Name, task, networks, watch.Elapsed.TotalSeconds)];
    }

    /// <inheritdoc/>
    /// <remarks>Of joint training, a single network takes epochs and optimisation alone.</remarks>
    protected override string RecipeText(AccuracyDataset dataset)
    {
        TrainingOptions options = recipe(dataset);
        return TextOf(options with { Joint = new JointOptions { Epochs = options.Joint.Epochs, Optimization = options.Joint.Optimization, LoadBalancing = 0, BaseLoss = 0 } });
    }

    // The mean probabilities' logarithms are logits that give them back.
    private static RoutedScores Score(IReadOnlyList<NetworkFile> networks, WindowSet windows)
    {
        float[] sum = new float[windows.Count * windows.Classes];
        foreach (NetworkFile network in networks)
        {
            float[] probabilities = SingleNetworkTrainer.Probabilities(network, windows, threads: 1);
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += probabilities[i] / networks.Count;
            }
        }

        return new RoutedScores
        {
            Count = windows.Count,
            Classifiers = 1,
            Classes = windows.Classes,
            RoutingLogits = new float[windows.Count],
            ClassifierLogits = Array.ConvertAll(sum, p => MathF.Log(Math.Max(p, float.Epsilon))),
        };
    }
}
