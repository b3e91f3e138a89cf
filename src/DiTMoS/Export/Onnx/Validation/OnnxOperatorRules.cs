namespace DiTMoS.Export.Onnx.Validation;

/// <summary>The rules of single operators.</summary>
internal static class OnnxOperatorRules
{
    /// <summary>Checks a node by its type.</summary>
    public static void Check(OnnxCheckedNode node, long opset, OnnxViolations violations)
    {
        switch (node.Type)
        {
            case "Conv":
                CheckWindows(node, OnnxRules.ConvSize, Kernel(node), violations);
                break;
            case var type when OnnxOperators.Pooling.Contains(type):
                CheckWindows(node, OnnxRules.PoolSize, node.Node.Ints("kernel_shape"), violations);
                violations.Require(node.Node.Ints("dilations")?.All(value => value == 1) ?? true, OnnxRules.PoolDilation, node, Shown(node.Node.Ints("dilations")), "Pool without dilations");
                break;
            case "Gemm":
                violations.Require(
                    !node.Has(2) || (node.InputAt(2).IsStored && node.InputAt(2).Rank == 1),
                    OnnxRules.GemmBias,
                    node,
                    !node.InputAt(2).IsStored ? "a bias that is computed" : $"a bias of shape {Shown(node.InputAt(2).Shape)}",
                    "Store the bias in the file with one axis, or add it by Add");
                break;
            case "MatMul":
                violations.Require(node.Input.Rank <= 3 && node.InputAt(1).Rank <= 3, OnnxRules.MatMulRank, node, $"{Math.Max(node.Input.Rank, node.InputAt(1).Rank)} axes", "Reshape to at most three axes");
                break;
            case "Softmax" or "LogSoftmax":
                CheckSoftmax(node, opset, violations);
                break;
            case "Reshape":
                violations.Require(node.Node.Int("allowzero", 0) == 0, OnnxRules.ReshapeZero, node, "allowzero 1", "Write the dimensions, and leave allowzero out");
                break;
            case "Pad":
                violations.Add(OnnxRules.StandAlonePad, node.Name, "a Pad", "Fold it into the pads of the operator behind it");
                break;
        }
    }

    private static IReadOnlyList<long>? Kernel(OnnxCheckedNode node) =>
        node.Node.Ints("kernel_shape") ?? (node.InputAt(1).HasShape && node.InputAt(1).Rank > 2 ? [.. node.InputAt(1).Shape!.Skip(2)] : null);

    private static void CheckWindows(OnnxCheckedNode node, string rule, IReadOnlyList<long>? kernel, OnnxViolations violations)
    {
        if (!node.Input.HasShape || node.Input.Rank < 3)
        {
            return;
        }

        long[] sizes = [.. node.Input.Shape!.Skip(2)];
        IReadOnlyList<long>? strides = node.Node.Ints("strides");
        violations.Require(Fits(kernel, sizes), rule, node, $"a kernel of {Shown(kernel)} on {Shown(sizes)}", "Use a kernel that is not larger than the input");
        violations.Require(Fits(strides, sizes), rule, node, $"strides of {Shown(strides)} on {Shown(sizes)}", "Use strides that are not larger than the input");
    }

    private static bool Fits(IReadOnlyList<long>? window, long[] sizes) => window is null || (window.Count == sizes.Length && window.Zip(sizes).All(pair => pair.First >= 1 && pair.First <= pair.Second));

    private static void CheckSoftmax(OnnxCheckedNode node, long opset, OnnxViolations violations)
    {
        long? axis = node.Node.Find("axis")?.I;
        string found = axis is null ? $"no axis, which means {(opset < 13 ? 1 : -1)}" : $"axis {axis}";
        violations.Require(axis == 1, OnnxRules.SoftmaxAxis, node, found, "Bring the channels to axis 1, and write axis=1");
    }

    private static string Shown(IReadOnlyList<long>? values) => values is null ? "(unknown)" : OnnxShape.Text([.. values]);
}
