namespace DiTMoS.Experiments.Records;

/// <summary>A window of the test part and what became of it.</summary>
/// <remarks>
/// Of the windows that a classifier is given: the one that it is surest of and right, the right one that it is least sure of, and the wrong
/// one that it is surest of, as far as there are such; of equally sure ones the first of the test part.
/// </remarks>
public sealed record RunExample
{
    /// <summary>The classifier that the window was given to.</summary>
    public required int Classifier { get; init; }

    /// <summary>The window's class.</summary>
    public required int TrueClass { get; init; }

    /// <summary>The class that was predicted.</summary>
    public required int PredictedClass { get; init; }

    /// <summary>The prediction's probability.</summary>
    public required double Confidence { get; init; }

    /// <summary>The window in the recording's own unit, C rows of L samples.</summary>
    public required IReadOnlyList<IReadOnlyList<float>> Values { get; init; }
}
