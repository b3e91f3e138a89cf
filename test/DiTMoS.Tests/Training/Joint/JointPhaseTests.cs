using DiTMoS.Kernels;
using DiTMoS.Networks;
using DiTMoS.Training;
using DiTMoS.Training.Augmentation;
using DiTMoS.Training.Joint;
using DiTMoS.Training.Optimizers;

namespace DiTMoS.Tests.Training.Joint;

public sealed class JointPhaseTests
{
    private const int Channels = 3;
    private const int Length = 60;
    private const int Classes = 4;
    private const int Classifiers = 3;
    private const int Batch = 8;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Train_FiftyMoreBatchesAnEpoch_AllocateNoMoreThanTheirOrder(int threads)
    {
        using var team = new ThreadTeam(threads);
        long few = AllocatedByAnEpoch(Phase(team, batches: 10));
        long many = AllocatedByAnEpoch(Phase(team, batches: 60));

        // An epoch draws its order, one integer a window; its steps allocate nothing.
        Assert.Equal(50L * Batch * sizeof(int), many - few);
    }

    [Fact]
    public void Phase_TakesItsBackendFromTheContext()
    {
        using var team = new ThreadTeam(1);
        var asked = new List<(int Networks, int Batch, bool FeatureGradients)>();

        Phase(team, batches: 2, (networks, optimization, heads, featureGradients, threads, averages) =>
        {
            asked.Add((networks.Count, optimization.BatchSize, featureGradients));
            return RoutedNetworks.Create(networks, optimization, heads, featureGradients, threads, averages);
        });

        Assert.Equal([(1 + Classifiers, Batch, true)], asked);
    }

    private static long AllocatedByAnEpoch(JointPhase phase)
    {
        phase.Begin();
        phase.Train(0);
        phase.Train(1);
        return Enumerable.Range(2, 4).Select(AllocatedBy).ToArray().Min();   // the runtime allocates once, in some epoch, where threads wait for one lock

        long AllocatedBy(int epoch)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            phase.Train(epoch);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static JointPhase Phase(ThreadTeam team, int batches, RoutedBackendFactory? createBackend = null)
    {
        int rows = batches * Batch;
        var shapes = new NetworkOptions { SharedBase = true };
        var state = new TrainingState();
        var options = new JointOptions
        {
            Epochs = 6,
            FeatureGradients = true,
            Optimization = new OptimizationOptions { Optimizer = OptimizerKind.AdamW, BatchSize = Batch, AverageDecay = 0.99f, LabelSmoothing = 0.05f },
        };
        var training = new TrainingOptions { NumberOfClassifiers = Classifiers, Networks = shapes, Joint = options, Augmentation = new AugmentationOptions { TimeShift = 0.1f } };
        int[] labels = [.. Enumerable.Range(0, rows).Select(i => i % Classes)];
        int[] all = [.. Enumerable.Range(0, rows)];
        var context = new TrainingContext
        {
            Samples = Draw.Gaussian(rows * Channels * Length, 1).ToSingle(),
            Labels = labels,
            Classes = Classes,
            Channels = Channels,
            Length = Length,
            Train = all,
            Selection = [],
            KeepsBestEpoch = false,
            Options = training,
            Team = team,
            CreateBackend = createBackend ?? RoutedNetworks.Create,
            ClassWeights = TrainingContext.WeighClasses(labels, all, Classes, balanced: false),
        };
        Network[] networks =
        [
            Network(PublishedNetworks.Selector(Channels, Length, shapes.SelectorOutputs(Classifiers, Classes), shapes)),
            .. Enumerable.Range(0, Classifiers).Select(_ => Network(PublishedNetworks.Classifier(Channels, Length, Classes, shapes))),
        ];
        return new JointPhase("joint training", context, state, networks, new int[rows], teacher: null, options);
    }

    private static Network Network(NetworkSpec spec)
    {
        var network = new Network(spec);
        network.Initialize(new SeededRandom(1, "initial weights"));
        return network;
    }
}
