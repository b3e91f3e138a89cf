namespace DiTMoS.Data.Catalogue;

/// <summary>What to know of a public data set before it is downloaded.</summary>
public sealed record DatasetCard
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The format that reads it, as <see cref="RecordingOptions.Format"/> takes it.</summary>
    public required string Format { get; init; }

    /// <summary>What is told apart.</summary>
    public required string Task { get; init; }

    /// <summary>Channels, rates and sizes.</summary>
    public required string Shape { get; init; }

    /// <summary>The number of classes.</summary>
    public required int Classes { get; init; }

    /// <summary>The number of people; null where it is unknown or has no meaning.</summary>
    public int? Subjects { get; init; }

    /// <summary>Under what terms it is given out, as far as its makers say.</summary>
    public required string Licence { get; init; }

    /// <summary>Where to get it.</summary>
    public required string Home { get; init; }

    /// <summary>How to split it so that a figure means something.</summary>
    public required string Split { get; init; }
}
