using DiTMoS.Graphs;

namespace DiTMoS.Planning.Schedule;

/// <summary>A convolution that is computed a few rows at a time for the one that reads it.</summary>
/// <param name="Node">The convolution; its only input is whole.</param>
/// <param name="Rows">The rows that are kept at once.</param>
/// <param name="Reader">The name of the convolution that reads them.</param>
internal sealed record LineSource(ConvNode Node, int Rows, string Reader)
{
    /// <summary>The name of the buffer of those rows.</summary>
    public string BufferName => $"{Node.Output.Name}_rows_for_{Reader}";

    /// <summary>Bytes of that buffer.</summary>
    public int Bytes => Rows * Node.Output.RowBytes;
}
