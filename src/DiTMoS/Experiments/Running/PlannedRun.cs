using DiTMoS.Data;
using DiTMoS.Experiments.Datasets;
using DiTMoS.Experiments.Methods;
using DiTMoS.Training;

namespace DiTMoS.Experiments.Running;

/// <summary>A run that an experiment asks for, with all that decides it.</summary>
internal sealed record PlannedRun
{
    /// <summary>The data set.</summary>
    public required ExperimentDataset Dataset { get; init; }

    /// <summary>The method.</summary>
    public required ExperimentMethod Method { get; init; }

    /// <summary>What is changed of its recipe.</summary>
    public required ExperimentVariant Variant { get; init; }

    /// <summary>Which run of its row, from 0, and the seed of all training.</summary>
    public required int Run { get; init; }

    /// <summary>All windows.</summary>
    public required WindowSet Windows { get; init; }

    /// <summary>Who is trained on, who selects, who is tested.</summary>
    public required DataSplit Split { get; init; }

    /// <summary>The recipe, with the run's seed and one thread.</summary>
    public required TrainingOptions Recipe { get; init; }

    /// <summary>Twelve digits that change with the recipe.</summary>
    public required string RecipeHash { get; init; }

    /// <summary>The content address.</summary>
    public required string Key { get; init; }

    /// <summary>Why the run cannot be made, such as a shape that the windows cannot have; null where it can.</summary>
    public string? Problem { get; init; }

    /// <summary>Multiplications of the training, roughly, without the strong model's.</summary>
    public required double Cost { get; init; }

    /// <summary>The strong model that is needed; null for none.</summary>
    public StrongTraining? Strong { get; init; }

    /// <summary>The strong model's content address; null for none.</summary>
    public string? StrongKey { get; init; }

    /// <summary>Multiplications of the strong model's training, roughly; 0 for none.</summary>
    public double StrongCost { get; init; }

    /// <summary>Whether figures are read on the validation part.</summary>
    public bool ReadsValidation { get; init; }

    /// <summary>The windows that figures are read on.</summary>
    public int[] ReadRows => ReadsValidation ? Split.Validation : Split.Test;
}
