namespace Microsoft.ML.DiTMoS.Tests;

/// <summary>What scoring adds to a row.</summary>
public sealed class Scored
{
    public uint PredictedLabel { get; set; }

    public float[] Score { get; set; } = [];

    public uint SelectedClassifier { get; set; }

    public float[] SelectorScore { get; set; } = [];

    /// <summary>All of it, to be compared at once.</summary>
    public string All() => $"{PredictedLabel} {SelectedClassifier} {Bits(Score)} {Bits(SelectorScore)}";

    private static string Bits(float[] values) => string.Join(',', values.Select(BitConverter.SingleToUInt32Bits));
}
