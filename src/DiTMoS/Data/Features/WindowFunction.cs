using System.Text.Json.Serialization;

namespace DiTMoS.Data.Features;

/// <summary>What the N samples of a frame are multiplied with before their spectrum is taken.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WindowFunction>))]
public enum WindowFunction
{
    /// <summary>0.5 - 0.5 cos(2 pi n / (N - 1)): symmetric, zero at both ends.</summary>
    Hann,

    /// <summary>0.5 - 0.5 cos(2 pi n / N): one period, as spectrograms of speech toolkits often have it.</summary>
    HannPeriodic,

    /// <summary>0.54 - 0.46 cos(2 pi n / (N - 1)).</summary>
    Hamming,

    /// <summary>All ones.</summary>
    Rectangular,
}
