namespace DiTMoS.Data;

/// <summary>Finds tested windows that share samples of a recording with windows that are learnt from.</summary>
internal static class OverlapCheck
{
    /// <summary>For each tested window, one that is learnt from and overlaps it.</summary>
    /// <param name="origins">Where windows come from.</param>
    /// <param name="learnt">The rows that are learnt from.</param>
    /// <param name="test">The tested rows.</param>
    /// <returns>The tested rows that overlap, in their order, each with the other row; none where starts are unknown.</returns>
    public static IEnumerable<(int Test, int Learnt)> Run(WindowOrigins origins, int[] learnt, int[] test)
    {
        if (origins is not { Starts: { } starts, Ends: { } ends })
        {
            yield break;
        }

        Dictionary<int, Timeline> timelines = learnt
            .GroupBy(row => origins.Recordings[row])
            .ToDictionary(rows => rows.Key, rows => new Timeline([.. rows.OrderBy(row => starts[row])], starts, ends));
        foreach (int row in test)
        {
            if (timelines.TryGetValue(origins.Recordings[row], out Timeline? timeline) && timeline.Find(starts[row], ends[row]) is { } other)
            {
                yield return (row, other);
            }
        }
    }

    // The windows of one recording by their starts, and which of those up to each reaches furthest.
    private sealed class Timeline
    {
        private readonly int[] _ends;
        private readonly int[] _starts;
        private readonly int[] _furthest;

        public Timeline(int[] rows, int[] starts, int[] ends)
        {
            _ends = ends;
            _starts = Array.ConvertAll(rows, row => starts[row]);
            _furthest = rows;
            for (int i = 1; i < rows.Length; i++)
            {
                _furthest[i] = ends[rows[i]] >= ends[_furthest[i - 1]] ? rows[i] : _furthest[i - 1];
            }
        }

        // Of the windows that begin before the end, the one that reaches furthest overlaps if any does.
        public int? Find(int start, int end)
        {
            int at = Array.BinarySearch(_starts, end);
            at = at < 0 ? ~at : at;
            while (at > 0 && _starts[at - 1] >= end)
            {
                at--;
            }

            return at > 0 && _ends[_furthest[at - 1]] > start ? _furthest[at - 1] : null;
        }
    }
}
