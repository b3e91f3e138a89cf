namespace DiTMoS.Data.Survey;

/// <summary>How much of one class was recorded.</summary>
public sealed record ClassSurvey
{
    /// <summary>The class.</summary>
    public required string Name { get; init; }

    /// <summary>Labelled stretches.</summary>
    public required int Stretches { get; init; }

    /// <summary>Samples in them.</summary>
    public required long Samples { get; init; }

    /// <summary>Subjects that it was recorded of; 0 where subjects are unknown.</summary>
    public required int Subjects { get; init; }

    /// <summary>The first samples of the first stretch, of the first channel, at most 512: what the class looks like.</summary>
    public required IReadOnlyList<float> Example { get; init; }
}
