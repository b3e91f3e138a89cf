using System.Text.Json.Serialization;

namespace DiTMoS.Networks;

/// <summary>The type of a stored tensor's values; all are written little-endian.</summary>
internal enum TensorType
{
    [JsonStringEnumMemberName("float32")]
    Float32,

    [JsonStringEnumMemberName("float64")]
    Float64,

    [JsonStringEnumMemberName("int32")]
    Int32,

    [JsonStringEnumMemberName("int64")]
    Int64,

    [JsonStringEnumMemberName("uint8")]
    UInt8,
}
