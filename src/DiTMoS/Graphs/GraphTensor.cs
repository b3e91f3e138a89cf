namespace DiTMoS.Graphs;

/// <summary>A tensor that an inference reads or writes: C channels of L values for one window.</summary>
/// <param name="Name">The name, once per network: <c>input</c>, <c>selector_block1</c>, <c>classifier_logits</c>. All classifiers use the same names, as only one of them runs per window.</param>
/// <param name="Channels">Channels, C; for a vector its values.</param>
/// <param name="Length">Values per channel, L; 1 for a vector.</param>
/// <param name="Type">What one value is stored as. Default <see cref="ElementType.Float32"/>.</param>
/// <param name="Scale">How its integers stand for real values; null where they are no integers. Default null.</param>
/// <remarks>In memory a device keeps it interleaved, (L, C): all channels of one sample side by side, a row. ONNX and <c>IDataView</c> have (C, L).</remarks>
internal sealed record GraphTensor(string Name, int Channels, int Length, ElementType Type = ElementType.Float32, TensorScale? Scale = null)
{
    /// <summary>Values, C * L.</summary>
    public int Values => Channels * Length;

    /// <summary>Bytes of one row: all channels of one sample.</summary>
    public int RowBytes => Channels * Type.Bytes();

    /// <summary>Bytes of the whole tensor.</summary>
    public int Bytes => Length * RowBytes;
}
