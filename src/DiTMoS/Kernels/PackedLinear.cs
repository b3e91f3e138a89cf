namespace DiTMoS.Kernels;

/// <summary>A fully connected layer laid out for single windows: outputs side by side, padded with zeros to whole vectors.</summary>
internal sealed unsafe class PackedLinear
{
    /// <summary>Packs a layer; later changes of its weights are not seen.</summary>
    /// <param name="arena">Owns the memory.</param>
    /// <param name="weights">Shape (J, F).</param>
    /// <param name="bias">Shape (J).</param>
    public PackedLinear(LaneArena arena, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias)
    {
        Outputs = bias.Length;
        Inputs = weights.Length / Outputs;
        Width = (Outputs + WindowTensor.Lanes - 1) / WindowTensor.Lanes * WindowTensor.Lanes;
        Weights = arena.Floats((long)Inputs * Width);
        Bias = arena.Floats(Width);
        for (int j = 0; j < Outputs; j++)
        {
            Bias[j] = bias[j];
            for (int f = 0; f < Inputs; f++)
            {
                Weights[((long)f * Width) + j] = weights[(j * Inputs) + f];
            }
        }
    }

    /// <summary>F.</summary>
    public int Inputs { get; }

    /// <summary>J.</summary>
    public int Outputs { get; }

    /// <summary>J, padded.</summary>
    public int Width { get; }

    /// <summary>Shape (F, width).</summary>
    public float* Weights { get; }

    /// <summary>Shape (width).</summary>
    public float* Bias { get; }
}
