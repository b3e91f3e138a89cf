using DiTMoS.Data;
using DiTMoS.Experiments.Records;
using DiTMoS.Kernels;
using DiTMoS.Networks;

namespace DiTMoS.Experiments.Running;

/// <summary>Chooses a few windows for each classifier, by the rule of <see cref="RunExample"/>.</summary>
internal static class ExampleWindows
{
    /// <summary>The examples, classifier by classifier.</summary>
    /// <param name="windows">The test windows.</param>
    /// <param name="scores">What the model says of them.</param>
    /// <param name="temperature">What the logits are divided by.</param>
    public static IReadOnlyList<RunExample> Of(WindowSet windows, RoutedScores scores, float temperature)
    {
        RunExample[] all = [.. Enumerable.Range(0, scores.Count).Select(n => Describe(windows, scores, n, temperature))];
        var examples = new List<RunExample>();
        for (int classifier = 0; classifier < scores.Classifiers; classifier++)
        {
            RunExample[] right = [.. all.Where(example => example.Classifier == classifier && example.PredictedClass == example.TrueClass)];
            IEnumerable<RunExample> wrong = all.Where(example => example.Classifier == classifier && example.PredictedClass != example.TrueClass);
            RunExample? surest = right.MaxBy(example => example.Confidence);
            RunExample? doubtful = right.Length > 1 ? right.MinBy(example => example.Confidence) : null;
            examples.AddRange(new[] { surest, doubtful, wrong.MaxBy(example => example.Confidence) }.OfType<RunExample>());
        }

        return [.. examples.Select(example => example with { Values = ValuesOf(windows, Array.IndexOf(all, example)) })];
    }

    private static RunExample Describe(WindowSet windows, RoutedScores scores, int n, float temperature)
    {
        int classifier = scores.Selected(n);
        float[] logits = Array.ConvertAll(scores.Logits(n, classifier).ToArray(), logit => logit / temperature);
        float[] probabilities = new float[logits.Length];
        SoftmaxLosses.Softmax(logits, probabilities);
        int predicted = scores.Predicted(n, classifier);
        return new RunExample { Classifier = classifier, TrueClass = windows.Labels[n], PredictedClass = predicted, Confidence = probabilities[predicted], Values = [] };
    }

    private static float[][] ValuesOf(WindowSet windows, int n) => [.. windows.Window(n).ToArray().Chunk(windows.Length)];
}
