using DiTMoS.Data;

namespace DiTMoS.Experiments.Datasets;

/// <summary>How the windows of a data set are split in each run: as <see cref="SplitOptions"/>, without the seed and the fold, which are the run's.</summary>
public sealed record DatasetSplit
{
    /// <summary>By what windows are kept together. Default <see cref="SplitKind.Subject"/>.</summary>
    public SplitKind Kind { get; init; } = SplitKind.Subject;

    /// <summary>The subjects to test, the same in every run; null for every fourth. Default null.</summary>
    public IReadOnlyList<string>? TestSubjects { get; init; }

    /// <summary>Run k tests fold k of so many, which are the same for every seed; with <see cref="SplitKind.Official"/>, of the official ones. Null where runs differ by their seed. Default null.</summary>
    public int? Folds { get; init; }

    /// <summary>Run k tests subject k alone. Default false.</summary>
    public bool LeaveOneOut { get; init; }

    /// <summary>As <see cref="SplitOptions.TestFraction"/>. Default 0.2.</summary>
    public double TestFraction { get; init; } = new SplitOptions().TestFraction;

    /// <summary>As <see cref="SplitOptions.ValidationFraction"/>. Default 0.2.</summary>
    public double ValidationFraction { get; init; } = new SplitOptions().ValidationFraction;

    /// <summary>Whether runs are folds: each tests other windows.</summary>
    internal bool IsFolded => Folds != null || LeaveOneOut;

    /// <summary>The split of one run. Folds are drawn by one seed for all runs, so that each window is tested in one of them.</summary>
    internal SplitOptions Of(int run)
    {
        bool drawsFolds = Folds != null && Kind != SplitKind.Official;
        return new SplitOptions
        {
            Kind = Kind,
            TestSubjects = TestSubjects,
            Folds = drawsFolds ? Folds : null,
            Fold = IsFolded ? run : 0,
            LeaveOneOut = LeaveOneOut,
            TestFraction = TestFraction,
            ValidationFraction = ValidationFraction,
            Seed = drawsFolds ? 0 : run,
        };
    }
}
