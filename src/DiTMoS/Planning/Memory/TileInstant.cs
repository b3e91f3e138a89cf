namespace DiTMoS.Planning.Memory;

/// <summary>What one tensor has become of an input's memory at one moment inside a step.</summary>
/// <param name="Written">Bytes from the output's start that may be written before the moment's reads are over.</param>
/// <param name="Dead">For each tensor read, the bytes from its start that nobody reads again.</param>
internal readonly record struct TileInstant(int Written, int[] Dead);
