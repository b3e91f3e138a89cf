using DiTMoS.Data;
using DiTMoS.Networks;

namespace DiTMoS.Training.Calibration;

/// <summary>Finds the temperature at which softmax(logits / T) says how sure the model may be.</summary>
/// <remarks>
/// Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks" (2017). One pseudo-window is added, with the average window's logits and
/// a label that is spread evenly over the classes: where every validation window is right, the likelihood alone would call for boundless confidence,
/// although N windows cannot show an error rate far below 1 / N.
/// </remarks>
public static class TemperatureScaling
{
    /// <summary>The lowest temperature that is tried; the answer where the logits of right rows are all closer together than that.</summary>
    public const float Minimum = 0.01f;

    /// <summary>The highest temperature that is tried; the answer where the logits say nothing of the labels, or the opposite.</summary>
    public const float Maximum = 100f;

    private const int MeanSteps = 40;
    private const double GoldenSection = 0.6180339887498949;

    /// <summary>The temperature in [<see cref="Minimum"/>, <see cref="Maximum"/>] with the least negative log-likelihood of all windows and the pseudo-window.</summary>
    /// <param name="logits">The logits of validation windows, shape (N, K), row-major.</param>
    /// <param name="labels">The class of each of the N windows, in [0, K).</param>
    /// <param name="classes">Number of classes, K, at least 1.</param>
    /// <returns>T; 1 where there are no rows, or where no temperature differs from another because every row's logits are all equal.</returns>
    /// <exception cref="RecordingException">A label is outside [0, K).</exception>
    /// <exception cref="OptionException">A logit is not finite.</exception>
    /// <remarks>The log-likelihood is concave in 1 / T, so its slope changes sign once: a bisection over log T finds where, to 1e-12.</remarks>
    public static float Fit(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(logits.Length, labels.Length * classes, nameof(logits));
        ClassLabels.Check(labels, classes);
        CheckFinite(logits, classes);

        double low = Math.Log(Minimum);
        double high = Math.Log(Maximum);
        double slopeAtLow = Slope(logits, labels, classes, Minimum);
        double slopeAtHigh = Slope(logits, labels, classes, Maximum);
        if (slopeAtLow == 0 && slopeAtHigh == 0 && IsFlat(logits, classes))
        {
            return 1;
        }

        if (slopeAtLow <= 0)
        {
            return Minimum;
        }

        if (slopeAtHigh >= 0)
        {
            return Maximum;
        }

        while (high - low > 1e-12)
        {
            double middle = (low + high) / 2;
            if (Slope(logits, labels, classes, Math.Exp(middle)) > 0)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (float)Math.Exp((low + high) / 2);
    }

    /// <summary>The temperature of the routed answers; see <see cref="Fit(ReadOnlySpan{float}, ReadOnlySpan{int}, int)"/>.</summary>
    internal static float Fit(RoutedScores scores, ReadOnlySpan<int> labels)
    {
        var routed = new float[scores.Count * scores.Classes];
        for (int i = 0; i < scores.Count; i++)
        {
            scores.Logits(i, scores.Selected(i)).CopyTo(routed.AsSpan(i * scores.Classes));
        }

        return Fit(routed, labels, scores.Classes);
    }

    /// <summary>The temperature that divides each member's logits before their probabilities are averaged: the one under which the mean is most likely.</summary>
    /// <param name="members">Each member's logits of the N validation windows, shape (N, K).</param>
    /// <param name="labels">The class of each of the N windows, in [0, K).</param>
    /// <param name="classes">Number of classes, K.</param>
    /// <remarks>With the same pseudo-window. The likelihood of a mean is not concave: the best of 41 temperatures, refined between its neighbours by golden sections.</remarks>
    internal static float FitMean(float[][] members, ReadOnlySpan<int> labels, int classes)
    {
        if (members.Length == 1 || labels.Length == 0)
        {
            return Fit(members[0], labels, classes);
        }

        foreach (float[] logits in members)
        {
            CheckFinite(logits, classes);
        }

        double low = Math.Log(Minimum);
        double step = (Math.Log(Maximum) - low) / MeanSteps;
        int best = 0;
        double least = double.PositiveInfinity;
        for (int i = 0; i <= MeanSteps; i++)
        {
            double cost = Cost(members, labels, classes, Math.Exp(low + (i * step)));
            (best, least) = cost < least ? (i, cost) : (best, least);
        }

        double from = low + (Math.Max(0, best - 1) * step);
        double to = low + (Math.Min(MeanSteps, best + 1) * step);
        while (to - from > 1e-6)
        {
            double first = to - (GoldenSection * (to - from));
            double second = from + (GoldenSection * (to - from));
            (from, to) = Cost(members, labels, classes, Math.Exp(first)) <= Cost(members, labels, classes, Math.Exp(second)) ? (from, second) : (first, to);
        }

        return (float)Math.Exp((from + to) / 2);
    }

    private static double Cost(float[][] members, ReadOnlySpan<int> labels, int classes, double temperature)
    {
        var mean = new ProbabilityMean(members.Length, classes, temperature);
        double cost = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            for (int m = 0; m < members.Length; m++)
            {
                members[m].AsSpan(n * classes, classes).CopyTo(mean.Logits(m));
            }

            mean.Prepare();
            double spread = 0;
            for (int k = 0; k < classes; k++)
            {
                spread += mean.LogProbability(k) / classes;
            }

            cost -= mean.LogProbability(labels[n]) + (spread / labels.Length);
        }

        return cost;
    }

    /// <summary>The derivative of the summed negative log-likelihood, that of the pseudo-window with it, by 1 / T: positive where a higher T is better.</summary>
    private static double Slope(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, int classes, double temperature)
    {
        double slope = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            ReadOnlySpan<float> row = logits.Slice(n * classes, classes);
            double maximum = Largest(row);
            double sum = 0;
            double weighted = 0;
            double mean = 0;
            foreach (float logit in row)
            {
                double z = logit - maximum;
                double e = Math.Exp(z / temperature);
                sum += e;
                weighted += e * z;
                mean += z / classes;
            }

            double expected = weighted / sum;
            slope += expected - (row[labels[n]] - maximum) + ((expected - mean) / labels.Length);
        }

        return slope;
    }

    private static bool IsFlat(ReadOnlySpan<float> logits, int classes)
    {
        for (int i = 0; i < logits.Length; i++)
        {
            if (logits[i] != logits[i - (i % classes)])
            {
                return false;
            }
        }

        return true;
    }

    private static float Largest(ReadOnlySpan<float> row)
    {
        float largest = row[0];
        foreach (float value in row)
        {
            largest = Math.Max(largest, value);
        }

        return largest;
    }

    private static void CheckFinite(ReadOnlySpan<float> logits, int classes)
    {
        for (int i = 0; i < logits.Length; i++)
        {
            if (!float.IsFinite(logits[i]))
            {
                throw new OptionException($"Logits to calibrate must be finite. Window {i / classes}, class {i % classes} is not: training has diverged; lower the learning rate.");
            }
        }
    }
}
