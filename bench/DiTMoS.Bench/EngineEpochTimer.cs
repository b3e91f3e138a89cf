using System.Diagnostics;
using DiTMoS.Kernels;
using DiTMoS.Networks;
using DiTMoS.Training;
using DiTMoS.Training.Adversarial;
using DiTMoS.Training.Optimizers;

namespace DiTMoS.Bench;

/// <summary>Times the epochs of our own engine.</summary>
internal sealed class EngineEpochTimer : IEpochTimer
{
    private const int WarmUpSteps = 100;

    /// <inheritdoc/>
    public (double SelectorSeconds, double ClassifierSeconds) Time(int windows, int channels, int length, int classes, int classifiers, int batch, int threads)
    {
        var random = new SeededRandom(0, "bench");
        var samples = new float[windows * channels * length];
        foreach (ref float sample in samples.AsSpan())
        {
            sample = (float)random.NextGaussian();
        }

        var labels = new int[windows];
        foreach (ref int label in labels.AsSpan())
        {
            label = random.Next(classes);
        }

        int[] order = [.. Enumerable.Range(0, windows)];
        random.Shuffle<int>(order);
        using var team = new ThreadTeam(threads);
        Network selector = Initialized(PublishedNetworks.Selector(channels, length, classifiers), random);
        Network[] nets = [.. Enumerable.Range(0, classifiers).Select(_ => Initialized(PublishedNetworks.Classifier(channels, length, classes), random))];
        AdversarialOptions options = AdversarialOptions.AsPublished;
        var networks = new RoutedNetworks(selector, nets, batch, heads: 3, featureGradients: false, n => new StochasticGradientDescent(n, 0.9f, nesterov: true, 1e-4f), team);
        var epochs = new AlternatingEpochs(networks, options, batch);
        var input = new EpochInput(samples, labels, order, 0.001f, Key: 1);
        EpochInput warmUp = input with { Order = order[..Math.Min(windows, WarmUpSteps * batch)] };
        for (int i = 0; i < 3; i++)
        {
            epochs.Selector(warmUp);
            epochs.Classifiers(warmUp);
            Thread.Sleep(150);                          // lets the runtime finish compiling the hot methods
        }

        long start = Stopwatch.GetTimestamp();
        epochs.Selector(input);
        double selectorSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        start = Stopwatch.GetTimestamp();
        epochs.Classifiers(input);
        return (selectorSeconds, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static Network Initialized(NetworkSpec spec, SeededRandom random)
    {
        var network = new Network(spec);
        network.Initialize(random);
        return network;
    }
}
