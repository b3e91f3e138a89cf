using DiTMoS.Data;
using DiTMoS.Experiments.Datasets;
using DiTMoS.Networks;
using DiTMoS.Training;

namespace DiTMoS.Experiments.Methods;

/// <summary>A selector and its classifiers, trained by <see cref="DiTMoSTrainer"/>.</summary>
/// <param name="name">What the method is called.</param>
/// <param name="title">What it is called for people.</param>
/// <param name="description">What it is, in words.</param>
/// <param name="recipe">Its recipe on a data set.</param>
internal sealed class RoutedMethod(string name, string title, string description, Func<ExperimentDataset, TrainingOptions> recipe) : ExperimentMethod(name, title, description)
{
    /// <inheritdoc/>
    public override bool IsRouted => true;

    /// <inheritdoc/>
    public override long Parameters(WindowSet windows, TrainingOptions recipe)
    {
        (NetworkSpec selector, NetworkSpec classifier) = Specs(windows, recipe);
        return selector.FoldedParameters + (recipe.NumberOfClassifiers * classifier.FoldedParameters);
    }

    /// <inheritdoc/>
    public override double Cost(WindowSet windows, int trainWindows, TrainingOptions recipe)
    {
        (NetworkSpec selector, NetworkSpec classifier) = Specs(windows, recipe);
        double all = recipe.NumberOfClassifiers * (double)classifier.Macs;
        double perWindow = recipe.Joint.Epochs * 3 * (selector.Macs + all);
        perWindow += recipe.Pretraining.ClassifierEpochs * ((3 * (double)classifier.Macs) + selector.Macs);
        perWindow += recipe.Pretraining.SelectorEpochs * ((3 * (double)selector.Macs) + all);
        perWindow += recipe.Adversarial.Iterations * recipe.Adversarial.SelectorEpochs * ((3 * selector.Macs) + all);
        perWindow += recipe.Adversarial.Iterations * recipe.Adversarial.ClassifierEpochs * (selector.Macs + (3 * all));
        return perWindow * trainWindows;
    }

    /// <inheritdoc/>
    public override TrainedMethod Train(MethodTask task, IProgress<TrainingProgress> progress, CancellationToken cancellation) =>
        new TrainedRouted(DiTMoSTrainer.Train(task.Windows, task.Split, task.Recipe with { StrongModel = task.Strong }, progress, cancellation));

    /// <inheritdoc/>
    protected override TrainingOptions Recipe(ExperimentDataset dataset) => recipe(dataset);

    private static (NetworkSpec Selector, NetworkSpec Classifier) Specs(WindowSet windows, TrainingOptions recipe)
    {
        NetworkOptions shape = recipe.Networks;
        return (
            PublishedNetworks.Selector(windows.Channels, windows.Length, shape.SelectorOutputs(recipe.NumberOfClassifiers, windows.Classes), shape),
            PublishedNetworks.Classifier(windows.Channels, windows.Length, windows.Classes, shape));
    }
}
