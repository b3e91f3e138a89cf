using DiTMoS.Planning.Memory;

namespace DiTMoS.Export.Manifest;

/// <summary>A piece of memory that holds one tensor, or some rows of it.</summary>
internal sealed record ManifestBuffer
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The tensor that it holds.</summary>
    public required string Tensor { get; init; }

    /// <summary>Rows and channels, (L, C), all channels of a sample side by side.</summary>
    public required IReadOnlyList<int> Shape { get; init; }

    /// <summary>How values lie: <c>LC</c>, interleaved. ONNX files have (C, L).</summary>
    public required string Layout { get; init; }

    /// <summary>What a value is stored as: <c>float32</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What a stored value is multiplied by; null for floating point.</summary>
    public required double? Scale { get; init; }

    /// <summary>The stored value of 0; null for floating point.</summary>
    public required int? ZeroPoint { get; init; }

    /// <summary>The operator that writes it; null for the window.</summary>
    public required string? Producer { get; init; }

    /// <summary>The operators that read it.</summary>
    public required IReadOnlyList<string> Consumers { get; init; }

    /// <summary>Bytes.</summary>
    public required int Bytes { get; init; }

    /// <summary>The offset is a multiple of this.</summary>
    public required int Alignment { get; init; }

    /// <summary>The memory that it lies in.</summary>
    public required BufferPool Pool { get; init; }

    /// <summary>Bytes from the start of the arena, or of the record in flash.</summary>
    public required int Offset { get; init; }

    /// <summary>The step that writes it; 0 for the window, which is there before.</summary>
    public required int FirstStep { get; init; }

    /// <summary>The last step that it has to outlive.</summary>
    public required int LastStep { get; init; }
}
