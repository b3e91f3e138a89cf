using DiTMoS.Graphs;
using DiTMoS.Planning.Boards;
using DiTMoS.Planning.Memory;

namespace DiTMoS.Planning;

/// <summary>One way to run a model on a board: its memory, its time, and what it does to the flash.</summary>
internal sealed class DeploymentPlan
{
    /// <summary>Judges a memory plan on a board.</summary>
    public DeploymentPlan(RoutedGraph graph, MemoryPlan memory, Board board, PlanOptions options)
    {
        Memory = memory;
        Board = board;
        FlashLog = memory.FlashRecordBytes == 0 ? null : FlashLog.Of(memory.FlashRecordBytes, board, options.InferencesPerSecond);
        WeightBytes = graph.Parameters * ElementType.Float32.Bytes();
        EstimatedMs = (memory.Macs * board.CyclesPerMac * 1000 / board.ClockHz) + (FlashLog?.WriteMs ?? 0) + (FlashLog?.EraseMs ?? 0);
    }

    /// <summary>Where everything lies.</summary>
    public MemoryPlan Memory { get; }

    /// <summary>The board.</summary>
    public Board Board { get; }

    /// <summary>The log of features; null where none is written.</summary>
    public FlashLog? FlashLog { get; }

    /// <summary>Bytes of all weights and biases.</summary>
    public long WeightBytes { get; }

    /// <summary>Bytes of flash: weights, biases and the log.</summary>
    public long FlashBytes => WeightBytes + (FlashLog?.Bytes ?? 0);

    /// <summary>Estimated milliseconds of one inference (<see cref="Board.CyclesPerMac"/>, and writing and erasing flash); not measured.</summary>
    public double EstimatedMs { get; }
}
