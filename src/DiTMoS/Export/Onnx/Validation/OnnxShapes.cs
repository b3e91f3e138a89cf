using DiTMoS.Export.Onnx.Schema;

namespace DiTMoS.Export.Onnx.Validation;

/// <summary>The shapes that operators give, as far as they follow from their inputs, attributes and constants.</summary>
/// <remarks>Where something is missing or does not fit, the answer is null, and what is stored in the file counts.</remarks>
internal static class OnnxShapes
{
    /// <summary>The shape of output <paramref name="output"/> of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="inputs">What is known of its inputs; all dimensions of the first are numbers.</param>
    /// <param name="output">Which output.</param>
    /// <param name="opset">The version of the operators.</param>
    public static IReadOnlyList<long>? Of(NodeProto node, IReadOnlyList<OnnxTensor> inputs, int output, long opset)
    {
        if (node.OpType == "Constant")
        {
            return node.Find("value")?.T?.Dims;
        }

        if (inputs.Count == 0 || !inputs[0].HasShape)
        {
            return null;
        }

        IReadOnlyList<long> shape = inputs[0].Shape!;
        return node.OpType switch
        {
            var type when OnnxOperators.Elementwise.Contains(type) => output == 0 ? shape : null,
            var type when OnnxOperators.Broadcast.Contains(type) => Broadcast(inputs),
            var type when OnnxOperators.Reduction.Contains(type) => Reduce(shape, OnnxAxes.Of(node, inputs, shape.Count), node.Int("keepdims", 1) != 0),
            var type when OnnxOperators.Pooling.Contains(type) => Windows(node, shape, shape.Count > 1 ? shape[1] : -1, node.Ints("kernel_shape")),
            "Conv" => inputs.Count > 1 && inputs[1].HasShape && inputs[1].Rank == shape.Count && shape.Count > 2 ? Windows(node, shape, inputs[1].Shape![0], [.. inputs[1].Shape!.Skip(2)]) : null,
            "GlobalAveragePool" or "GlobalMaxPool" => [.. shape.Select((value, axis) => axis < 2 ? value : 1)],
            "ArgMax" or "ArgMin" => Reduce(shape, OnnxAxes.Of(node, inputs, shape.Count), node.Int("keepdims", 1) != 0),
            "Concat" => Concat(inputs, OnnxAxes.Of(node, inputs, shape.Count)),
            "Flatten" => Flatten(shape, OnnxAxes.Normal(node.Int("axis", 1), shape.Count + 1)),
            "Gather" => Gather(inputs, OnnxAxes.Of(node, inputs, shape.Count)),
            "Gemm" => Gemm(node, inputs),
            "MatMul" => MatMul(inputs),
            "Pad" => Pad(shape, opset < 11 ? node.Ints("pads") : Numbers(inputs, 1)),
            "Reshape" => Reshape(shape, opset < 5 ? node.Ints("shape") : Numbers(inputs, 1)),
            "Shape" => [shape.Count],
            "Squeeze" => Reduce(shape, OnnxAxes.Of(node, inputs, shape.Count), keep: false),
            "Transpose" => Transpose(shape, node.Ints("perm")),
            "Unsqueeze" => Unsqueeze(shape, OnnxAxes.Raw(node, inputs)),
            _ => null,
        };
    }

    /// <summary>The product of dimensions; the largest number where it is larger.</summary>
    public static long Product(IEnumerable<long> shape)
    {
        Int128 product = 1;
        foreach (long dimension in shape)
        {
            product = Int128.Min(product * Math.Max(0, dimension), long.MaxValue);
        }

        return (long)product;
    }

    private static IReadOnlyList<long>? Numbers(IReadOnlyList<OnnxTensor> inputs, int index) => index < inputs.Count ? inputs[index].Numbers : null;

    private static long[]? Broadcast(IReadOnlyList<OnnxTensor> inputs)
    {
        if (inputs.Any(input => !input.HasShape))
        {
            return null;
        }

        var shape = new long[inputs.Max(input => input.Rank)];
        Array.Fill(shape, 1);
        foreach (IReadOnlyList<long> other in inputs.Select(input => input.Shape!))
        {
            for (int i = 1; i <= other.Count; i++)
            {
                if (shape[^i] != 1 && other[^i] != 1 && shape[^i] != other[^i])
                {
                    return null;
                }

                shape[^i] = shape[^i] == 1 ? other[^i] : shape[^i];
            }
        }

        return shape;
    }

    private static long[]? Reduce(IReadOnlyList<long> shape, IReadOnlyList<int>? axes, bool keep) => axes is null
        ? null
        : [.. shape.Select((value, axis) => axes.Contains(axis) ? (keep ? 1 : -1) : value).Where(value => value >= 0)];

    /// <summary>(N, channels, ...) where windows of a convolution or pooling fit into the input's axes.</summary>
    private static long[]? Windows(NodeProto node, IReadOnlyList<long> shape, long channels, IReadOnlyList<long>? kernel)
    {
        int axes = shape.Count - 2;
        IReadOnlyList<long> strides = node.Ints("strides") ?? Repeat(1, axes);
        IReadOnlyList<long> dilations = node.Ints("dilations") ?? Repeat(1, axes);
        IReadOnlyList<long> pads = node.Ints("pads") ?? Repeat(0, 2 * Math.Max(0, axes));
        string autoPad = node.Word("auto_pad", "NOTSET");
        if (axes < 1 || kernel?.Count != axes || strides.Count != axes || dilations.Count != axes || pads.Count != 2 * axes || autoPad is not ("NOTSET" or "VALID" or "SAME_UPPER" or "SAME_LOWER"))
        {
            return null;
        }

        var output = new long[shape.Count];
        (output[0], output[1]) = (shape[0], channels);
        for (int i = 0; i < axes; i++)
        {
            Int128 padded = (Int128)shape[i + 2] + (autoPad == "NOTSET" ? (Int128)pads[i] + pads[i + axes] : 0);
            Int128 steps = padded - ((Int128)dilations[i] * (kernel[i] - 1)) - 1;
            if (strides[i] < 1 || (steps < 0 && !autoPad.StartsWith("SAME", StringComparison.Ordinal)))
            {
                return null;
            }

            Int128 rounding = node.Int("ceil_mode", 0) != 0 ? strides[i] - 1 : 0;
            Int128 length = autoPad.StartsWith("SAME", StringComparison.Ordinal) ? (padded + strides[i] - 1) / strides[i] : ((steps + rounding) / strides[i]) + 1;
            output[i + 2] = (long)Int128.Min(length, long.MaxValue);
        }

        return output;
    }

    private static long[] Repeat(long value, int count) => [.. Enumerable.Repeat(value, Math.Max(0, count))];

    private static long[]? Concat(IReadOnlyList<OnnxTensor> inputs, IReadOnlyList<int>? axes)
    {
        if (axes is not [int axis] || inputs.Any(input => !input.HasShape || input.Rank != inputs[0].Rank))
        {
            return null;
        }

        long[] shape = [.. inputs[0].Shape!];
        bool fits = inputs.All(input => input.Shape!.Where((value, i) => i != axis && value != shape[i]).FirstOrDefault(-1) < 0);
        Int128 sum = inputs.Aggregate((Int128)0, (total, input) => total + input.Shape![axis]);
        shape[axis] = (long)Int128.Min(sum, long.MaxValue);
        return fits ? shape : null;
    }

    private static long[]? Flatten(IReadOnlyList<long> shape, int axis) => axis < 0 ? null : [Product(shape.Take(axis)), Product(shape.Skip(axis))];

    private static long[]? Gather(IReadOnlyList<OnnxTensor> inputs, IReadOnlyList<int>? axes) => axes is [int axis] && inputs.Count == 2 && inputs[1].HasShape
        ? [.. inputs[0].Shape!.Take(axis), .. inputs[1].Shape!, .. inputs[0].Shape!.Skip(axis + 1)]
        : null;

    private static long[]? Gemm(NodeProto node, IReadOnlyList<OnnxTensor> inputs)
    {
        if (inputs.Count < 2 || inputs[0].Rank != 2 || inputs[1].Rank != 2 || !inputs[1].HasShape)
        {
            return null;
        }

        (bool a, bool b) = (node.Int("transA", 0) != 0, node.Int("transB", 0) != 0);
        bool fits = inputs[0].Shape![a ? 0 : 1] == inputs[1].Shape![b ? 1 : 0];
        return fits ? [inputs[0].Shape![a ? 1 : 0], inputs[1].Shape![b ? 0 : 1]] : null;
    }

    private static long[]? MatMul(IReadOnlyList<OnnxTensor> inputs)
    {
        if (inputs.Count != 2 || !inputs[1].HasShape || inputs[0].Rank < 2 || inputs[1].Rank < 2 || inputs[0].Shape![^1] != inputs[1].Shape![^2])
        {
            return null;
        }

        long[]? batch = Broadcast([.. inputs.Select(input => input with { Shape = [.. input.Shape!.SkipLast(2)] })]);
        return batch is null ? null : [.. batch, inputs[0].Shape![^2], inputs[1].Shape![^1]];
    }

    private static long[]? Pad(IReadOnlyList<long> shape, IReadOnlyList<long>? pads) => pads is null || pads.Count != 2 * shape.Count
        ? null
        : [.. shape.Select((value, axis) => (long)Int128.Clamp((Int128)value + pads[axis] + pads[axis + shape.Count], 0, long.MaxValue))];

    private static long[]? Reshape(IReadOnlyList<long> shape, IReadOnlyList<long>? wanted)
    {
        if (wanted is null || wanted.Any(value => value < -1) || wanted.Count(value => value == -1) > 1 || wanted.Where((value, axis) => value == 0 && axis >= shape.Count).Any())
        {
            return null;
        }

        long[] output = [.. wanted.Select((value, axis) => value == 0 ? shape[axis] : value)];
        int open = Array.IndexOf(output, -1);
        long known = Product(output.Where(value => value >= 0));
        if (open >= 0)
        {
            output[open] = known == 0 ? -1 : Product(shape) / known;
        }

        return output.All(value => value >= 0) && Product(output) == Product(shape) ? output : null;
    }

    private static long[]? Transpose(IReadOnlyList<long> shape, IReadOnlyList<long>? order)
    {
        order ??= [.. Enumerable.Range(0, shape.Count).Reverse().Select(axis => (long)axis)];
        return order.Order().SequenceEqual(Enumerable.Range(0, shape.Count).Select(axis => (long)axis)) ? [.. order.Select(axis => shape[(int)axis])] : null;
    }

    private static List<long>? Unsqueeze(IReadOnlyList<long> shape, IReadOnlyList<long>? axes)
    {
        if (axes is null || axes.Count > 64)
        {
            return null;
        }

        int rank = shape.Count + axes.Count;
        var output = new List<long>(shape);
        foreach (int axis in axes.Select(axis => OnnxAxes.Normal(axis, rank)).Order())
        {
            if (axis < 0 || axis > output.Count)
            {
                return null;
            }

            output.Insert(axis, 1);
        }

        return output;
    }
}
