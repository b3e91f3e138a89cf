using DiTMoS.Networks;
using DiTMoS.Streaming;

namespace DiTMoS.Verification.Harness;

/// <summary>Samples, and what <see cref="StreamingClassifier"/> decides on them.</summary>
internal sealed class EngineStream
{
    private readonly List<StreamAnswer> _answers = [];

    /// <summary>Pushes samples.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">The stream.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="cancellation">Ends it early.</param>
    public EngineStream(WindowModel model, StreamingOptions options, StreamSamples samples, CancellationToken cancellation)
    {
        Samples = samples;
        var classifier = new StreamingClassifier(model, options);
        ReadOnlySpan<float> values = samples.Values.Span;
        for (int push = 0; push < samples.Count; push++)
        {
            if (classifier.Push(values.Slice(push * samples.Channels, samples.Channels), out StreamingDecision decision))
            {
                cancellation.ThrowIfCancellationRequested();
                _answers.Add(new StreamAnswer(push, decision, Invalid: false, classifier.Scores.ToArray()));
            }
        }
    }

    /// <summary>The samples.</summary>
    public StreamSamples Samples { get; }

    /// <summary>The decisions in order.</summary>
    public IReadOnlyList<StreamAnswer> Answers => _answers;

    /// <summary>Compares what generated code decides.</summary>
    public StreamComparison Compare(StreamResults results)
    {
        int equal = 0;
        double most = 0;
        foreach ((StreamAnswer engine, StreamAnswer answer) in _answers.Zip(results.Answers))
        {
            equal += answer.Push == engine.Push && answer.Decision with { Score = engine.Decision.Score } == engine.Decision ? 1 : 0;
            most = Math.Max(most, DeploymentVerifier.Difference(answer.Decision.Score, engine.Decision.Score));
            for (int k = 0; k < engine.Scores.Length; k++)
            {
                most = Math.Max(most, DeploymentVerifier.Difference(answer.Scores[k], engine.Scores[k]));
            }
        }

        return new StreamComparison(Samples.Count, _answers.Count, results.Answers.Count == _answers.Count ? equal : Math.Min(equal, _answers.Count - 1), most);
    }
}
