namespace DiTMoS.Experiments.Records;

/// <summary>A buffer of the working memory.</summary>
/// <param name="Name">The tensor that it holds.</param>
/// <param name="Offset">Bytes from the beginning.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="FirstStep">The first step that uses it, an index into <see cref="RunMemoryMap.Steps"/>.</param>
/// <param name="LastStep">The last step that uses it.</param>
public sealed record RunMemoryBuffer(string Name, long Offset, long Bytes, int FirstStep, int LastStep);
