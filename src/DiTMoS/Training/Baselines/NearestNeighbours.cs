using System.Globalization;
using System.Runtime.Intrinsics;
using DiTMoS.Data;
using DiTMoS.Kernels;

namespace DiTMoS.Training.Baselines;

/// <summary>The k-nearest-neighbours baseline: no training, the training windows are the model.</summary>
public static class NearestNeighbours
{
    private const int QueriesPerBlock = 24;                     // a block stays in the second-level cache while all training rows pass by

    /// <summary>Predicts the class of each query by the vote of its k nearest training windows (Euclid); a tie goes to the class whose nearest window is nearest.</summary>
    /// <param name="train">Training windows, shape (N, F), row-major; finite, at most 1e15 in magnitude.</param>
    /// <param name="labels">The class of each of the N training windows, in [0, <paramref name="classes"/>).</param>
    /// <param name="queries">Windows to classify, shape (Q, F), as <paramref name="train"/>.</param>
    /// <param name="features">Values per window, F, at least 1.</param>
    /// <param name="k">Neighbours that vote, in [1, N].</param>
    /// <param name="classes">Number of classes, K.</param>
    /// <param name="threads">The most threads to use, at least 1; it changes the time taken, never the result.</param>
    /// <returns>The predicted class of each of the Q queries.</returns>
    /// <exception cref="OptionException"><paramref name="k"/> is outside [1, N].</exception>
    /// <exception cref="RecordingException">A label is outside [0, <paramref name="classes"/>), or a value cannot be used.</exception>
    /// <remarks>Of two training windows at the same distance the first is taken as the nearer.</remarks>
    public static int[] Predict(ReadOnlyMemory<float> train, int[] labels, ReadOnlyMemory<float> queries, int features, int k, int classes, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(train.Length, labels.Length * features, nameof(train));
        ArgumentOutOfRangeException.ThrowIfNotEqual(queries.Length % features, 0, nameof(queries));
        if (k < 1 || k > labels.Length)
        {
            throw new OptionException($"The number of neighbours must be in [1, {labels.Length}], the number of training windows. Got {k}.");
        }

        ClassLabels.Check(labels, classes);
        CheckValues(train.Span, features, "Training");
        CheckValues(queries.Span, features, "Query");

        var trainRows = new PaddedRows(train.Span, features);
        var queryRows = new PaddedRows(queries.Span, features);
        int[] predicted = new int[queryRows.Count];
        int blocks = (queryRows.Count + QueriesPerBlock - 1) / QueriesPerBlock;
        Parallel.For(
            0,
            blocks,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            block =>
            {
                int first = block * QueriesPerBlock;
                PredictBlock(trainRows, labels, queryRows, first, predicted.AsSpan(first, Math.Min(QueriesPerBlock, predicted.Length - first)), k, classes);
            });
        return predicted;
    }

    private static void PredictBlock(PaddedRows train, int[] labels, PaddedRows queries, int first, Span<int> predicted, int k, int classes)
    {
        int count = predicted.Length;
        ReadOnlySpan<Vector256<float>> block = queries.Values.AsSpan(first * queries.Stride, count * queries.Stride);
        Span<float> distances = stackalloc float[QueriesPerBlock];
        distances = distances[..count];
        float[] nearest = new float[count * k];                 // (count, k), ascending in each row
        int[] neighbours = new int[count * k];
        Array.Fill(nearest, float.PositiveInfinity);

        for (int n = 0; n < train.Count; n++)
        {
            SquaredDistance.ToRows(train.Row(n), block, distances);
            for (int q = 0; q < count; q++)
            {
                if (distances[q] < nearest[(q * k) + k - 1])
                {
                    Insert(nearest.AsSpan(q * k, k), neighbours.AsSpan(q * k, k), distances[q], n);
                }
            }
        }

        int[] votes = new int[classes];
        for (int q = 0; q < count; q++)
        {
            predicted[q] = Vote(neighbours.AsSpan(q * k, k), labels, votes);
        }
    }

    private static void Insert(Span<float> nearest, Span<int> neighbours, float distance, int index)
    {
        int at = nearest.Length - 1;
        for (; at > 0 && distance < nearest[at - 1]; at--)
        {
            nearest[at] = nearest[at - 1];
            neighbours[at] = neighbours[at - 1];
        }

        nearest[at] = distance;
        neighbours[at] = index;
    }

    private static int Vote(ReadOnlySpan<int> neighbours, int[] labels, int[] votes)
    {
        Array.Clear(votes);
        int most = 0;
        foreach (int n in neighbours)
        {
            most = Math.Max(most, ++votes[labels[n]]);
        }

        foreach (int n in neighbours)                           // nearest first
        {
            if (votes[labels[n]] == most)
            {
                return labels[n];
            }
        }

        return labels[neighbours[0]];
    }

    private static void CheckValues(ReadOnlySpan<float> values, int features, string kind)
    {
        int bad = PaddedRows.IndexOfUnusable(values);
        if (bad >= 0)
        {
            throw new RecordingException(
                $"{kind} windows must be finite and at most {PaddedRows.LargestMagnitude.ToString(CultureInfo.InvariantCulture)} in magnitude. " +
                $"Window {bad / features}, value {bad % features} is {values[bad].ToString(CultureInfo.InvariantCulture)}: fill or cut the gaps in the recordings first.");
        }
    }
}
