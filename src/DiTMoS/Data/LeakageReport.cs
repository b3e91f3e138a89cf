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

    /// <summary>How many tested windows share samples of a recording with one that was learnt from; 0 where it is unknown where windows begin.</summary>
    public required int OverlappingWindows { get; init; }

    /// <summary>The first of them in the order of the tested rows, at most five, each with a window that it overlaps.</summary>
    public required IReadOnlyList<WindowPair> OverlappingExamples { get; init; }

    /// <summary>How many recordings (<see cref="WindowSet.Trials"/>, else <see cref="WindowSet.Origins"/>) have windows on both sides; 0 where recordings are unknown.</summary>
    public required int SharedTrials { get; init; }

    /// <summary>How many tested windows are from such recordings.</summary>
    public required int WindowsOfSharedTrials { get; init; }

    /// <summary>The first of the recordings by number, at most five.</summary>
    public required IReadOnlyList<int> SharedTrialExamples { get; init; }

    /// <summary>The names of <see cref="SharedTrialExamples"/>, where the windows know them; none otherwise.</summary>
    public required IReadOnlyList<RecordingPair> SharedTrialRecordings { get; init; }

    /// <summary>The names of the subjects with windows on both sides, in natural order; none where subjects are unknown.</summary>
    public required IReadOnlyList<string> SharedSubjects { get; init; }

    /// <summary>How many tested windows are from such subjects.</summary>
    public required int WindowsOfSharedSubjects { get; init; }

    /// <summary>Whether nothing stands on both sides.</summary>
    public bool IsClean => NearIdenticalWindows == 0 && OverlappingWindows == 0 && SharedTrials == 0 && SharedSubjects.Count == 0;

    /// <summary>What was found in words: a line each for copies, overlaps, recordings and subjects, none where nothing was found.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            var lines = new List<string>();
            if (NearIdenticalWindows > 0)
            {
                lines.Add($"{Of(NearIdenticalWindows)} nearly the same as one that is learnt from (window {Shown(NearIdenticalExamples, "as")}{More(NearIdenticalWindows, NearIdenticalExamples.Count)}).");
            }

            if (OverlappingWindows > 0)
            {
                lines.Add($"{Of(OverlappingWindows)} cut from samples that one that is learnt from covers too (window {Shown(OverlappingExamples, "with")}{More(OverlappingWindows, OverlappingExamples.Count)}).");
            }

            if (SharedTrials > 0)
            {
                lines.Add($"{Of(WindowsOfSharedTrials)} from recordings that are also learnt from: {SharedTrials} of them (recording {SharedTrialNames()}{More(SharedTrials, SharedTrialExamples.Count)}).");
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

    private static string Shown(IReadOnlyList<WindowPair> pairs, string word) => string.Join(", ", pairs.Select(pair => pair switch
    {
        { TestRecording: null } or { LearntRecording: null } => $"{pair.Test} {word} {pair.Learnt}",
        { TestRecording: var both } when both == pair.LearntRecording => $"{pair.Test} {word} {pair.Learnt} of '{Text.ShownEnd(both)}'",
        _ => $"{pair.Test} of '{Text.ShownEnd(pair.TestRecording)}' {word} {pair.Learnt} of '{Text.ShownEnd(pair.LearntRecording)}'",
    }));

    private string SharedTrialNames() => SharedTrialRecordings.Count == 0
        ? string.Join(", ", SharedTrialExamples)
        : string.Join(", ", SharedTrialRecordings.Select(pair => pair.Test == pair.Learnt ? $"'{Text.ShownEnd(pair.Test)}'" : $"'{Text.ShownEnd(pair.Test)}' with '{Text.ShownEnd(pair.Learnt)}'"));

    private static string More(int count, int shown) => count > shown ? ", ..." : "";
}
