namespace DiTMoS.Evaluation;

/// <summary>The percentile bootstrap over groups of windows; a window by itself is a group of one.</summary>
/// <remarks>Windows are laid out group by group once, so that a resample is one pass over about N small records.</remarks>
internal sealed class Bootstrap
{
    private readonly int _classes;
    private readonly int[] _first;                              // group g holds outcomes [_first[g], _first[g + 1])
    private readonly (int Label, int Predicted, bool InUnion)[] _outcomes;

    public Bootstrap(ReadOnlySpan<int> labels, ReadOnlySpan<int> predicted, ReadOnlySpan<bool> inUnion, ReadOnlySpan<int> groups, int classes)
    {
        _classes = classes;
        int[] units = Number(groups, labels.Length, out int count);
        Units = count;
        _first = new int[count + 1];
        foreach (int unit in units)
        {
            _first[unit + 1]++;
        }

        for (int g = 0; g < count; g++)
        {
            _first[g + 1] += _first[g];
        }

        int[] next = _first[..^1];
        _outcomes = new (int, int, bool)[labels.Length];
        for (int n = 0; n < labels.Length; n++)
        {
            _outcomes[next[units[n]]++] = (labels[n], predicted[n], inUnion[n]);
        }
    }

    /// <summary>The number of groups.</summary>
    public int Units { get; }

    public BootstrapIntervals Run(int seed, int samples)
    {
        var random = new SeededRandom(seed, "bootstrap");
        var counts = new OutcomeCounts(_classes);
        double[] accuracy = new double[samples];
        double[] macroF1 = new double[samples];
        double[] union = new double[samples];
        double[] selector = new double[samples];
        for (int s = 0; s < samples; s++)
        {
            counts.Clear();
            for (int draw = 0; draw < Units; draw++)
            {
                int g = random.Next(Units);
                foreach ((int label, int predicted, bool inUnion) in _outcomes.AsSpan(_first[g], _first[g + 1] - _first[g]))
                {
                    counts.Add(label, predicted, inUnion);
                }
            }

            accuracy[s] = counts.Accuracy;
            macroF1[s] = counts.MacroF1;
            union[s] = counts.UnionAccuracy;
            selector[s] = counts.SelectorAccuracy;
        }

        return new BootstrapIntervals(Percentiles(accuracy), Percentiles(macroF1), Percentiles(union), Percentiles(selector));
    }

    /// <summary>Numbers the groups from 0 in order of appearance.</summary>
    private static int[] Number(ReadOnlySpan<int> groups, int windows, out int count)
    {
        int[] units = new int[windows];
        var numbers = new Dictionary<int, int>();
        for (int n = 0; n < windows; n++)
        {
            if (groups.IsEmpty)
            {
                units[n] = n;
            }
            else if (!numbers.TryGetValue(groups[n], out units[n]))
            {
                units[n] = numbers.Count;
                numbers.Add(groups[n], units[n]);
            }
        }

        count = groups.IsEmpty ? windows : numbers.Count;
        return units;
    }

    private static Interval Percentiles(double[] values)
    {
        Array.Sort(values);
        return new Interval(Quantile(values, 0.025), Quantile(values, 0.975));
    }

    /// <summary>The quantile of sorted values, interpolated linearly between neighbours.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        double position = share * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
