namespace DiTMoS.Export.Manifest;

/// <summary>One network whole.</summary>
/// <param name="Name"><c>selector</c> or <c>classifier_&lt;i&gt;</c>.</param>
/// <param name="Route">The classifier's number, from 0; null for the selector, which always runs.</param>
/// <param name="Onnx">Its ONNX file; null where none was asked for.</param>
/// <param name="Inputs">Tensors that it reads.</param>
/// <param name="Outputs">Tensors that others read.</param>
/// <param name="Macs">Multiplications.</param>
/// <param name="Parameters">Weights and biases.</param>
/// <param name="StActivationBytesEstimate">The activations that ST's tool needs for it, as estimated.</param>
/// <param name="StCommand">How ST's tool makes C code of it; null where the board is not ST's or there is no ONNX file.</param>
internal sealed record ManifestNetwork(
    string Name,
    int? Route,
    string? Onnx,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    long Macs,
    long Parameters,
    long StActivationBytesEstimate,
    string? StCommand);
