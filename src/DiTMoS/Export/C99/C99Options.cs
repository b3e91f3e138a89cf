using DiTMoS.Streaming;

namespace DiTMoS.Export.C99;

/// <summary>What a C99 folder says of a model besides its plan.</summary>
internal sealed record C99Options
{
    /// <summary>What the model is called; its file's name, any text.</summary>
    public required string Name { get; init; }

    /// <summary>The classes, any text.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>The channels, any text.</summary>
    public required IReadOnlyList<string> ChannelNames { get; init; }

    /// <summary>The core that the Makefile compiles for, as compilers call it. Default <c>cortex-m7</c>.</summary>
    public string Core { get; init; } = "cortex-m7";

    /// <summary>The stream around the model; null for none. Default null.</summary>
    public StreamPlan? Stream { get; init; }

    /// <summary>What the code is made for. Default <see cref="CodeOptimization.Speed"/>.</summary>
    public CodeOptimization Optimization { get; init; } = CodeOptimization.Speed;
}
