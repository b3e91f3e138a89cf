namespace DiTMoS.Experiments;

/// <summary>The setting that a search chose for a method on a data set.</summary>
public sealed record ChosenSetting
{
    /// <summary>The data set's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>The method's name.</summary>
    public required string Method { get; init; }

    /// <summary>The variant that was chosen.</summary>
    public required ExperimentVariant Variant { get; init; }

    /// <summary>What it was chosen by: accuracy on the validation part of the first run.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>The settings that were tried.</summary>
    public int? Trials { get; init; }
}
