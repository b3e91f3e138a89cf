namespace DiTMoS.Graphs;

/// <summary>What one value of a deployed tensor is stored as.</summary>
internal enum ElementType
{
    /// <summary>IEEE 754 single precision, 4 bytes.</summary>
    Float32,

    /// <summary>Signed, 1 byte.</summary>
    Int8,

    /// <summary>Signed, 4 bytes.</summary>
    Int32,
}
