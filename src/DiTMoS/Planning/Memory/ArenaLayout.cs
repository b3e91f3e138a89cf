namespace DiTMoS.Planning.Memory;

/// <summary>Gives each buffer of an arena its offset, so that the arena is as small as can be.</summary>
/// <remarks>
/// Branch and bound over the order of offsets of the largest buffers: the next one goes to the lowest place, at or over the
/// last one, where it keeps out of the way of those that are placed; the small ones then fill what is free. It ends as soon as the live-set bound is met, and after a fixed number of
/// placements otherwise, so that the same model always gives the same plan; of equals the larger buffer goes first, then the
/// one that is written first.
/// </remarks>
internal sealed class ArenaLayout
{
    private const int MostSearched = 9;
    private const int MostPlacements = 10_000;

    private readonly ArenaRules _rules;
    private readonly int _alignment;
    private readonly int _bound;
    private readonly int[] _order;         // largest first
    private readonly int _searched;        // the first of _order whose order is searched; the others fill what is free
    private readonly int[] _offsets;       // -1: not placed
    private int[] _best = [];
    private int _bestBytes = int.MaxValue;
    private int _placements;

    private ArenaLayout(ArenaRules rules, int alignment)
    {
        _rules = rules;
        _alignment = alignment;
        _bound = rules.Bound().Bytes;
        _order = [.. Enumerable.Range(0, rules.Buffers.Count).OrderByDescending(i => rules.Buffers[i].Bytes).ThenBy(i => i)];
        _searched = Math.Min(_order.Length, MostSearched);
        _offsets = new int[rules.Buffers.Count];
        Array.Fill(_offsets, -1);
    }

    /// <summary>The offsets, in the order of the buffers, each a multiple of <paramref name="alignment"/>.</summary>
    public static int[] Solve(ArenaRules rules, int alignment)
    {
        var layout = new ArenaLayout(rules, alignment);
        layout.Complete(0);
        layout.Search(0, 0, 0);
        return layout._best;
    }

    private void Search(int placed, int last, int bytes)
    {
        if (placed == _searched)
        {
            Complete(bytes);
            return;
        }

        Candidate[] candidates = Candidates(last);
        int firstEnd = candidates.Min(candidate => candidate.End);
        foreach (Candidate candidate in candidates)
        {
            // Where all of another one fits before this one, that one comes first.
            if (candidate.Offset >= firstEnd || candidates.Any(other => other.End >= _bestBytes) || _bestBytes <= _bound || ++_placements > MostPlacements)
            {
                return;
            }

            _offsets[candidate.Item] = candidate.Offset;
            Search(placed + 1, candidate.Offset, Math.Max(bytes, candidate.End));
            _offsets[candidate.Item] = -1;
        }
    }

    /// <summary>The lowest place of each buffer that is not placed yet, lowest first, the larger one of two before the smaller.</summary>
    private Candidate[] Candidates(int last)
    {
        var candidates = new List<Candidate>(_order.Length);
        foreach (int item in _order.AsSpan(0, _searched))
        {
            if (_offsets[item] < 0)
            {
                int offset = _rules.LowestFit(item, last, _offsets, _alignment);
                candidates.Add(new Candidate(item, offset, offset + _rules.Buffers[item].Bytes));
            }
        }

        return [.. candidates.OrderBy(candidate => candidate.Offset)];
    }

    /// <summary>Puts the buffers that are not placed yet where they fit, the largest first, and keeps the answer where it is better.</summary>
    private void Complete(int bytes)
    {
        int[] before = [.. _offsets];
        foreach (int item in _order)
        {
            if (_offsets[item] < 0)
            {
                _offsets[item] = _rules.LowestFit(item, 0, _offsets, _alignment);
                bytes = Math.Max(bytes, _offsets[item] + _rules.Buffers[item].Bytes);
            }
        }

        if (bytes < _bestBytes)
        {
            _bestBytes = bytes;
            _best = [.. _offsets];
        }

        before.CopyTo(_offsets, 0);
    }

    private readonly record struct Candidate(int Item, int Offset, int End);
}
