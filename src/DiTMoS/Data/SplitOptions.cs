namespace DiTMoS.Data;

/// <summary>Which windows <see cref="DataSplitter"/> trains on, validates on and tests.</summary>
public sealed record SplitOptions
{
    /// <summary>By what windows are kept together. Default <see cref="SplitKind.Subject"/>.</summary>
    public SplitKind Kind { get; init; } = SplitKind.Subject;

    /// <summary>The names of the subjects to test; only with <see cref="SplitKind.Subject"/>. Default null.</summary>
    public IReadOnlyList<string>? TestSubjects { get; init; }

    /// <summary>Splits into this many folds, at least 2, of which <see cref="Fold"/> is tested; null for a single split. Default null.</summary>
    public int? Folds { get; init; }

    /// <summary>Which fold is tested, from 0, with <see cref="Folds"/>, <see cref="LeaveOneOut"/> or <see cref="SplitKind.Official"/>. Default 0.</summary>
    public int Fold { get; init; }

    /// <summary>Makes each subject a fold, in natural order of their names; only with <see cref="SplitKind.Subject"/>. Default false.</summary>
    public bool LeaveOneOut { get; init; }

    /// <summary>The part of the windows to test, in (0, 1), for a single <see cref="SplitKind.Random"/> or <see cref="SplitKind.Trial"/> split. Default 0.2.</summary>
    public double TestFraction { get; init; } = 0.2;

    /// <summary>The part of the windows not tested that is held back for validation, in [0, 1); 0 for none. Default 0.2.</summary>
    public double ValidationFraction { get; init; } = 0.2;

    /// <summary>The seed of all random choices. Default 0.</summary>
    public int Seed { get; init; }
}
