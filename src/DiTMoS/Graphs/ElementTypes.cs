using System.Diagnostics;

namespace DiTMoS.Graphs;

/// <summary>Facts of element types.</summary>
internal static class ElementTypes
{
    /// <summary>Bytes of one value.</summary>
    public static int Bytes(this ElementType type) => type switch
    {
        ElementType.Float32 or ElementType.Int32 => 4,
        ElementType.Int8 => 1,
        _ => throw new UnreachableException($"{type}"),
    };
}
