using System.Diagnostics;
using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Training.Baselines;

namespace DiTMoS.Bench.Accuracy;

/// <summary>The nearest of all windows that are not tested. Nothing is random and nothing selected, so validation windows count as training windows.</summary>
/// <param name="name">What the method is called.</param>
/// <param name="description">What it is, in words.</param>
internal sealed class NearestMethod(string name, string description) : AccuracyMethod(name, description)
{
    /// <inheritdoc/>
    /// <remarks>Runs that test the same windows give the same figure.</remarks>
    public override int RunsFor(AccuracyDataset dataset, int? seeds) => dataset.IsFolded ? dataset.RunsFor(seeds) : 1;

    /// <inheritdoc/>
    public override double Cost(AccuracyDataset dataset, WindowSet windows) => 0.2 * windows.Count * windows.Samples.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<AccuracyOutcome> Run(AccuracyTask task, CancellationToken cancellation)
    {
        int[] known = [.. task.Split.Train, .. task.Split.Validation];
        Array.Sort(known);                                      // of equally near windows the first counts
        var watch = Stopwatch.StartNew();
        ChannelNormalization normalization = ChannelNormalization.Learn(task.Windows, known);
        WindowSet train = task.Windows.Select(known);
        float[] samples = normalization.ApplyAll(train);
        double seconds = watch.Elapsed.TotalSeconds;

        WindowSet test = task.Test();
        int[] predicted = NearestNeighbours.Predict(samples, train.Labels, normalization.ApplyAll(test), train.WindowLength, k: 1, train.Classes);
        float[] logits = new float[test.Count * test.Classes];
        for (int i = 0; i < predicted.Length; i++)
        {
            logits[(i * test.Classes) + predicted[i]] = 1;
        }

        var scores = new RoutedScores { Count = test.Count, Classifiers = 1, Classes = test.Classes, RoutingLogits = new float[test.Count], ClassifierLogits = logits };
        return
        [
            new AccuracyOutcome
            {
                Row = Name,
                Test = task.Evaluate(scores),
                TrainWindows = known.Length,
                ValidationWindows = 0,
                Parameters = [samples.Length],
                Macs = samples.Length,
                TrainSeconds = seconds,
            },
        ];
    }

    /// <inheritdoc/>
    protected override string RecipeText(AccuracyDataset dataset) => "1-NN, normalized by channel";
}
