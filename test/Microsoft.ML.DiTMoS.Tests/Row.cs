using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Tests;

/// <summary>A row of the small data sets: two channels of 48 samples.</summary>
public sealed class Row
{
    [VectorType(TestData.Channels * TestData.Length)]
    public float[] Features { get; set; } = [];

    public string Label { get; set; } = "";

    public string Subject { get; set; } = "";

    public float Number { get; set; }

    public float Weight { get; set; } = 1;
}
