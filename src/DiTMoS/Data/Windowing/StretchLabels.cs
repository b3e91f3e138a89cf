namespace DiTMoS.Data.Windowing;

/// <summary>The labelled stretches of one recording, asked by sample.</summary>
/// <param name="stretches">In rising order and apart from each other.</param>
internal sealed class StretchLabels(IReadOnlyList<LabelledStretch> stretches)
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>The class of some samples; null where the rule finds none.</summary>
    /// <param name="start">The first sample.</param>
    /// <param name="count">How many samples, at least 1.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="threshold">The share that the class of the most samples must have.</param>
    public string? Of(int start, int count, LabelRule rule, double threshold) => rule switch
    {
        LabelRule.Majority => Majority(start, count, threshold),
        LabelRule.Last => At(start + count - 1),
        LabelRule.Centre => At(start + (count / 2)),
        _ => At(start),
    };

    /// <summary>The parts of some samples that are of one class, and those of none between them, in order.</summary>
    public IEnumerable<(int Start, int Count, string? ClassName)> PartsOf(int start, int count)
    {
        int at = start;
        int end = start + count;
        for (int i = FirstEndingAfter(start); i < stretches.Count && stretches[i].Start < end; i++)
        {
            LabelledStretch stretch = stretches[i];
            int from = Math.Max(stretch.Start, at);
            int to = Math.Min(stretch.Start + stretch.Length, end);
            if (from > at)
            {
                yield return (at, from - at, null);
            }

            yield return (from, to - from, stretch.ClassName);
            at = to;
        }

        if (at < end)
        {
            yield return (at, end - at, null);
        }
    }

    private string? At(int sample)
    {
        int i = FirstEndingAfter(sample);
        return i < stretches.Count && stretches[i].Start <= sample ? stretches[i].ClassName : null;
    }

    private string? Majority(int start, int count, double threshold)
    {
        _counts.Clear();
        int end = start + count;
        string? best = null;
        for (int i = FirstEndingAfter(start); i < stretches.Count && stretches[i].Start < end; i++)
        {
            LabelledStretch stretch = stretches[i];
            int covered = Math.Min(stretch.Start + stretch.Length, end) - Math.Max(stretch.Start, start);
            _counts[stretch.ClassName] = _counts.GetValueOrDefault(stretch.ClassName) + covered;
        }

        foreach ((string name, int covered) in _counts)                // in the order of first appearance: nothing was removed
        {
            best = best is null || covered > _counts[best] ? name : best;
        }

        return best is not null && _counts[best] >= threshold * count ? best : null;
    }

    private int FirstEndingAfter(int sample)
    {
        int low = 0;
        int high = stretches.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (stretches[middle].Start + stretches[middle].Length <= sample)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
