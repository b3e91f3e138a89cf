namespace DiTMoS.Tests.Export.Onnx;

/// <summary>Models that ONNX Runtime takes windows through, one after the other; tensors are handed on by name.</summary>
internal sealed record OnnxRuntimeJob
{
    /// <summary>What it is called in messages.</summary>
    public required string Name { get; init; }

    /// <summary>The models in the order in which they run. Those of a classifier run where it has the largest value in <see cref="Route"/>.</summary>
    public required IReadOnlyList<OnnxRuntimeStep> Steps { get; init; }

    /// <summary>What the window is called.</summary>
    public string Input { get; init; } = "input";

    /// <summary>The tensor that chooses a classifier; null where no step belongs to one.</summary>
    public string? Route { get; init; }

    /// <summary>The tensors that are wanted, in this order.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>Windows, one after the other.</summary>
    public required float[] Windows { get; init; }

    /// <summary>How many windows.</summary>
    public required int Count { get; init; }
}
