using DiTMoS.Networks;
using System.Globalization;
using DiTMoS.Data;

namespace DiTMoS.Evaluation;

/// <summary>How well a model does on N labelled windows: the routed answer, the best answer that routing could have given, and how sure both figures are.</summary>
/// <remarks>M classifiers, K classes. All shares are in [0, 1].</remarks>
public sealed class EvaluationReport
{
    private const int CalibrationBins = 15;

    /// <summary>Windows, N.</summary>
    public required int Count { get; init; }

    /// <summary>Share of windows whose routed prediction is right.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The 95 % bootstrap interval of <see cref="Accuracy"/>.</summary>
    public required Interval AccuracyInterval { get; init; }

    /// <summary>The mean F1 over the classes that occur in the labels or among the routed predictions; other classes do not count.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>The 95 % bootstrap interval of <see cref="MacroF1"/>.</summary>
    public required Interval MacroF1Interval { get; init; }

    /// <summary>Share of windows that at least one classifier gets right: the upper bound of any selector.</summary>
    public required double UnionAccuracy { get; init; }

    /// <summary>The 95 % bootstrap interval of <see cref="UnionAccuracy"/>.</summary>
    public required Interval UnionAccuracyInterval { get; init; }

    /// <summary>Accuracy / union accuracy: how much of what the classifiers know the selector finds; 0 where the union is 0.</summary>
    public required double SelectorAccuracy { get; init; }

    /// <summary>The 95 % bootstrap interval of <see cref="SelectorAccuracy"/>.</summary>
    public required Interval SelectorAccuracyInterval { get; init; }

    /// <summary>At index c, the number of windows that exactly c classifiers get right; M + 1 values, their sum is N.</summary>
    public required int[] CorrectHistogram { get; init; }

    /// <summary>Share of the windows that is routed to each of the M classifiers; the sum is 1.</summary>
    public required double[] LoadPerClassifier { get; init; }

    /// <summary>Share of all windows that each of the M classifiers gets right when asked alone.</summary>
    public required double[] AccuracyPerClassifier { get; init; }

    /// <summary>Counts, shape (K, K), row-major: row = true class, column = routed prediction.</summary>
    public required int[] ConfusionMatrix { get; init; }

    /// <summary>The K classes one by one.</summary>
    public required IReadOnlyList<ClassMetrics> PerClass { get; init; }

    /// <summary>The mean of -ln p(true class) under softmax(routed logits / T), in nats.</summary>
    public required double NegativeLogLikelihood { get; init; }

    /// <summary>The mean distance between confidence and accuracy over 15 bins of equal width, each weighted by its windows, under softmax(routed logits / T).</summary>
    public required double ExpectedCalibrationError { get; init; }

    /// <summary>The temperature T of the two figures above.</summary>
    public required float Temperature { get; init; }

    /// <summary>What the bootstrap resampled: the number of groups where groups were given, else N. With a single one every interval has no width and says nothing.</summary>
    public required int ResampledUnits { get; init; }

    /// <summary>Evaluates a model's answers.</summary>
    /// <param name="scores">What the model says of N windows.</param>
    /// <param name="labels">The class of each window, in [0, K).</param>
    /// <param name="classNames">The K class names.</param>
    /// <param name="groups">For each window the subject or recording that it belongs to (equal numbers, same group), so that the bootstrap resamples whole groups; empty to resample windows.</param>
    /// <param name="temperature">The temperature of the calibration figures, above 0. Default 1.</param>
    /// <param name="seed">The seed of the bootstrap.</param>
    /// <param name="bootstrapSamples">Resamples per interval, at least 1. Default 1000.</param>
    /// <exception cref="RecordingException">There are no windows, or a label is outside [0, K).</exception>
    /// <exception cref="OptionException"><paramref name="temperature"/> or <paramref name="bootstrapSamples"/> is out of range.</exception>
    /// <exception cref="ArgumentException">Scores, labels, class names and groups are not of one length.</exception>
    /// <remarks>Intervals are percentiles of the bootstrap (Efron and Tibshirani, "An introduction to the bootstrap", 1993); expected calibration error as in Guo et al. (2017).</remarks>
    public static EvaluationReport From(
        RoutedScores scores,
        ReadOnlySpan<int> labels,
        IReadOnlyList<string> classNames,
        ReadOnlySpan<int> groups = default,
        float temperature = 1,
        int seed = 0,
        int bootstrapSamples = 1000)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(classNames);
        Check(scores, labels, classNames, groups, temperature, bootstrapSamples);

        int[] confusion = new int[scores.Classes * scores.Classes];
        int[] histogram = new int[scores.Classifiers + 1];
        int[] load = new int[scores.Classifiers];
        int[] rightAlone = new int[scores.Classifiers];
        int[] predicted = new int[scores.Count];
        bool[] inUnion = new bool[scores.Count];
        for (int n = 0; n < scores.Count; n++)
        {
            int right = 0;
            for (int m = 0; m < scores.Classifiers; m++)
            {
                if (scores.Predicted(n, m) == labels[n])
                {
                    rightAlone[m]++;
                    right++;
                }
            }

            int selected = scores.Selected(n);
            predicted[n] = scores.Predicted(n, selected);
            inUnion[n] = right > 0;
            load[selected]++;
            histogram[right]++;
            confusion[(labels[n] * scores.Classes) + predicted[n]]++;
        }

        var counts = new OutcomeCounts(scores.Classes);
        for (int n = 0; n < scores.Count; n++)
        {
            counts.Add(labels[n], predicted[n], inUnion[n]);
        }

        var bootstrap = new Bootstrap(labels, predicted, inUnion, groups, scores.Classes);
        BootstrapIntervals intervals = bootstrap.Run(seed, bootstrapSamples);
        (double nll, double ece) = Calibration(scores, labels, temperature);
        return new EvaluationReport
        {
            Count = scores.Count,
            Accuracy = counts.Accuracy,
            AccuracyInterval = intervals.Accuracy,
            MacroF1 = counts.MacroF1,
            MacroF1Interval = intervals.MacroF1,
            UnionAccuracy = counts.UnionAccuracy,
            UnionAccuracyInterval = intervals.UnionAccuracy,
            SelectorAccuracy = counts.SelectorAccuracy,
            SelectorAccuracyInterval = intervals.SelectorAccuracy,
            CorrectHistogram = histogram,
            LoadPerClassifier = Array.ConvertAll(load, c => (double)c / scores.Count),
            AccuracyPerClassifier = Array.ConvertAll(rightAlone, c => (double)c / scores.Count),
            ConfusionMatrix = confusion,
            PerClass = counts.PerClass(classNames),
            NegativeLogLikelihood = nll,
            ExpectedCalibrationError = ece,
            Temperature = temperature,
            ResampledUnits = bootstrap.Units,
        };
    }

    private static (double NegativeLogLikelihood, double ExpectedCalibrationError) Calibration(RoutedScores scores, ReadOnlySpan<int> labels, double temperature)
    {
        double nll = 0;
        Span<double> gaps = stackalloc double[CalibrationBins];     // per bin: sum of (right - confidence)
        gaps.Clear();
        for (int n = 0; n < scores.Count; n++)
        {
            int selected = scores.Selected(n);
            ReadOnlySpan<float> logits = scores.Logits(n, selected);
            int predicted = scores.Predicted(n, selected);
            double sum = 0;
            foreach (float logit in logits)
            {
                sum += Math.Exp(((double)logit - logits[predicted]) / temperature);
            }

            nll += Math.Log(sum) - (((double)logits[labels[n]] - logits[predicted]) / temperature);
            double confidence = 1 / sum;                            // in [1 / K, 1]
            int bin = Math.Clamp((int)Math.Ceiling(confidence * CalibrationBins) - 1, 0, CalibrationBins - 1);
            gaps[bin] += (predicted == labels[n] ? 1 : 0) - confidence;
        }

        double ece = 0;
        foreach (double gap in gaps)
        {
            ece += Math.Abs(gap);
        }

        return (nll / scores.Count, ece / scores.Count);
    }

    private static void Check(
        RoutedScores scores, ReadOnlySpan<int> labels, IReadOnlyList<string> classNames, ReadOnlySpan<int> groups, float temperature, int bootstrapSamples)
    {
        Require(labels.Length == scores.Count, nameof(labels), $"must be one per window: {scores.Count}. Got {labels.Length}.");
        Require(classNames.Count == scores.Classes, nameof(classNames), $"must be one per class: {scores.Classes}. Got {classNames.Count}.");
        Require(groups.IsEmpty || groups.Length == scores.Count, nameof(groups), $"must be empty or one per window: {scores.Count}. Got {groups.Length}.");
        Require(
            scores.RoutingLogits.Length == scores.Count * scores.Classifiers && scores.ClassifierLogits.Length == scores.Count * scores.Classifiers * scores.Classes,
            nameof(scores),
            "must have logits of shape (N, M) and (N, M, K).");
        if (scores.Count == 0)
        {
            throw new RecordingException("An evaluation needs at least one window. Got none: choose a split that leaves some for the test.");
        }

        if (!(temperature is > 0 and < float.PositiveInfinity))
        {
            throw new OptionException($"Temperature must be a finite number above 0. Got {temperature.ToString(CultureInfo.InvariantCulture)}.");
        }

        if (bootstrapSamples < 1)
        {
            throw new OptionException($"Bootstrap samples must be at least 1. Got {bootstrapSamples}.");
        }

        ClassLabels.Check(labels, scores.Classes);
    }

    private static void Require(bool condition, string argument, string rule)
    {
        if (!condition)
        {
            throw new ArgumentException($"'{argument}' {rule}", argument);
        }
    }
}
