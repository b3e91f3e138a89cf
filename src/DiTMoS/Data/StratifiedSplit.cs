namespace DiTMoS.Data;

/// <summary>Divides windows at random, each class in the same proportion.</summary>
internal static class StratifiedSplit
{
    /// <summary>Cuts off a fraction of every class, and leaves at least one window of each.</summary>
    public static (int[] Kept, int[] Cut) Cut(int[] rows, int[] labels, double fraction, SeededRandom random)
    {
        var kept = new List<int>();
        var cut = new List<int>();
        foreach (int[] ofClass in ShuffledClasses(rows, labels, random))
        {
            int count = Math.Clamp((int)Math.Round(ofClass.Length * fraction, MidpointRounding.AwayFromZero), 0, ofClass.Length - 1);
            cut.AddRange(ofClass.AsSpan(0, count));
            kept.AddRange(ofClass.AsSpan(count));
        }

        return ([.. kept], [.. cut]);
    }

    /// <summary>Deals the windows out to folds, class by class, so that fold sizes differ by at most one.</summary>
    public static (int[] Kept, int[] Cut) CutFold(int[] rows, int[] labels, int folds, int fold, SeededRandom random)
    {
        var kept = new List<int>();
        var cut = new List<int>();
        int next = 0;
        foreach (int row in ShuffledClasses(rows, labels, random).SelectMany(ofClass => ofClass))
        {
            (next == fold ? cut : kept).Add(row);
            next = (next + 1) % folds;
        }

        return ([.. kept], [.. cut]);
    }

    private static List<int[]> ShuffledClasses(int[] rows, int[] labels, SeededRandom random)
    {
        var classes = new List<int[]>();
        foreach (IGrouping<int, int> ofClass in rows.Order().GroupBy(row => labels[row]).OrderBy(ofClass => ofClass.Key))
        {
            int[] shuffled = [.. ofClass];
            random.Shuffle<int>(shuffled);
            classes.Add(shuffled);
        }

        return classes;
    }
}
