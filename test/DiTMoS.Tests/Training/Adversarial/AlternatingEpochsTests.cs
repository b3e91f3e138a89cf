using DiTMoS.Kernels;
using DiTMoS.Networks;
using DiTMoS.Training;
using DiTMoS.Training.Adversarial;
using DiTMoS.Training.Optimizers;

namespace DiTMoS.Tests.Training.Adversarial;

public sealed class AlternatingEpochsTests
{
    private const int Batch = 8;
    private const int Classes = 4;
    private const int Rows = (50 * Batch) - 3;              // the last batch is smaller

    public static TheoryData<bool, int> RecipesAndThreads => new() { { false, 1 }, { false, 2 }, { true, 1 }, { true, 2 } };

    [Theory]
    [MemberData(nameof(RecipesAndThreads))]
    public void BothEpochs_AfterTheFirst_AllocateNothing(bool asPublished, int threads)
    {
        using var team = new ThreadTeam(threads);
        AlternatingEpochs epochs = Epochs(asPublished ? AdversarialOptions.AsPublished : new AdversarialOptions(), team);
        EpochInput input = Input();
        epochs.Selector(input);
        epochs.Classifiers(input);

        var allocated = new long[4];
        for (int round = 0; round < allocated.Length; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            epochs.Selector(input);
            epochs.Classifiers(input);
            allocated[round] = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated.Min());   // the runtime allocates once, in some round, where threads wait for one lock
    }

    private static AlternatingEpochs Epochs(AdversarialOptions options, ThreadTeam team)
    {
        Network selector = Network(PublishedNetworks.Selector(3, 60, 3));
        Network[] classifiers = [.. Enumerable.Range(0, 3).Select(_ => Network(PublishedNetworks.Classifier(3, 60, Classes)))];
        var networks = new RoutedNetworks(
            selector, classifiers, Batch, options.SeparateDropoutDraws ? 3 : 1, featureGradients: false, n => new StochasticGradientDescent(n, 0.9f, nesterov: true, 1e-4f), team);
        return new AlternatingEpochs(networks, options, Batch);
    }

    private static Network Network(NetworkSpec spec)
    {
        var network = new Network(spec);
        network.Initialize(new SeededRandom(1, "initial weights"));
        return network;
    }

    private static EpochInput Input() => new(
        Draw.Gaussian(Rows * 3 * 60, 1).ToSingle(), [.. Enumerable.Range(0, Rows).Select(i => i % Classes)], [.. Enumerable.Range(0, Rows).Reverse()], 0.01f, 1);
}
