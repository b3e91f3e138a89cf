namespace DiTMoS.Experiments.Records;

/// <summary>The figures of one run on the validation part.</summary>
public sealed record RunValidation
{
    /// <summary>Share of the windows whose one prediction is right.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Share that some classifier gets right; null where there is one network.</summary>
    public double? UnionAccuracy { get; init; }
}
