using DiTMoS.Data;

namespace DiTMoS.Training.Splitting;

/// <summary>Ways to split the training windows into one subset per classifier without looking at features; <see cref="KMeans"/> does look.</summary>
public static class DataSplitting
{
    /// <summary>Deals the windows out at random; sizes differ by one at most.</summary>
    /// <param name="n">Windows, N.</param>
    /// <param name="count">Number of subsets, in [2, N].</param>
    /// <param name="seed">The run's seed.</param>
    /// <returns>For each of the N windows, its subset, in [0, <paramref name="count"/>).</returns>
    /// <exception cref="OptionException"><paramref name="count"/> is outside [2, N].</exception>
    public static int[] RandomSubsets(int n, int count, int seed)
    {
        CheckCount(n, count);
        int[] order = Enumerable.Range(0, n).ToArray();
        new SeededRandom(seed, "random subsets").Shuffle<int>(order);
        int[] assignment = new int[n];
        for (int i = 0; i < n; i++)
        {
            assignment[order[i]] = i % count;
        }

        return assignment;
    }

    /// <summary>Deals whole classes to subsets so that the subsets' sizes balance; a class is cut only where there are more subsets than classes.</summary>
    /// <param name="labels">The class of each of the N windows, in [0, <paramref name="classes"/>).</param>
    /// <param name="classes">Number of classes, K.</param>
    /// <param name="count">Number of subsets, in [2, N].</param>
    /// <returns>For each of the N windows, its subset, in [0, <paramref name="count"/>); no subset is empty.</returns>
    /// <exception cref="OptionException"><paramref name="count"/> is outside [2, N].</exception>
    /// <exception cref="RecordingException">A label is outside [0, <paramref name="classes"/>).</exception>
    /// <remarks>
    /// The largest goes first, to the subset with the fewest windows so far (Graham, "Bounds on multiprocessing timing anomalies", 1969). A class is
    /// cut into runs of consecutive windows, which keeps most of a recording together.
    /// </remarks>
    public static int[] SubsetsByClass(ReadOnlySpan<int> labels, int classes, int count)
    {
        CheckCount(labels.Length, count);
        ClassLabels.Check(labels, classes);
        int[] sizes = new int[classes];
        foreach (int label in labels)
        {
            sizes[label]++;
        }

        int[] parts = CutClasses(sizes, count);
        int[][] subsetOfPart = DealParts(sizes, parts, count);

        int[] assignment = new int[labels.Length];
        int[] seen = new int[classes];
        for (int i = 0; i < labels.Length; i++)
        {
            int label = labels[i];
            long part = (long)seen[label]++ * parts[label] / sizes[label];
            assignment[i] = subsetOfPart[label][part];
        }

        return assignment;
    }

    internal static void CheckCount(int n, int count)
    {
        if (count < 2)
        {
            throw new OptionException($"The number of classifiers must be at least 2 for the training windows to be split among them. Got {count}: use 2 or more, or train a single network.");
        }

        if (count > n)
        {
            throw new OptionException(
                $"More classifiers than samples: {count} classifiers need at least {count} training windows, there are {n}. Use fewer classifiers, a smaller window step, or more recordings.");
        }
    }

    /// <summary>The number of parts of each class: one each (none for a class without windows), and further cuts of the largest part until every subset can have one.</summary>
    private static int[] CutClasses(int[] sizes, int count)
    {
        int[] parts = Array.ConvertAll(sizes, size => Math.Min(size, 1));
        for (int total = parts.Sum(); total < count; total++)
        {
            int largest = Array.FindIndex(parts, p => p > 0);
            for (int c = largest + 1; c < sizes.Length; c++)
            {
                if ((long)sizes[c] * parts[largest] > (long)sizes[largest] * parts[c])
                {
                    largest = c;
                }
            }

            parts[largest]++;
        }

        return parts;
    }

    private static int[][] DealParts(int[] sizes, int[] parts, int count)
    {
        var pieces = new List<(int Class, int Part, int Size)>();
        for (int c = 0; c < sizes.Length; c++)
        {
            for (int p = 0; p < parts[c]; p++)
            {
                pieces.Add((c, p, FirstOfPart(sizes[c], parts[c], p + 1) - FirstOfPart(sizes[c], parts[c], p)));
            }
        }

        int[] loads = new int[count];
        int[][] subsetOfPart = Array.ConvertAll(parts, p => new int[p]);
        foreach ((int c, int p, int size) in pieces.OrderByDescending(piece => piece.Size).ThenBy(piece => piece.Class).ThenBy(piece => piece.Part))
        {
            int lightest = Array.IndexOf(loads, loads.Min());
            loads[lightest] += size;
            subsetOfPart[c][p] = lightest;
        }

        return subsetOfPart;
    }

    /// <summary>The least s with s * parts / size, rounded down, equal to <paramref name="part"/>: where the part begins within its class.</summary>
    private static int FirstOfPart(int size, int parts, int part) => (int)((((long)part * size) + parts - 1) / parts);
}
