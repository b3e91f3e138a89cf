using DiTMoS.Evaluation;

namespace DiTMoS.Bench.Accuracy;

/// <summary>What a method says of one run.</summary>
internal sealed record AccuracyOutcome
{
    /// <summary>The row of the page that it belongs to.</summary>
    public required string Row { get; init; }

    /// <summary>The figures on the test part.</summary>
    public required EvaluationReport Test { get; init; }

    /// <summary>Accuracy on the validation part; null where nothing was selected.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>Windows that were learnt from.</summary>
    public required int TrainWindows { get; init; }

    /// <summary>Windows that selected.</summary>
    public required int ValidationWindows { get; init; }

    /// <summary>Parameters of each network, norms folded.</summary>
    public required IReadOnlyList<long> Parameters { get; init; }

    /// <summary>Multiplications of one inference.</summary>
    public required long Macs { get; init; }

    /// <summary>Seconds of training, by the clock on the wall.</summary>
    public required double TrainSeconds { get; init; }
}
