using DiTMoS.Export.Onnx.Schema;

namespace DiTMoS.Export.Onnx.Validation;

/// <summary>A node with what is known of the tensors around it.</summary>
/// <param name="Node">The node.</param>
/// <param name="Name">Its name, or its type and place where it has none.</param>
/// <param name="Inputs">What it reads; <see cref="OnnxTensor.Unknown"/> for an input that is left out.</param>
internal sealed record OnnxCheckedNode(NodeProto Node, string Name, IReadOnlyList<OnnxTensor> Inputs)
{
    /// <summary>The type of operator.</summary>
    public string Type => Node.OpType;

    /// <summary>The first input; unknown where there is none.</summary>
    public OnnxTensor Input => InputAt(0);

    /// <summary>An input; unknown where it is left out.</summary>
    public OnnxTensor InputAt(int index) => index < Inputs.Count ? Inputs[index] : OnnxTensor.Unknown;

    /// <summary>Whether an input is there.</summary>
    public bool Has(int index) => index < Node.Input.Count && Node.Input[index].Length > 0;
}
