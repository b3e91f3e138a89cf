using DiTMoS.Export.Onnx.Schema;

namespace DiTMoS.Export.Onnx.Validation;

/// <summary>The axes along which operators work.</summary>
internal static class OnnxAxes
{
    /// <summary>An axis counted from the front; -1 where there is no such axis.</summary>
    public static int Normal(long axis, int rank) => axis >= -rank && axis < rank ? (int)(axis < 0 ? axis + rank : axis) : -1;

    /// <summary>The axes, counted from the front, along which an operator joins, cuts, compares or sums up; null where they are not known, empty where it has none.</summary>
    public static IReadOnlyList<int>? Of(NodeProto node, IReadOnlyList<OnnxTensor> inputs, int rank)
    {
        IReadOnlyList<long>? axes = node.OpType switch
        {
            "Concat" => node.Find("axis") is { } axis ? [axis.I] : null,
            "Gather" or "Split" or "ArgMax" or "ArgMin" => [node.Int("axis", 0)],
            "Softmax" or "LogSoftmax" or "Hardmax" or "TopK" or "LayerNormalization" => [node.Int("axis", -1)],
            "Squeeze" or "Slice" => Raw(node, inputs) ?? (node.OpType == "Squeeze" ? Singletons(inputs) : First(node, inputs)),
            var type when OnnxOperators.Reduction.Contains(type) => Raw(node, inputs) ?? (IsGiven(node, inputs, 1) ? null : [.. Enumerable.Range(0, rank).Select(axis => (long)axis)]),
            _ => [],
        };
        int[]? normal = axes is null || axes.Count > rank ? null : [.. axes.Select(axis => Normal(axis, rank))];
        return normal is null || normal.Contains(-1) ? null : normal;
    }

    /// <summary>Axes as they stand in the file: an attribute or, in newer versions, an input; null where neither is there or the input is no constant.</summary>
    public static IReadOnlyList<long>? Raw(NodeProto node, IReadOnlyList<OnnxTensor> inputs)
    {
        int index = node.OpType == "Slice" ? 3 : 1;
        return node.Ints("axes") ?? (index < inputs.Count ? inputs[index].Numbers : null);
    }

    private static bool IsGiven(NodeProto node, IReadOnlyList<OnnxTensor> inputs, int index) => index < inputs.Count && node.Input[index].Length > 0;

    private static long[]? Singletons(IReadOnlyList<OnnxTensor> inputs) =>
        inputs is [{ HasShape: true } input] ? [.. input.Shape!.Select((value, axis) => (value, axis)).Where(pair => pair.value == 1).Select(pair => (long)pair.axis)] : null;

    /// <summary>Without axes, a Slice cuts as many as it has beginnings, from the first on.</summary>
    private static long[]? First(NodeProto node, IReadOnlyList<OnnxTensor> inputs)
    {
        int? count = node.Ints("starts")?.Count ?? (inputs.Count > 1 ? inputs[1].Numbers?.Count : null);
        return count is null || IsGiven(node, inputs, 3) ? null : [.. Enumerable.Range(0, count.Value).Select(axis => (long)axis)];
    }
}
