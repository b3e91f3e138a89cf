using DiTMoS.Networks;

namespace Microsoft.ML.DiTMoS.Saving;

/// <summary>The JSON of a stage.</summary>
internal sealed record StageDocument
{
    /// <summary>The version that this package writes, and the newest that it reads.</summary>
    public const int Newest = 1;

    public required int Format { get; init; }

    public required string FeatureColumnName { get; init; }

    public required string LabelColumnName { get; init; }

    /// <summary>The names of the added columns, in the order of <see cref="Scoring.ScoreColumn"/>; a split has one.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    public bool ClassifierScores { get; init; }

    /// <summary>Whether the stage adds the column of this name; the chain that it is saved as does not.</summary>
    public bool IsCoveredByUnion { get; init; }

    public string KeyType { get; init; } = "";

    /// <summary>Whether the model is one to compare with; null for no.</summary>
    public bool? IsBaseline { get; init; }

    /// <summary>The model file of a stage that gives a model.</summary>
    public byte[]? Model { get; init; }

    /// <summary>The strong model of a split, where it has one.</summary>
    public byte[]? Strong { get; init; }

    /// <summary>Classifiers of a split; 0 for a model.</summary>
    public int Classifiers { get; init; }

    /// <summary>Values per window of a split.</summary>
    public int WindowLength { get; init; }

    /// <summary>16 bytes for each window of a split that has a subset.</summary>
    public byte[]? Windows { get; init; }

    /// <summary>The subsets of those windows.</summary>
    public IReadOnlyList<int>? Subsets { get; init; }

    public IReadOnlyList<EpochRecord>? Epochs { get; init; }
}
