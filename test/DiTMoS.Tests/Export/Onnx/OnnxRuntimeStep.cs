namespace DiTMoS.Tests.Export.Onnx;

/// <summary>One model of a job.</summary>
/// <param name="Model">The ONNX file.</param>
/// <param name="Classifier">The classifier that it belongs to; null where it always runs.</param>
internal sealed record OnnxRuntimeStep(byte[] Model, int? Classifier = null);
