using DiTMoS.Export.Onnx.Schema;

namespace DiTMoS.Tests.Export.Onnx;

/// <summary>A rule that is broken on purpose.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Node">What breaks it.</param>
/// <param name="Seed">Breaks it in a file that breaks none.</param>
/// <param name="IsWarning">Whether it is no more than a warning.</param>
internal sealed record SeededViolation(string Rule, string Node, Action<ModelProto> Seed, bool IsWarning = false);
