using DiTMoS.Experiments.Datasets;
using DiTMoS.Experiments.Methods;

namespace DiTMoS.Experiments.Running;

/// <summary>Which part of an experiment is wanted.</summary>
internal sealed record ExperimentFilter
{
    /// <summary>The data sets' names; null for all.</summary>
    public IReadOnlyList<string>? Datasets { get; init; }

    /// <summary>The methods' names; null for all.</summary>
    public IReadOnlyList<string>? Methods { get; init; }

    /// <summary>The first so many runs of each row; null for as many as the experiment says.</summary>
    public int? Seeds { get; init; }

    /// <summary>Whether a data set is wanted.</summary>
    public bool Takes(ExperimentDataset dataset) => Datasets?.Contains(dataset.Name) ?? true;

    /// <summary>Whether a method is wanted.</summary>
    public bool Takes(ExperimentMethod method) => Methods?.Contains(method.Name) ?? true;

    /// <summary>Refuses names that the experiment has not.</summary>
    /// <exception cref="OptionException">The experiment has no such data set or method, or there are less than 1 seeds.</exception>
    public void Check(ExperimentFile file)
    {
        Require("datasets", Datasets, file.Datasets.Select(dataset => dataset.Name));
        Require("methods", Methods, file.Methods);
        if (Seeds is < 1)
        {
            throw new OptionException($"Seeds must be at least 1. Got {Seeds}.");
        }
    }

    private static void Require(string what, IReadOnlyList<string>? names, IEnumerable<string> known)
    {
        if (names?.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new OptionException($"The experiment's {what} are {string.Join(", ", known)}. Got '{Data.Text.Shown(unknown)}'.");
        }
    }
}
