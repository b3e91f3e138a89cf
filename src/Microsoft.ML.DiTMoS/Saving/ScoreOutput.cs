using DiTMoS.Networks;
using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Saving;

/// <summary>What the saved mapping writes. Its vectors have fixed lengths, so a vector of any length is written as those powers of two whose sum it is.</summary>
internal sealed class ScoreOutput
{
    /// <summary>The scorer of this row or cursor, which this object belongs to, and the text that it was made of.</summary>
    internal WindowScorer? Scorer;
    internal string? Stage;
    internal float[] Window = [];

    [ColumnName("DiTMoS.Predicted")]
    public uint Predicted { get; set; }

    [ColumnName("DiTMoS.Selected")]
    public uint Selected { get; set; }

    [ColumnName("DiTMoS.Score512")]
    [VectorType(512)]
    public float[] Score512 { get; set; } = new float[512];

    [ColumnName("DiTMoS.Score256")]
    [VectorType(256)]
    public float[] Score256 { get; set; } = new float[256];

    [ColumnName("DiTMoS.Score128")]
    [VectorType(128)]
    public float[] Score128 { get; set; } = new float[128];

    [ColumnName("DiTMoS.Score64")]
    [VectorType(64)]
    public float[] Score64 { get; set; } = new float[64];

    [ColumnName("DiTMoS.Score32")]
    [VectorType(32)]
    public float[] Score32 { get; set; } = new float[32];

    [ColumnName("DiTMoS.Score16")]
    [VectorType(16)]
    public float[] Score16 { get; set; } = new float[16];

    [ColumnName("DiTMoS.Score8")]
    [VectorType(8)]
    public float[] Score8 { get; set; } = new float[8];

    [ColumnName("DiTMoS.Score4")]
    [VectorType(4)]
    public float[] Score4 { get; set; } = new float[4];

    [ColumnName("DiTMoS.Score2")]
    [VectorType(2)]
    public float[] Score2 { get; set; } = new float[2];

    [ColumnName("DiTMoS.Score1")]
    [VectorType(1)]
    public float[] Score1 { get; set; } = new float[1];

    [ColumnName("DiTMoS.Route512")]
    [VectorType(512)]
    public float[] Route512 { get; set; } = new float[512];

    [ColumnName("DiTMoS.Route256")]
    [VectorType(256)]
    public float[] Route256 { get; set; } = new float[256];

    [ColumnName("DiTMoS.Route128")]
    [VectorType(128)]
    public float[] Route128 { get; set; } = new float[128];

    [ColumnName("DiTMoS.Route64")]
    [VectorType(64)]
    public float[] Route64 { get; set; } = new float[64];

    [ColumnName("DiTMoS.Route32")]
    [VectorType(32)]
    public float[] Route32 { get; set; } = new float[32];

    [ColumnName("DiTMoS.Route16")]
    [VectorType(16)]
    public float[] Route16 { get; set; } = new float[16];

    [ColumnName("DiTMoS.Route8")]
    [VectorType(8)]
    public float[] Route8 { get; set; } = new float[8];

    [ColumnName("DiTMoS.Route4")]
    [VectorType(4)]
    public float[] Route4 { get; set; } = new float[4];

    [ColumnName("DiTMoS.Route2")]
    [VectorType(2)]
    public float[] Route2 { get; set; } = new float[2];

    [ColumnName("DiTMoS.Route1")]
    [VectorType(1)]
    public float[] Route1 { get; set; } = new float[1];
}
