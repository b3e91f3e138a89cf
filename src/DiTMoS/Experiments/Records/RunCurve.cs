namespace DiTMoS.Experiments.Records;

/// <summary>How one stage of training went.</summary>
public sealed record RunCurve
{
    /// <summary>The stage, such as <c>joint training</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>The epochs that are told of, from 1 and rising.</summary>
    public required IReadOnlyList<int> Epochs { get; init; }

    /// <summary>The mean training loss of each.</summary>
    public required IReadOnlyList<double> Loss { get; init; }

    /// <summary>Accuracy on the validation part after each, null where it was not measured; null altogether where it never was.</summary>
    public IReadOnlyList<double?>? ValidationAccuracy { get; init; }

    /// <summary>Union accuracy on the validation part after each, null where it was not measured; null altogether where it never was.</summary>
    public IReadOnlyList<double?>? ValidationUnionAccuracy { get; init; }
}
