using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DiTMoS.Data;
using DiTMoS.Experiments.Records;

namespace DiTMoS.Experiments.Running;

/// <summary>The windows that a run's figures are read on, and what keeps them together.</summary>
internal sealed class RunWindows
{
    private readonly string _noun;
    private readonly int[]? _groups;
    private readonly Func<int, string> _nameOf;

    /// <summary>Looks at the windows of a run.</summary>
    public RunWindows(PlannedRun run)
    {
        Set = run.Windows.Select(run.ReadRows);
        GroupedBy = Grouping(run);
        bool hasSubjects = Set is { Subjects: not null, SubjectNames: not null } && Set.Subjects.Distinct().Count() > 1;
        bool hasTrials = Set.Trials is { } trials && trials.Distinct().Count() is var count && count > 1 && count < Set.Count;
        _noun = hasSubjects ? run.Dataset.SubjectNoun : "recording";
        _groups = hasSubjects ? Set.Subjects : hasTrials ? Set.Trials : null;
        _nameOf = hasSubjects ? group => Set.SubjectNames![group] : group => FormattableString.Invariant($"{group}");
    }

    /// <summary>The windows.</summary>
    public WindowSet Set { get; }

    /// <summary>What the split keeps on one side.</summary>
    public string GroupedBy { get; }

    /// <summary>For each window what the bootstrap keeps together; empty for nothing.</summary>
    public ReadOnlySpan<int> Groups => _groups;

    /// <summary>Twelve digits of windows and labels.</summary>
    public string Hash
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(MemoryMarshal.AsBytes<float>(Set.Samples));
            hash.AppendData(MemoryMarshal.AsBytes<int>(Set.Labels));
            return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
        }
    }

    /// <summary>How many windows of each group are right, in the order of their first windows; null without groups.</summary>
    public IReadOnlyList<RunGroup>? Count(ReadOnlySpan<bool> right)
    {
        if (_groups is null)
        {
            return null;
        }

        var counts = new OrderedDictionary<int, (int Correct, int Total)>();
        for (int n = 0; n < _groups.Length; n++)
        {
            counts.TryGetValue(_groups[n], out (int Correct, int Total) count);
            counts[_groups[n]] = (count.Correct + (right[n] ? 1 : 0), count.Total + 1);
        }

        return [.. counts.Select(group => new RunGroup($"{_noun} {_nameOf(group.Key)}", group.Value.Correct, group.Value.Total))];
    }

    private static string Grouping(PlannedRun run)
    {
        int[] learnt = [.. run.Split.Train, .. run.ReadsValidation ? [] : run.Split.Validation];
        return AreApart(run.Windows.Subjects, learnt, run.ReadRows) ? run.Dataset.SubjectNoun : AreApart(run.Windows.Trials, learnt, run.ReadRows) ? "recording" : "window";
    }

    private static bool AreApart(int[]? groups, int[] learnt, int[] read) =>
        groups is not null && !learnt.Select(row => groups[row]).Intersect(read.Select(row => groups[row])).Any();
}
