using System.Globalization;

namespace DiTMoS.Verification.Harness;

/// <summary>The checks that hold wherever generated code runs.</summary>
internal static class RunnerChecks
{
    /// <summary>Answers as the engine's, from memory that was written.</summary>
    public static VerificationCheck Answers(string name, RunnerResults results, AnswerComparison comparison, string how)
    {
        int unwritten = results.Answers.Count(answer => answer.Invalid);
        string found = string.Create(CultureInfo.InvariantCulture, $"{comparison.Windows} windows, {how}: {comparison.LabelsEqual} labels and {comparison.RoutesEqual} routes as the engine's, scores within {comparison.MaxAbsDifference:0.0E+0}");
        return unwritten > 0
            ? new(name, VerificationOutcome.Failed, $"{unwritten} of {results.Answers.Count} windows are computed with memory that nobody wrote; {found}")
            : new(name, comparison.Same ? VerificationOutcome.Passed : VerificationOutcome.Failed, found);
    }

    /// <summary>Whether two runs answered with the same bits.</summary>
    public static VerificationCheck SameBits(string name, RunnerResults one, RunnerResults other)
    {
        int different = one.Answers.Zip(other.Answers).Count(pair => !Same(pair.First, pair.Second));
        return different == 0
            ? new(name, VerificationOutcome.Passed, $"logits and scores of {one.Answers.Count} windows agree bit for bit")
            : new(name, VerificationOutcome.Failed, $"{different} of {one.Answers.Count} windows have other logits or scores");
    }

    /// <summary>What a run gives, or the check that says why it gives nothing.</summary>
    public static T? Try<T>(string name, List<VerificationCheck> checks, Func<T> run)
        where T : class
    {
        try
        {
            return run();
        }
        catch (RunnerException e)
        {
            checks.Add(new(name, VerificationOutcome.Failed, e.Message));
            return null;
        }
    }

    private static bool Same(RunnerAnswer one, RunnerAnswer other) =>
        one.Route == other.Route && one.Label == other.Label && Bits(one.Logits).SequenceEqual(Bits(other.Logits)) && Bits(one.Scores).SequenceEqual(Bits(other.Scores));

    private static IEnumerable<int> Bits(float[] values) => values.Select(BitConverter.SingleToInt32Bits);
}
