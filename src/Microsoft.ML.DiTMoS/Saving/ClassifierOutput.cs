using DiTMoS.Networks;
using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Saving;

/// <summary>What the saved mapping for all classifiers writes; see <see cref="ScoreOutput"/>.</summary>
internal sealed class ClassifierOutput
{
    internal WindowScorer? Scorer;
    internal string? Stage;
    internal float[] Window = [];

    [ColumnName("DiTMoS.All8192")]
    [VectorType(8192)]
    public float[] All8192 { get; set; } = new float[8192];

    [ColumnName("DiTMoS.All4096")]
    [VectorType(4096)]
    public float[] All4096 { get; set; } = new float[4096];

    [ColumnName("DiTMoS.All2048")]
    [VectorType(2048)]
    public float[] All2048 { get; set; } = new float[2048];

    [ColumnName("DiTMoS.All1024")]
    [VectorType(1024)]
    public float[] All1024 { get; set; } = new float[1024];

    [ColumnName("DiTMoS.All512")]
    [VectorType(512)]
    public float[] All512 { get; set; } = new float[512];

    [ColumnName("DiTMoS.All256")]
    [VectorType(256)]
    public float[] All256 { get; set; } = new float[256];

    [ColumnName("DiTMoS.All128")]
    [VectorType(128)]
    public float[] All128 { get; set; } = new float[128];

    [ColumnName("DiTMoS.All64")]
    [VectorType(64)]
    public float[] All64 { get; set; } = new float[64];

    [ColumnName("DiTMoS.All32")]
    [VectorType(32)]
    public float[] All32 { get; set; } = new float[32];

    [ColumnName("DiTMoS.All16")]
    [VectorType(16)]
    public float[] All16 { get; set; } = new float[16];

    [ColumnName("DiTMoS.All8")]
    [VectorType(8)]
    public float[] All8 { get; set; } = new float[8];

    [ColumnName("DiTMoS.All4")]
    [VectorType(4)]
    public float[] All4 { get; set; } = new float[4];

    [ColumnName("DiTMoS.All2")]
    [VectorType(2)]
    public float[] All2 { get; set; } = new float[2];

    [ColumnName("DiTMoS.All1")]
    [VectorType(1)]
    public float[] All1 { get; set; } = new float[1];
}
