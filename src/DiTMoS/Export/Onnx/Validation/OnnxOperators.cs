namespace DiTMoS.Export.Onnx.Validation;

/// <summary>Operators by what they do to shapes and types.</summary>
internal static class OnnxOperators
{
    /// <summary>Values are changed one by one; the shape stays.</summary>
    public static readonly HashSet<string> Elementwise = new(StringComparer.Ordinal)
    {
        "Abs", "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh", "BatchNormalization", "Cast", "Ceil", "Clip", "Cos", "Cosh", "DequantizeLinear", "Dropout", "Elu", "Erf", "Exp", "Floor",
        "HardSigmoid", "HardSwish", "Hardmax", "Identity", "InstanceNormalization", "LRN", "LayerNormalization", "LeakyRelu", "Log", "LogSoftmax", "Neg", "Not", "PRelu", "QuantizeLinear",
        "Reciprocal", "Relu", "Round", "Selu", "Sigmoid", "Sign", "Sin", "Sinh", "Softmax", "Softplus", "Softsign", "Sqrt", "Tan", "Tanh", "ThresholdedRelu",
    };

    /// <summary>Shapes are brought together by repeating what is 1.</summary>
    public static readonly HashSet<string> Broadcast = new(StringComparer.Ordinal)
    {
        "Add", "And", "Div", "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Max", "Mean", "Min", "Mod", "Mul", "Or", "Pow", "Sub", "Sum", "Where", "Xor",
    };

    /// <summary>What comes out is true or false.</summary>
    public static readonly HashSet<string> Logical = new(StringComparer.Ordinal) { "And", "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Not", "Or", "Xor" };

    /// <summary>Axes are summed up.</summary>
    public static readonly HashSet<string> Reduction = new(StringComparer.Ordinal)
    {
        "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceProd", "ReduceSum", "ReduceSumSquare",
    };

    /// <summary>Poolings over windows.</summary>
    public static readonly HashSet<string> Pooling = new(StringComparer.Ordinal) { "AveragePool", "LpPool", "MaxPool" };

    /// <summary>Branches, loops and what else holds graphs.</summary>
    public static readonly HashSet<string> Control = new(StringComparer.Ordinal) { "If", "Loop", "Scan", "SequenceMap" };

    /// <summary>Operators that compute on quantised values themselves.</summary>
    public static readonly HashSet<string> Quantized = new(StringComparer.Ordinal)
    {
        "ConvInteger", "DynamicQuantizeLinear", "MatMulInteger", "QLinearAdd", "QLinearConv", "QLinearMatMul",
    };

    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "ArgMax", "ArgMin", "Concat", "Constant", "Conv", "ConvTranspose", "DepthToSpace", "Expand", "Flatten", "GRU", "Gather", "Gemm", "GlobalAveragePool", "GlobalMaxPool", "LSTM", "MatMul",
        "Pad", "Reshape", "Resize", "Shape", "Slice", "SpaceToDepth", "Split", "Squeeze", "Tile", "TopK", "Transpose", "Unsqueeze", "Upsample",
    };

    // Inputs that say where and how much, not what is computed with.
    private static readonly Dictionary<string, int[]> IndexInputs = new(StringComparer.Ordinal)
    {
        ["Expand"] = [1], ["Gather"] = [1], ["Pad"] = [1, 3], ["Reshape"] = [1], ["Resize"] = [3], ["Slice"] = [1, 2, 3, 4], ["Split"] = [1], ["Squeeze"] = [1], ["Tile"] = [1], ["TopK"] = [1], ["Unsqueeze"] = [1],
    };

    /// <summary>Whether the tool imports it.</summary>
    public static bool IsImported(string type) =>
        Elementwise.Contains(type) || Broadcast.Contains(type) || Reduction.Contains(type) || Pooling.Contains(type) || Others.Contains(type);

    /// <summary>Whether an input holds a shape, axes or indices.</summary>
    public static bool IsIndex(string type, int input) => Reduction.Contains(type) ? input == 1 : IndexInputs.TryGetValue(type, out int[]? indices) && indices.Contains(input);
}
