namespace DiTMoS.Export.Onnx;

/// <summary>How an ONNX file shapes windows and features of C channels and L samples. Values and their order are the same in both.</summary>
public enum OnnxLayout
{
    /// <summary>Tensors (1, C, L), convolutions over one axis.</summary>
    Conv1D,

    /// <summary>Tensors (1, C, 1, L), convolutions with kernels (1, k): how the time-series models of STM32's model zoo are shaped, and what its tool turns the other layout into.</summary>
    Conv2D,
}
