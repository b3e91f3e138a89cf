namespace DiTMoS.Data;

/// <summary>What stands on both sides of a split, where the tested windows are one side and those that are trained or validated on the other.</summary>
public sealed record LeakageReport
{
    /// <summary>How many windows are tested.</summary>
    public required int TestWindows { get; init; }

    /// <summary>How many tested windows are nearly the same as one that was learnt from.</summary>
    public required int NearIdenticalWindows { get; init; }

    /// <summary>The first of them in the order of the tested rows, at most five, each with a window that it is nearly the same as.</summary>
    public required IReadOnlyList<WindowPair> NearIdenticalExamples { get; init; }

    /// <summary>How many recordings have windows on both sides; 0 where recordings are unknown.</summary>
    public required int SharedTrials { get; init; }

    /// <summary>How many tested windows are from such recordings.</summary>
    public required int WindowsOfSharedTrials { get; init; }

    /// <summary>The first of the recordings by number (<see cref="WindowSet.Trials"/>), at most five.</summary>
    public required IReadOnlyList<int> SharedTrialExamples { get; init; }

    /// <summary>The names of the subjects with windows on both sides, in natural order; none where subjects are unknown.</summary>
    public required IReadOnlyList<string> SharedSubjects { get; init; }

    /// <summary>How many tested windows are from such subjects.</summary>
    public required int WindowsOfSharedSubjects { get; init; }

    /// <summary>Whether nothing stands on both sides.</summary>
    public bool IsClean => NearIdenticalWindows == 0 && SharedTrials == 0 && SharedSubjects.Count == 0;

    /// <summary>What was found in words: a line each for windows, recordings and subjects, none where nothing was found.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            var lines = new List<string>();
            if (NearIdenticalWindows > 0)
            {
                string examples = string.Join(", ", NearIdenticalExamples.Select(pair => $"{pair.Test} as {pair.Learnt}"));
                lines.Add($"{Of(NearIdenticalWindows)} nearly the same as one that is learnt from (window {examples}{More(NearIdenticalWindows, NearIdenticalExamples.Count)}).");
            }

            if (SharedTrials > 0)
            {
                lines.Add($"{Of(WindowsOfSharedTrials)} from recordings that are also learnt from: {SharedTrials} of them (recording {string.Join(", ", SharedTrialExamples)}{More(SharedTrials, SharedTrialExamples.Count)}).");
            }

            if (SharedSubjects.Count > 0)
            {
                const int most = 5;
                lines.Add($"{Of(WindowsOfSharedSubjects)} from subjects that are also learnt from: {SharedSubjects.Count} of them (subject {string.Join(", ", SharedSubjects.Take(most))}{More(SharedSubjects.Count, most)}).");
            }

            return lines;
        }
    }

    private string Of(int count) => $"{count} of {TestWindows} tested windows {(count == 1 ? "is" : "are")}";

    private static string More(int count, int shown) => count > shown ? ", ..." : "";
}
