namespace DiTMoS.Export.Onnx.Validation;

/// <summary>Nothing may work along the axis of the batch, the first.</summary>
internal static class OnnxBatchRules
{
    /// <summary>Checks a node that works on something computed; weights have no batch.</summary>
    public static void Check(OnnxCheckedNode node, long opset, OnnxViolations violations)
    {
        if (node.Inputs.Count == 0 || node.Inputs.All(input => input.IsStored) || (node.Type == "Gather" && node.Input.IsStored))
        {
            return;
        }

        string? found = Found(node, opset);
        violations.Require(found is null, OnnxRules.BatchAxis, node, found ?? string.Empty, "Keep the first axis as it is, 1 and at its place");
    }

    private static string? Found(OnnxCheckedNode node, long opset)
    {
        int rank = node.Input.Rank;
        IReadOnlyList<long>? given = OnnxShapes.Of(node.Node, node.Inputs, 0, opset);
        switch (node.Type)
        {
            case "Flatten":
                return node.Node.Int("axis", 1) == 0 || node.Node.Int("axis", 1) == -rank ? "axis 0" : null;
            case "Transpose":
                long first = node.Node.Ints("perm") is [var named, ..] ? named : rank - 1;
                return first != 0 && rank != 1 ? $"axis {first} in the place of the first" : null;
            case "Reshape":
                return given is null || given.Count == 0 || node.Input.Rank < 1 || given[0] == node.Input.Shape![0] ? null : $"{given[0]} in the place of the first dimension";
            case "Unsqueeze":
                IReadOnlyList<long>? added = OnnxAxes.Raw(node.Node, node.Inputs);
                return added?.Any(axis => axis == 0 || axis == -(rank + added.Count)) == true ? "a new axis in the place of the first" : null;
            case "Gemm":
                return node.Node.Int("transA", 0) != 0 ? "transA, which makes the batch the columns" : null;
            case "Pad" or "Expand" or "Tile":
                return given is [var padded, ..] && rank > 0 && node.Input.HasShape && padded != node.Input.Shape![0] ? $"{padded} in the place of the first dimension" : null;
            default:
                return rank > 0 && OnnxAxes.Of(node.Node, node.Inputs, rank)?.Contains(0) == true ? "axis 0" : null;
        }
    }
}
