namespace DiTMoS.Export.Onnx;

/// <summary>What is asked of ONNX files.</summary>
internal sealed record OnnxOptions
{
    /// <summary>How windows and features are shaped. Default <see cref="OnnxLayout.Conv1D"/>.</summary>
    public OnnxLayout Layout { get; init; }

    /// <summary>What is said of the model in each file, in this order; keys are unique.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; } = [];
}
