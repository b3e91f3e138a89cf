using DiTMoS.Export.Onnx.Schema;

namespace DiTMoS.Export.Onnx.Validation;

/// <summary>What is known of a tensor of a file.</summary>
/// <param name="Shape">Its dimensions, -1 for one that is no number; null where nothing is known.</param>
/// <param name="DataType">Its element type; <see cref="TensorProto.Types.DataType.Undefined"/> where unknown.</param>
/// <param name="Constant">The stored values; null where they are computed.</param>
/// <param name="IsStored">Whether nothing but stored values go into it, such as weights behind their DequantizeLinear. Default false.</param>
internal sealed record OnnxTensor(IReadOnlyList<long>? Shape, TensorProto.Types.DataType DataType, TensorProto? Constant = null, bool IsStored = false)
{
    /// <summary>A tensor of which nothing is known.</summary>
    public static OnnxTensor Unknown { get; } = new(null, TensorProto.Types.DataType.Undefined);

    /// <summary>Whether all dimensions are numbers.</summary>
    public bool HasShape => Shape != null && Shape.All(dimension => dimension >= 0);

    /// <summary>Axes; -1 where unknown.</summary>
    public int Rank => Shape?.Count ?? -1;

    /// <summary>Stored whole numbers, for a shape or axes; null where there are none.</summary>
    public IReadOnlyList<long>? Numbers => Constant?.Longs();

    /// <summary>A stored tensor.</summary>
    public static OnnxTensor Of(TensorProto constant) => new([.. constant.Dims], (TensorProto.Types.DataType)constant.DataType, constant, IsStored: true);

    /// <summary>A declared tensor.</summary>
    public static OnnxTensor Of(ValueInfoProto declared) => declared.Type?.TensorType is not { } type
        ? Unknown
        : new(
            type.Shape is null ? null : [.. type.Shape.Dim.Select(dimension => dimension.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue && dimension.DimValue >= 0 ? dimension.DimValue : -1)],
            (TensorProto.Types.DataType)type.ElemType);
}
