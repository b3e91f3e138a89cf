using System.Text.Json.Serialization;

namespace DiTMoS.Planning.Memory;

/// <summary>The memory that a buffer lies in.</summary>
internal enum BufferPool
{
    /// <summary>The arena in RAM.</summary>
    [JsonStringEnumMemberName("arena")]
    Arena,

    /// <summary>The log of features in flash.</summary>
    [JsonStringEnumMemberName("flash")]
    Flash,
}
