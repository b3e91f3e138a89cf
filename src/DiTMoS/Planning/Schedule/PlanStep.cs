using DiTMoS.Graphs;

namespace DiTMoS.Planning.Schedule;

/// <summary>One operator as it is run: tile by tile over the rows of its output.</summary>
/// <param name="Index">Its place in the routed inference, from 0.</param>
/// <param name="Network">Whose it is, <see cref="TensorNames.Selector"/> or <see cref="TensorNames.Classifier"/>.</param>
/// <param name="Node">The operator.</param>
/// <param name="TileRows">Output rows that are written before input rows behind them may be overwritten.</param>
/// <param name="Lines">Convolutions that are run inside it, each for an input of <paramref name="Node"/>.</param>
/// <param name="Stores">Whether the result goes from the arena to flash.</param>
internal sealed record PlanStep(int Index, string Network, GraphNode Node, int TileRows, IReadOnlyList<LineSource> Lines, bool Stores)
{
    /// <summary>What is read whole: inputs of the operator and of the convolutions inside it.</summary>
    public IReadOnlyList<GraphTensor> Reads { get; } =
    [
        .. Node.Inputs.Where(input => Lines.All(line => line.Node.Output != input)).Concat(Lines.SelectMany(line => line.Node.Inputs)).Distinct(),
    ];

    /// <summary>Multiplications, those of the convolutions inside included.</summary>
    public long Macs => Node.Macs + Lines.Sum(line => line.Node.Macs);

    /// <summary>The rows of a line source that are there before tile <paramref name="firstRow"/> is begun.</summary>
    public int LineRowsDone(LineSource line, int firstRow) => firstRow == 0 ? 0 : LineRowsNeeded(line, firstRow);

    /// <summary>The rows of a line source that output rows before <paramref name="endRow"/> need.</summary>
    public int LineRowsNeeded(LineSource line, int endRow) => Math.Clamp(((ConvNode)Node).EndInputRow(endRow - 1), 0, line.Node.Output.Length);

    /// <summary>The first row of a line source that output row <paramref name="row"/> and later ones read.</summary>
    public int LineRowsPast(LineSource line, int row) => Math.Clamp(((ConvNode)Node).FirstInputRow(row), 0, line.Node.Output.Length);
}
