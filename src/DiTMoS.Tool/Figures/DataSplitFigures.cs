using DiTMoS.Data;

namespace DiTMoS.Tool.Figures;

/// <summary>What <c>ditmos data split</c> made.</summary>
internal sealed record DataSplitFigures
{
    public string Command { get; init; } = "data split";

    public required string Source { get; init; }

    public required string Split { get; init; }

    public required int TrainWindows { get; init; }

    public required int ValidationWindows { get; init; }

    public required int TestWindows { get; init; }

    public required ClassBalance Balance { get; init; }

    public required LeakageReport Leakage { get; init; }
}
