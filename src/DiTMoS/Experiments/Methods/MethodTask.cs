using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Training;

namespace DiTMoS.Experiments.Methods;

/// <summary>What one run trains on.</summary>
internal sealed record MethodTask
{
    /// <summary>All windows.</summary>
    public required WindowSet Windows { get; init; }

    /// <summary>Who is trained on, and who selects.</summary>
    public required DataSplit Split { get; init; }

    /// <summary>The recipe, with the run's seed and one thread.</summary>
    public required TrainingOptions Recipe { get; init; }

    /// <summary>The strong model that the method asked for; null where it asked for none.</summary>
    public NetworkFile? Strong { get; init; }
}
