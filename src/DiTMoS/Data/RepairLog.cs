namespace DiTMoS.Data;

/// <summary>What a reader put right, filled or left out because a source's known blemishes allow no doubt, and how often. It grows while recordings are enumerated.</summary>
public sealed class RepairLog
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>How often each repair was made, by its description in words; empty where nothing was.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>Forgets all, as a new enumeration begins.</summary>
    internal void Clear() => _counts.Clear();

    /// <summary>Counts a repair.</summary>
    internal void Add(string what, long count = 1)
    {
        if (count > 0)
        {
            _counts[what] = _counts.GetValueOrDefault(what) + count;
        }
    }
}
