using DiTMoS.Data;
using DiTMoS.Export;

namespace DiTMoS.Verification.Harness;

/// <summary>Windows, and what the engine says of them.</summary>
/// <param name="Windows">The windows.</param>
/// <param name="Expected">The engine's answers.</param>
internal sealed record EngineAnswers(WindowSet Windows, ExpectedResults Expected)
{
    /// <summary>The windows that get an answer: those whose values are finite.</summary>
    public IReadOnlyList<int> Answered { get; } = [.. Enumerable.Range(0, Windows.Count).Where(i => Expected.Routes[i] >= 0)];

    /// <summary>Compares what generated code says of the windows that get an answer.</summary>
    public AnswerComparison Compare(RunnerResults results) =>
        Compare(Enumerable.Range(0, Answered.Count).ToDictionary(i => Answered[i], i => (results.Answers[i].Route, results.Answers[i].Label, results.Answers[i].Scores)).GetValueOrDefault);

    /// <summary>Compares what something says of the windows that get an answer.</summary>
    /// <param name="answerOf">Gives route, label and scores of a window by its index.</param>
    public AnswerComparison Compare(Func<int, (int Route, int Label, float[] Scores)> answerOf)
    {
        int labels = 0;
        int routes = 0;
        double most = 0;
        foreach (int i in Answered)
        {
            (int route, int label, float[] scores) = answerOf(i);
            labels += label == Expected.Labels[i] ? 1 : 0;
            routes += route == Expected.Routes[i] ? 1 : 0;
            for (int k = 0; k < scores.Length; k++)
            {
                most = Math.Max(most, DeploymentVerifier.Difference(scores[k], Expected.Scores[(i * scores.Length) + k]));
            }
        }

        return new AnswerComparison(Answered.Count, labels, routes, most);
    }

    /// <summary>Some windows of each route that occurs, in order.</summary>
    public IReadOnlyList<int> OfEachRoute(int count) => [.. Answered.GroupBy(i => Expected.Routes[i]).SelectMany(route => route.Take(count)).Order()];
}
