namespace DiTMoS.Tests.Export.Onnx;

/// <summary>What ONNX Runtime gave for the windows of a job.</summary>
/// <param name="Name">The job.</param>
/// <param name="Count">Windows.</param>
/// <param name="Values">For each window the route, -1 without one, and the values of the outputs.</param>
internal sealed record OnnxRuntimeResult(string Name, int Count, float[] Values)
{
    private int RowLength => Values.Length / Count;

    /// <summary>The classifier that was chosen for a window; -1 where no step belongs to one.</summary>
    public int Route(int window) => (int)Values[window * RowLength];

    /// <summary>The values of a window's outputs, one output behind the other.</summary>
    public ReadOnlySpan<float> Outputs(int window) => Values.AsSpan((window * RowLength) + 1, RowLength - 1);
}
