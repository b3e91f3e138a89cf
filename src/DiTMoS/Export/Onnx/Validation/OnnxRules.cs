namespace DiTMoS.Export.Onnx.Validation;

/// <summary>The names of the rules that STM32Cube.AI has for ONNX files, as its documentation of versions 2.2 to 4.0 of ST Edge AI Core tells them.</summary>
internal static class OnnxRules
{
    /// <summary>Opset 7 to 20; over 15 is a warning, as older installations end there.</summary>
    public const string OpsetVersion = "opset-version";

    /// <summary>Only operators of ONNX itself.</summary>
    public const string OperatorDomain = "operator-domain";

    /// <summary>Only operators that the tool imports.</summary>
    public const string OperatorList = "operator-list";

    /// <summary>No branches and loops, and no graphs inside operators.</summary>
    public const string ControlFlow = "control-flow";

    /// <summary>No functions of the file's own.</summary>
    public const string ModelFunctions = "model-functions";

    /// <summary>Every tensor is written once, before it is read.</summary>
    public const string GraphOrder = "graph-order";

    /// <summary>All dimensions are numbers.</summary>
    public const string StaticShape = "static-shape";

    /// <summary>The shape of every tensor is stored, or follows from its operator.</summary>
    public const string KnownShape = "known-shape";

    /// <summary>A stored shape is the one that its operator gives.</summary>
    public const string ShapeFollows = "shape-follows";

    /// <summary>Inputs and outputs have one window: their first dimension is 1.</summary>
    public const string BatchOne = "batch-one";

    /// <summary>Nothing works along the first axis.</summary>
    public const string BatchAxis = "batch-axis";

    /// <summary>At most 6 axes.</summary>
    public const string TensorRank = "tensor-rank";

    /// <summary>Dimensions below 65,536.</summary>
    public const string TensorDimension = "tensor-dimension";

    /// <summary>float32, int8 and uint8; int32 for biases and behind a Cast, int64 for shapes and indices.</summary>
    public const string DataType = "data-type";

    /// <summary>Kernels and strides of convolutions are not larger than the input.</summary>
    public const string ConvSize = "conv-size";

    /// <summary>Windows and strides of poolings are not larger than the input.</summary>
    public const string PoolSize = "pool-size";

    /// <summary>Poolings are not dilated.</summary>
    public const string PoolDilation = "pool-dilation";

    /// <summary>The bias of Gemm is a constant of one axis.</summary>
    public const string GemmBias = "gemm-bias";

    /// <summary>MatMul has at most three axes.</summary>
    public const string MatMulRank = "matmul-rank";

    /// <summary>Softmax works on the channels, written as axis 1.</summary>
    public const string SoftmaxAxis = "softmax-axis";

    /// <summary>ArgMax reads float32, and a Cast reads what it gives: int64 in ONNX, int32 on the device.</summary>
    public const string ArgMaxCast = "argmax-cast";

    /// <summary>Reshape keeps the default meaning of 0.</summary>
    public const string ReshapeZero = "reshape-allowzero";

    /// <summary>No padding as an operator of its own.</summary>
    public const string StandAlonePad = "stand-alone-pad";

    /// <summary>Quantised by QuantizeLinear and DequantizeLinear around operators, not by quantised operators.</summary>
    public const string QuantizedFormat = "quantized-format";

    /// <summary>Quantised to 8 bit; biases to int32.</summary>
    public const string QuantizedBits = "quantized-bits";

    /// <summary>Quantised weights are symmetric: all zero points are 0.</summary>
    public const string QuantizedWeights = "quantized-weights";

    /// <summary>Activations have one scale, not one per channel.</summary>
    public const string QuantizedActivations = "quantized-activations";

    /// <summary>Scales and zero points are constants.</summary>
    public const string QuantizedConstants = "quantized-constants";

    /// <summary>No scales per block.</summary>
    public const string QuantizedBlocks = "quantized-blocks";

    /// <summary>Nodes have names, each its own; a warning.</summary>
    public const string NodeName = "node-name";
}
