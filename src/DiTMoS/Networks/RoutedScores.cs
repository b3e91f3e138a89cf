namespace DiTMoS.Networks;

/// <summary>What a model says of N windows: the route, and what every classifier would have answered.</summary>
/// <remarks>M classifiers, K classes. A model with one network has M = 1.</remarks>
public sealed class RoutedScores
{
    /// <summary>Windows, N.</summary>
    public required int Count { get; init; }

    /// <summary>Classifiers, M.</summary>
    public required int Classifiers { get; init; }

    /// <summary>Classes, K.</summary>
    public required int Classes { get; init; }

    /// <summary>The selector's routing logits, shape (N, M).</summary>
    public required float[] RoutingLogits { get; init; }

    /// <summary>The logits of every classifier, the shared base already added, shape (N, M, K).</summary>
    public required float[] ClassifierLogits { get; init; }

    /// <summary>The classifier that the selector chose for window <paramref name="index"/>.</summary>
    public int Selected(int index) => Networks.Logits.IndexOfMaximum(RoutingLogits.AsSpan(index * Classifiers, Classifiers));

    /// <summary>The logits of one classifier for one window, shape (K).</summary>
    public ReadOnlySpan<float> Logits(int index, int classifier) => ClassifierLogits.AsSpan(((index * Classifiers) + classifier) * Classes, Classes);

    /// <summary>The class that one classifier predicts for one window.</summary>
    public int Predicted(int index, int classifier) => Networks.Logits.IndexOfMaximum(Logits(index, classifier));

    /// <summary>The routed prediction: the class that the chosen classifier predicts.</summary>
    public int Predicted(int index) => Predicted(index, Selected(index));
}
