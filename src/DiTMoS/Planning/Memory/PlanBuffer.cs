using DiTMoS.Graphs;

namespace DiTMoS.Planning.Memory;

/// <summary>A piece of memory that holds one tensor, or some rows of it.</summary>
/// <param name="Name">The tensor's name; with <c>_rows_for_</c> and the reader behind it where it holds some rows only.</param>
/// <param name="Tensor">The tensor.</param>
/// <param name="Rows">The rows that it holds at once.</param>
/// <param name="Pool">The memory that it lies in.</param>
/// <param name="Offset">Bytes from the start of the arena, or of the record in flash.</param>
/// <param name="FirstStep">The step that writes it; 0 for the window, which is there before.</param>
/// <param name="LastStep">The last step that it has to outlive.</param>
internal sealed record PlanBuffer(string Name, GraphTensor Tensor, int Rows, BufferPool Pool, int Offset, int FirstStep, int LastStep)
{
    /// <summary>Bytes.</summary>
    public int Bytes => Rows * Tensor.RowBytes;

    /// <summary>The byte behind it.</summary>
    public int End => Offset + Bytes;

    /// <summary>Whether it must be there during a step.</summary>
    public bool IsLiveAt(int step) => FirstStep <= step && step <= LastStep;

    /// <summary>Whether both must be there during one step.</summary>
    public bool LivesBeside(PlanBuffer other) => FirstStep <= other.LastStep && other.FirstStep <= LastStep;
}
