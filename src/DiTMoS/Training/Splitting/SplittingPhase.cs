using DiTMoS.Networks;

namespace DiTMoS.Training.Splitting;

/// <summary>Stage 1: assigns every training row to the subset of one classifier.</summary>
/// <remarks>DiTMoS (PerCom 2024), diverse training data splitting.</remarks>
internal sealed class SplittingPhase(TrainingContext context, int[] subsets, Network? strong) : TrainingPhase("splitting", epochs: 1)
{
    /// <inheritdoc/>
    public override double CostPerEpoch => strong == null ? 0 : (double)strong.Spec.Macs * context.Train.Length;

    /// <inheritdoc/>
    public override float Train(int epoch)
    {
        TrainingOptions options = context.Options;
        int[] labels = [.. context.Train.Select(r => context.Labels[r])];
        int count = options.NumberOfClassifiers;
        int[] assignment = strong != null
            ? ByFeatures(strong)
            : options.Splitting.Strategy == SplittingStrategy.ByClass
                ? DataSplitting.SubsetsByClass(labels, context.Classes, count)
                : DataSplitting.RandomSubsets(labels.Length, count, options.Seed);
        assignment.CopyTo(subsets, 0);
        return 0;
    }

    private int[] ByFeatures(Network network)
    {
        TrainingOptions options = context.Options;
        float[] features = new NetworkScorer(network, context.Team).Features(context.StrongSamples, context.Train);
        var kMeans = new KMeansOptions { Restarts = options.Splitting.Restarts, MinimumSubset = options.Splitting.MinimumSubset };
        return KMeans.Cluster(features, network.Spec.FlattenedLength, options.NumberOfClassifiers, kMeans, options.Seed, context.Team.Threads, context.Cancellation).Assignment;
    }
}
