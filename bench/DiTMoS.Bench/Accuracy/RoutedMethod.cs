using System.Diagnostics;
using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Training;
using DiTMoS.Training.Baselines;

namespace DiTMoS.Bench.Accuracy;

/// <summary>A selector and its classifiers.</summary>
/// <param name="name">What the method is called.</param>
/// <param name="description">What it is, in words.</param>
/// <param name="recipe">The recipe on a data set.</param>
/// <param name="strongRow">Where the recipe's strong model is reported; null for nowhere.</param>
internal sealed class RoutedMethod(string name, string description, Func<AccuracyDataset, TrainingOptions> recipe, AccuracyRow? strongRow = null)
    : AccuracyMethod(name, description)
{
    /// <inheritdoc/>
    public override IReadOnlyList<AccuracyRow> Rows => strongRow == null ? base.Rows : [.. base.Rows, strongRow];

    /// <inheritdoc/>
    public override double Cost(AccuracyDataset dataset, WindowSet windows)
    {
        TrainingOptions options = recipe(dataset);
        NetworkOptions shapes = options.Networks;
        double classifiers = options.NumberOfClassifiers * (double)PublishedNetworks.Classifier(windows.Channels, windows.Length, windows.Classes, shapes).Macs;
        double selector = PublishedNetworks.Selector(windows.Channels, windows.Length, shapes.SelectorOutputs(options.NumberOfClassifiers, windows.Classes), shapes).Macs;
        double perWindow = options.Joint.Epochs * 3 * (selector + classifiers);
        perWindow += options.Adversarial.Iterations * options.Adversarial.SelectorEpochs * ((3 * selector) + classifiers);
        perWindow += options.Adversarial.Iterations * options.Adversarial.ClassifierEpochs * (selector + (3 * classifiers));
        perWindow += options.NeedsStrongModel ? 3.0 * options.Strong.Epochs * StrongSpec(windows).Macs : 0;
        return perWindow * windows.Count;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<AccuracyOutcome> Run(AccuracyTask task, CancellationToken cancellation)
    {
        TrainingOptions options = recipe(task.Dataset) with { Seed = task.Seed, Threads = 1 };
        var watch = Stopwatch.StartNew();
        if (strongRow != null)
        {
            NetworkFile strong = SingleNetworkTrainer.Train(
                task.Windows, task.Split, StrongSpec(task.Windows), options.Strong.Optimization, options.Strong.Epochs, options, cancellationToken: cancellation);
            options = options with { StrongModel = strong };
        }

        double strongSeconds = watch.Elapsed.TotalSeconds;
        DiTMoSModel model = DiTMoSTrainer.Train(task.Windows, task.Split, options, cancellationToken: cancellation);
        double trainSeconds = watch.Elapsed.TotalSeconds;
        WindowSet validation = task.Validation();
        var outcome = new AccuracyOutcome
        {
            Row = Name,
            TrainSeconds = trainSeconds,
            ValidationAccuracy = AccuracyTask.Accuracy(model.Score(validation, threads: 1), validation.Labels),
            Test = task.Evaluate(model.Score(task.Test(), threads: 1)),
            TrainWindows = task.Split.Train.Length,
            ValidationWindows = task.Split.Validation.Length,
            Parameters = [model.Selector.Spec.FoldedParameters, .. model.Classifiers.Select(classifier => classifier.Spec.FoldedParameters)],
            Macs = model.Selector.Spec.Macs + model.Classifiers[0].Spec.Macs,
        };
        return strongRow == null ? [outcome] : [outcome, SingleMethod.Judge(strongRow.Name, task, [options.StrongModel!], strongSeconds)];
    }

    /// <inheritdoc/>
    protected override string RecipeText(AccuracyDataset dataset) => TextOf(recipe(dataset));

    private static NetworkSpec StrongSpec(WindowSet windows) => PublishedNetworks.Strong(windows.Channels, windows.Length, windows.Classes);
}
