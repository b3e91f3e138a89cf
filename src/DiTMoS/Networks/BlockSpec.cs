namespace DiTMoS.Networks;

/// <summary>One convolution block: Conv1D, BatchNorm1D, ReLU and, where <see cref="Pool"/> is over 1, pooling.</summary>
/// <param name="OutputChannels">Channels that the convolution produces, at least 1.</param>
/// <param name="Kernel">Kernel length in samples, at least 1.</param>
/// <param name="Padding">Zeros added on both sides of the input, at least 0. Default 0.</param>
/// <param name="Stride">Step of the convolution in samples, at least 1. Default 1.</param>
/// <param name="Groups">Groups of the convolution; divides input and output channels. Default 1.</param>
/// <param name="Pool">Pooling window and step in samples; 1 for no pooling. Default 2.</param>
/// <param name="PoolKind">How a pooling window becomes one value. Default <see cref="PoolKind.Max"/>.</param>
public sealed record BlockSpec(
    int OutputChannels,
    int Kernel,
    int Padding = 0,
    int Stride = 1,
    int Groups = 1,
    int Pool = 2,
    PoolKind PoolKind = PoolKind.Max)
{
    /// <summary>Samples after the convolution, for an input of <paramref name="length"/> samples.</summary>
    public int ConvolvedLength(int length) => length + (2 * Padding) < Kernel ? 0 : ((length + (2 * Padding) - Kernel) / Stride) + 1;

    /// <summary>Samples after the pooling, for an input of <paramref name="length"/> samples.</summary>
    public int OutputLength(int length) => ConvolvedLength(length) / Pool;
}
