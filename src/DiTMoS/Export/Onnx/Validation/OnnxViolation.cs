namespace DiTMoS.Export.Onnx.Validation;

/// <summary>A rule of STM32Cube.AI that an ONNX file breaks.</summary>
/// <param name="Rule">The rule's name, one of <see cref="OnnxRules"/>.</param>
/// <param name="Node">The node, tensor or part of the file that breaks it.</param>
/// <param name="Found">What stands there.</param>
/// <param name="WayOut">What to do.</param>
/// <param name="IsWarning">Whether the tool takes the file all the same. Default false.</param>
internal sealed record OnnxViolation(string Rule, string Node, string Found, string WayOut, bool IsWarning = false)
{
    /// <summary>The whole as one sentence for a message.</summary>
    public override string ToString() => $"{Rule}: '{Node}' must follow it. Got {Found}. {WayOut}.";
}
