using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DiTMoS.Data;
using DiTMoS.Experiments.Datasets;
using DiTMoS.Networks;
using DiTMoS.Training;

namespace DiTMoS.Experiments.Methods;

/// <summary>One contestant of an experiment.</summary>
/// <param name="name">What it is called in commands, files and tables.</param>
/// <param name="title">What it is called for people.</param>
/// <param name="description">What it is, in words.</param>
internal abstract class ExperimentMethod(string name, string title, string description)
{
    private const int HashDigits = 12;

    /// <summary>What it is called in commands, files and tables.</summary>
    public string Name => name;

    /// <summary>What it is called for people.</summary>
    public string Title => title;

    /// <summary>What it is, in words.</summary>
    public string Description => description;

    /// <summary>Whether it has settings, and figures that change with the seed.</summary>
    public virtual bool IsTrained => true;

    /// <summary>Whether it is small enough to stand in our method's place, so that ours is compared with it.</summary>
    public bool IsRival { get; init; }

    /// <summary>Whether it has a selector.</summary>
    public virtual bool IsRouted => false;

    /// <summary>The training options on a data set: the method's own, then what a search chose, then what the variant changes.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="changes">What is changed, in this order.</param>
    public TrainingOptions Recipe(ExperimentDataset dataset, params ReadOnlySpan<ExperimentVariant> changes)
    {
        TrainingOptions recipe = Recipe(dataset);
        foreach (ExperimentVariant change in changes)
        {
            recipe = RecipeSettings.Scale(RecipeSettings.Apply(recipe, change.Settings), change.Scale);
        }

        return recipe;
    }

    /// <summary>Twelve digits that change with the method and its recipe: runs of another recipe do not count.</summary>
    public string RecipeHash(TrainingOptions recipe, bool equalFlash)
    {
        string text = $"{name}\n{(equalFlash ? "equal flash\n" : "")}{(RecipeJson(recipe) is { } json ? json.ToJsonString() : description)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashDigits];
    }

    /// <summary>All of the recipe that decides a run; null where nothing is trained.</summary>
    public virtual JsonObject? RecipeJson(TrainingOptions recipe) => RecipeSettings.Effective(recipe);

    /// <summary>The parameters of all networks, norms folded.</summary>
    public abstract long Parameters(WindowSet windows, TrainingOptions recipe);

    /// <summary>Multiplications of a whole training, roughly: what is longest starts first. The strong model's, where one is needed, is not among them.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="trainWindows">How many of them are learnt from.</param>
    /// <param name="recipe">The recipe.</param>
    public abstract double Cost(WindowSet windows, int trainWindows, TrainingOptions recipe);

    /// <summary>The recipe's strong model, which runs of one data set, split and recipe share; null where it needs none.</summary>
    public virtual StrongTraining? Strong(TrainingOptions recipe) => recipe.NeedsStrongModel ? new StrongTraining(recipe.Strong, recipe) : null;

    /// <summary>Trains. The test part is not read.</summary>
    /// <param name="task">Windows, split, recipe and, where it is needed, the strong model.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <param name="cancellation">Stops training.</param>
    public abstract TrainedMethod Train(MethodTask task, IProgress<TrainingProgress> progress, CancellationToken cancellation);

    /// <summary>The method's own training options on a data set.</summary>
    protected abstract TrainingOptions Recipe(ExperimentDataset dataset);

    /// <summary>The specification of the published strong model.</summary>
    protected static NetworkSpec StrongSpec(WindowSet windows) => PublishedNetworks.Strong(windows.Channels, windows.Length, windows.Classes);
}
