namespace DiTMoS.Export.Onnx.Validation;

/// <summary>What the validator says of one file.</summary>
/// <param name="File">What the file is called.</param>
/// <param name="IsPcOnly">Whether the file says that it is for a PC: the rules are then not asked for.</param>
/// <param name="Violations">The rules that are broken, in the order of the file; empty where <paramref name="IsPcOnly"/>.</param>
internal sealed record OnnxValidation(string File, bool IsPcOnly, IReadOnlyList<OnnxViolation> Violations)
{
    /// <summary>Whether nothing but warnings was found.</summary>
    public bool IsValid => Violations.All(violation => violation.IsWarning);
}
