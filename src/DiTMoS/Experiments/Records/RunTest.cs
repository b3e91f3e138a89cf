namespace DiTMoS.Experiments.Records;

/// <summary>The figures of one run on the test part, which is read once, after all training.</summary>
public sealed record RunTest
{
    /// <summary>Share of the windows whose one prediction is right.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Mean F1 of the classes.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>Share that some classifier gets right; null where there is one network.</summary>
    public double? UnionAccuracy { get; init; }

    /// <summary>Accuracy over union accuracy; null without a selector.</summary>
    public double? SelectorAccuracy { get; init; }

    /// <summary>95 % bootstrap intervals.</summary>
    public required RunIntervals Intervals { get; init; }

    /// <summary>Counts, K rows of K: row = true class, column = prediction.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    /// <summary>At index c, the windows that exactly c classifiers get right, N + 1 counts; null where there is one network.</summary>
    public IReadOnlyList<int>? CorrectHistogram { get; init; }

    /// <summary>Share of the windows that each classifier is given, N shares; null without a selector.</summary>
    public IReadOnlyList<double>? LoadPerClassifier { get; init; }

    /// <summary>Share of all windows that each classifier gets right when asked alone, N shares; null where there is one network.</summary>
    public IReadOnlyList<double>? AccuracyPerClassifier { get; init; }

    /// <summary>For each true class, the windows that each classifier is given, K rows of N counts; null without a selector.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? RoutesPerClass { get; init; }

    /// <summary>A bit for each test window in the order of the split, set where the prediction is right; the lowest bit of a byte comes first. Base64 in the file.</summary>
    public required byte[] CorrectWindows { get; init; }

    /// <summary>A byte for each test window, the classifier that it was given; null without a selector. Base64 in the file.</summary>
    public byte[]? RoutedTo { get; init; }

    /// <summary>The same windows group by group, in the order of their first window; null where nothing groups them.</summary>
    public IReadOnlyList<RunGroup>? Groups { get; init; }

    /// <summary>Twelve hexadecimal digits of the test windows and their labels in their order: only runs of the same digits can be compared window by window. Null where it is not told.</summary>
    public string? WindowsHash { get; init; }
}
