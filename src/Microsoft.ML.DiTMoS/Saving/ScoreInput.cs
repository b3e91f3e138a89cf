using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Saving;

/// <summary>What the saved mappings read: the window, and the stage as text.</summary>
internal sealed class ScoreInput
{
    [ColumnName("DiTMoS.Features")]
    [VectorType]
    public VBuffer<float> Features { get; set; }

    [ColumnName("DiTMoS.Stage")]
    public ReadOnlyMemory<char> Stage { get; set; }
}
