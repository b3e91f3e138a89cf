namespace DiTMoS.Export.Manifest;

/// <summary>One operator as it is run.</summary>
/// <param name="Index">Its place in the routed inference, from 0; buffers live from one such place to another.</param>
/// <param name="Operator">The operator, named after what it writes.</param>
/// <param name="Reads">The buffers that it reads, those of rows included.</param>
/// <param name="Writes">The buffers that it writes: its result, and the same in flash where that is kept there.</param>
/// <param name="TileRows">Output rows that are written before input rows behind them may be overwritten.</param>
/// <param name="Lines">Convolutions that run inside it, a few rows at a time.</param>
internal sealed record ManifestStep(int Index, string Operator, IReadOnlyList<string> Reads, IReadOnlyList<string> Writes, int TileRows, IReadOnlyList<ManifestLine> Lines);
