using System.Globalization;
using DiTMoS.Kernels;

namespace DiTMoS.Training.Splitting;

/// <summary>k-means clustering: the diverse split of the training data, one subset per classifier.</summary>
/// <remarks>
/// Lloyd's iterations from greedy k-means++ starts (Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding",
/// 2007). Same seed, same result, whatever the number of threads and the width of the processor's vectors.
/// </remarks>
public static class KMeans
{
    /// <summary>Clusters the rows into <paramref name="count"/> subsets, none of them empty.</summary>
    /// <param name="values">The rows, shape (N, F), row-major; finite, at most 1e15 in magnitude.</param>
    /// <param name="features">Values per row, F, at least 1.</param>
    /// <param name="count">Number of subsets, k, in [2, N].</param>
    /// <param name="options">How to search; null for the defaults.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="threads">The most runs at the same time, at least 1; it changes the time taken, never the result.</param>
    /// <param name="cancellationToken">Ends the search between iterations.</param>
    /// <returns>The run with the least inertia, the earliest of equals, its small subsets filled up where <see cref="KMeansOptions.MinimumSubset"/> asks for it.</returns>
    /// <exception cref="OptionException">There are fewer rows than the subsets need, <paramref name="count"/> is below 2, an option is out of range, or a value cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static KMeansResult Cluster(
        ReadOnlySpan<float> values, int features, int count, KMeansOptions? options, int seed, int threads = 1, CancellationToken cancellationToken = default)
    {
        options ??= new KMeansOptions();
        options.Check();
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length % features, 0, nameof(values));
        int n = values.Length / features;
        DataSplitting.CheckCount(n, count);
        CheckMinimum(n, count, options.MinimumSubset);
        CheckValues(values, features);

        var rows = new PaddedRows(values, features);
        double tolerance = options.Tolerance * MeanVariance(values, features);
        KMeansRun? best = null;
        int bestRestart = -1;
        var gate = new Lock();
        Parallel.For(
            0,
            options.Restarts,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken },
            restart =>
            {
                var run = new KMeansRun(rows, count);
                run.ChooseCentres(new SeededRandom(seed, "k-means", restart));
                run.Iterate(options.MaximumIterations, tolerance, cancellationToken);
                lock (gate)
                {
                    if (best is null || run.Inertia < best.Inertia || (run.Inertia == best.Inertia && restart < bestRestart))
                    {
                        best = run;
                        bestRestart = restart;
                    }
                }
            });

        best!.FillSmallSubsets(Math.Max(1, options.MinimumSubset));
        return best.ToResult();
    }

    private static void CheckMinimum(int n, int count, int minimum)
    {
        if ((long)minimum * count > n)
        {
            throw new OptionException(
                $"{nameof(KMeansOptions)}.{nameof(KMeansOptions.MinimumSubset)}: {count} subsets of at least {minimum} windows need {(long)minimum * count} windows. Got {n}: " +
                $"use at most {n / count}, fewer classifiers, or more recordings.");
        }
    }

    private static void CheckValues(ReadOnlySpan<float> values, int features)
    {
        int bad = PaddedRows.IndexOfUnusable(values);
        if (bad >= 0)
        {
            throw new OptionException(
                $"Features to cluster must be finite and at most {PaddedRows.LargestMagnitude.ToString(CultureInfo.InvariantCulture)} in magnitude. " +
                $"Row {bad / features}, feature {bad % features} is {values[bad].ToString(CultureInfo.InvariantCulture)}: " +
                "the network that computed them has diverged; train it with a lower learning rate, or check the recordings for gaps.");
        }
    }

    private static double MeanVariance(ReadOnlySpan<float> values, int features)
    {
        int n = values.Length / features;
        double sum = 0;
        for (int f = 0; f < features; f++)
        {
            double mean = 0;
            for (int i = f; i < values.Length; i += features)
            {
                mean += values[i];
            }

            mean /= n;
            for (int i = f; i < values.Length; i += features)
            {
                sum += (values[i] - mean) * (values[i] - mean);
            }
        }

        return sum / n / features;
    }
}
