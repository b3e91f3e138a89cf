using DataTypes = DiTMoS.Export.Onnx.Schema.TensorProto.Types.DataType;

namespace DiTMoS.Export.Onnx.Validation;

/// <summary>The element types that operators give.</summary>
internal static class OnnxTypes
{
    /// <summary>The type of output <paramref name="output"/> of a node; undefined where it is not known.</summary>
    public static DataTypes Of(OnnxCheckedNode node, int output) => node.Type switch
    {
        "ArgMax" or "ArgMin" or "Shape" => DataTypes.Int64,
        "Cast" => (DataTypes)node.Node.Int("to", 0),
        "Constant" => (DataTypes)(node.Node.Find("value")?.T?.DataType ?? 0),
        "DequantizeLinear" => DataTypes.Float,
        "QuantizeLinear" => node.Has(2) ? node.InputAt(2).DataType : DataTypes.Uint8,
        "MaxPool" or "TopK" when output == 1 => DataTypes.Int64,
        "Where" => node.InputAt(1).DataType,
        var type when OnnxOperators.Logical.Contains(type) => DataTypes.Bool,
        _ => output == 0 || node.Type == "Split" ? node.Input.DataType : DataTypes.Undefined,
    };
}
