using DataTypes = DiTMoS.Export.Onnx.Schema.TensorProto.Types.DataType;

namespace DiTMoS.Export.Onnx.Validation;

/// <summary>The rules of QuantizeLinear and DequantizeLinear.</summary>
internal static class OnnxQuantizationRules
{
    /// <summary>Whether the rules are for an operator.</summary>
    public static bool Apply(string type) => type is "QuantizeLinear" or "DequantizeLinear";

    /// <summary>Checks such a node, and no other.</summary>
    public static void Check(OnnxCheckedNode node, OnnxViolations violations)
    {
        if (!Apply(node.Type))
        {
            return;
        }

        bool isStored = node.Input.Constant != null;
        OnnxTensor zero = node.InputAt(2);
        DataTypes type = node.Type == "QuantizeLinear" ? (node.Has(2) ? zero.DataType : DataTypes.Uint8) : node.Input.DataType;
        violations.Require(
            type is DataTypes.Int8 or DataTypes.Uint8 or DataTypes.Undefined || (isStored && type == DataTypes.Int32),
            OnnxRules.QuantizedBits,
            node,
            type.ToString().ToLowerInvariant(),
            "Quantise to int8 or uint8, biases to int32");
        violations.Require(node.Node.Int("block_size", 0) == 0, OnnxRules.QuantizedBlocks, node, $"block_size {node.Node.Int("block_size", 0)}", "Quantise per tensor or per channel");
        violations.Require(
            node.InputAt(1).Constant != null && (!node.Has(2) || zero.Constant != null),
            OnnxRules.QuantizedConstants,
            node,
            "a scale or zero point that is computed",
            "Store scales and zero points in the file");
        if (isStored)
        {
            violations.Require(IsZero(zero) && type != DataTypes.Uint8, OnnxRules.QuantizedWeights, node, type == DataTypes.Uint8 ? "uint8" : "a zero point that is not 0", "Quantise weights symmetrically, to int8");
        }
        else
        {
            violations.Require(!node.InputAt(1).IsStored || OnnxShapes.Product(node.InputAt(1).Shape!) == 1, OnnxRules.QuantizedActivations, node, "a scale per channel", "Quantise activations with one scale");
        }
    }

    /// <summary>Whether all zero points are 0: left out, or stored as zeros.</summary>
    private static bool IsZero(OnnxTensor zero) => zero.Constant is null || (zero.Constant.RawData.All(value => value == 0) && zero.Constant.Int32Data.All(value => value == 0));
}
