namespace DiTMoS.Export.Manifest;

/// <summary>A part of one network between two cuts.</summary>
internal sealed record ManifestSlice
{
    /// <summary>The name, such as <c>classifier_3_slice_1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The network that it is cut from.</summary>
    public required string Network { get; init; }

    /// <summary>Runs only where the selector chose this classifier; null: always.</summary>
    public required int? Route { get; init; }

    /// <summary>Its ONNX file; null where none was asked for.</summary>
    public required string? Onnx { get; init; }

    /// <summary>The tensors that it reads, by name.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The tensors that it gives, by name.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>Its operators as they are run.</summary>
    public required IReadOnlyList<ManifestStep> Steps { get; init; }

    /// <summary>Multiplications, repeated ones included.</summary>
    public required long Macs { get; init; }

    /// <summary>The activations that ST's tool needs for it, as estimated.</summary>
    public required long StActivationBytesEstimate { get; init; }

    /// <summary>How ST's tool makes C code of it; null where the board is not ST's or there is no ONNX file.</summary>
    public required string? StCommand { get; init; }
}
