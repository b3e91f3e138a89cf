namespace DiTMoS.Streaming;

/// <summary>What windows that follow each other make of one another.</summary>
public enum SmoothingKind
{
    /// <summary>Nothing: each window stands alone, its scores are the model's probabilities.</summary>
    None,

    /// <summary>The scores are the shares of the classes among the last k windows; of equal ones the newest window's class is taken.</summary>
    Majority,

    /// <summary>The scores are an exponential average of the model's probabilities: s + w (p - s), from the first window's p on.</summary>
    Average,
}
