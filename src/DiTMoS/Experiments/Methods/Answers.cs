using DiTMoS.Networks;

namespace DiTMoS.Experiments.Methods;

/// <summary>What a method without a selector says, in the form of what one with a selector says.</summary>
internal static class Answers
{
    /// <summary>The answers of one network.</summary>
    /// <param name="logits">Shape (count, classes).</param>
    /// <param name="count">Windows.</param>
    /// <param name="classes">Classes.</param>
    public static RoutedScores Of(float[] logits, int count, int classes) => new()
    {
        Count = count,
        Classifiers = 1,
        Classes = classes,
        RoutingLogits = new float[count],
        ClassifierLogits = logits,
    };
}
