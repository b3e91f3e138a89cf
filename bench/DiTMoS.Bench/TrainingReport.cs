namespace DiTMoS.Bench;

/// <summary>The training benchmark's result, as it is written to JSON: the published recipe (6 classifiers, batch 8), then other rows.</summary>
internal sealed record TrainingReport
{
    /// <summary>Seconds of one selector epoch plus one classifier epoch in our engine; the best run, as all seconds here.</summary>
    public required double Seconds { get; init; }

    /// <summary>The same in PyTorch, the recipe as written by hand.</summary>
    public required double BaselineSeconds { get; init; }

    /// <summary><see cref="BaselineSeconds"/> / <see cref="Seconds"/>: how many times as fast we are.</summary>
    public required double Ratio { get; init; }

    /// <summary>The same in PyTorch, the recipe written for speed.</summary>
    public required double VectorisedSeconds { get; init; }

    /// <summary><see cref="VectorisedSeconds"/> / <see cref="Seconds"/>: how many times as fast we are.</summary>
    public required double VectorisedRatio { get; init; }

    /// <summary>Slowest run over fastest run, of the contestant that varied most; far over 1 says that the machine was busy.</summary>
    public required double Spread { get; init; }

    /// <summary>Billions of operations per second that our engine needed, by <see cref="EpochFlops"/>.</summary>
    public required double Gflops { get; init; }

    /// <summary>Billions of operations per second that the machine can do with as many threads, by <see cref="PeakFlops"/>.</summary>
    public required double PeakGflops { get; init; }

    /// <summary>The other configurations.</summary>
    public required IReadOnlyList<TrainingRow> Rows { get; init; }

    /// <summary>Windows per epoch.</summary>
    public required int Windows { get; init; }

    /// <summary>Threads that each contestant was allowed; PyTorch ran with one thread too, and its faster way counts.</summary>
    public required int Threads { get; init; }

    /// <summary>Runs of each contestant, of which the best counts.</summary>
    public required int Repeats { get; init; }

    /// <summary>The version of PyTorch.</summary>
    public required string? TorchVersion { get; init; }

    /// <summary>The version of .NET.</summary>
    public required string DotnetVersion { get; init; }

    /// <summary>Whether PyTorch's seconds were scaled up from a part of each epoch: a quick check, not a result.</summary>
    public required bool Extrapolated { get; init; }
}
