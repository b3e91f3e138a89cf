namespace DiTMoS.Bench.Scoring;

/// <summary>The engine's routed scoring beside ONNX Runtime's, as it is written to JSON; one thread, the median of the repeats.</summary>
internal sealed record ScoringReport
{
    /// <summary>How many times as fast as ONNX Runtime the engine scores windows one by one; the median of the repeats' ratios, as below.</summary>
    public required double Batch1Ratio { get; init; }

    /// <summary>The same for 256 windows at a time, each classifier for those that are routed to it.</summary>
    public required double Batch256Ratio { get; init; }

    /// <summary>Windows per second of the engine, one by one.</summary>
    public required double Batch1WindowsPerSecond { get; init; }

    /// <summary>Windows per second of the engine, 256 at a time.</summary>
    public required double Batch256WindowsPerSecond { get; init; }

    /// <summary>Windows per second of ONNX Runtime, one by one.</summary>
    public required double Batch1OnnxRuntimeWindowsPerSecond { get; init; }

    /// <summary>Windows per second of ONNX Runtime, 256 at a time.</summary>
    public required double Batch256OnnxRuntimeWindowsPerSecond { get; init; }

    /// <summary>The layout of exported files that ONNX Runtime ran faster, one by one.</summary>
    public required string Batch1OnnxRuntimeLayout { get; init; }

    /// <summary>The same, 256 at a time.</summary>
    public required string Batch256OnnxRuntimeLayout { get; init; }

    /// <summary>Slowest run over fastest run, of the contestant that varied most; far over 1 says that the machine was busy.</summary>
    public required double Spread { get; init; }

    /// <summary>The largest difference of a probability between the two, over all windows.</summary>
    public required double MaxAbsDifference { get; init; }

    /// <summary>Windows per run.</summary>
    public required int Windows { get; init; }

    /// <summary>How many of them each classifier was chosen for.</summary>
    public required IReadOnlyList<int> Routed { get; init; }

    /// <summary>Where the windows came from.</summary>
    public required string Source { get; init; }

    /// <summary>Their shape, such as <c>3 x 151</c>.</summary>
    public required string Shape { get; init; }

    /// <summary>Multiplications of one routed inference.</summary>
    public required long Macs { get; init; }

    /// <summary>Runs of each contestant.</summary>
    public required int Repeats { get; init; }

    /// <summary>The version of ONNX Runtime.</summary>
    public required string OnnxRuntimeVersion { get; init; }

    /// <summary>The version of .NET.</summary>
    public required string DotnetVersion { get; init; }
}
