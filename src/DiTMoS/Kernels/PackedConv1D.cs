namespace DiTMoS.Kernels;

/// <summary>A convolution with its norm, ReLU and pooling, laid out for single windows: the outputs of a group, eight by eight, side by side.</summary>
/// <remarks>Where a group's outputs do not fill the last vector, all that is kept of them is zero, and so is what comes out.</remarks>
internal sealed unsafe class PackedConv1D
{
    private const int Lanes = WindowTensor.Lanes;

    /// <summary>Reserves room for the weights; <see cref="Set"/> fills it.</summary>
    /// <param name="arena">Owns the memory.</param>
    /// <param name="shape">The convolution; its batch is not looked at.</param>
    /// <param name="pool">Q, the pooling's window and step.</param>
    /// <param name="average">Mean instead of maximum.</param>
    public PackedConv1D(LaneArena arena, Conv1DShape shape, int pool, bool average)
    {
        Shape = shape;
        Pool = pool;
        Average = average;
        Inputs = shape.C / shape.Groups;
        Outputs = shape.O / shape.Groups;
        Vectors = (Outputs + Lanes - 1) / Lanes;
        int vectors = shape.Groups * Vectors;
        Weights = arena.Floats((long)vectors * WeightsPerVector);
        Bias = arena.Floats(vectors * Lanes);
        Mean = arena.Floats(vectors * Lanes);
        Scale = arena.Floats(vectors * Lanes);
        Shift = arena.Floats(vectors * Lanes);
    }

    public Conv1DShape Shape { get; }

    public int Pool { get; }

    public bool Average { get; }

    /// <summary>Input channels of one group.</summary>
    public int Inputs { get; }

    /// <summary>Output channels of one group.</summary>
    public int Outputs { get; }

    /// <summary>Vectors that the outputs of one group take.</summary>
    public int Vectors { get; }

    /// <summary>Shape (groups, vectors, C / groups, K, 8).</summary>
    public float* Weights { get; }

    /// <summary>Shape (groups, vectors, 8), as the three that follow.</summary>
    public float* Bias { get; }

    public float* Mean { get; }

    public float* Scale { get; }

    public float* Shift { get; }

    /// <summary>Floats of the weights that make one vector of outputs.</summary>
    public int WeightsPerVector => Inputs * Shape.K * Lanes;

    /// <summary>Output samples after pooling.</summary>
    public int OutputLength => Shape.T / Pool;

    /// <summary>Floats that one output sample takes: groups lie close together, and the last one's last vector is written whole.</summary>
    /// <param name="outputs">O.</param>
    /// <param name="groups">Groups of the convolution.</param>
    public static int WidthFor(int outputs, int groups)
    {
        int perGroup = outputs / groups;
        return outputs - perGroup + ((perGroup + Lanes - 1) / Lanes * Lanes);
    }

    /// <summary>Takes over what makes one output channel; later changes of it are not seen.</summary>
    /// <param name="o">The channel, in [0, O).</param>
    /// <param name="weights">Shape (C / groups, K).</param>
    /// <param name="bias">The convolution's bias.</param>
    /// <param name="mean">μ of the norm.</param>
    /// <param name="scale">γ / sqrt(σ² + ε) of the norm.</param>
    /// <param name="shift">β of the norm.</param>
    public void Set(int o, ReadOnlySpan<float> weights, float bias, float mean, float scale, float shift)
    {
        int vector = (o / Outputs * Vectors) + (o % Outputs / Lanes);
        int lane = o % Outputs % Lanes;
        float* target = Weights + ((long)vector * WeightsPerVector) + lane;
        for (int tap = 0; tap < weights.Length; tap++)
        {
            target[(long)tap * Lanes] = weights[tap];
        }

        int index = (vector * Lanes) + lane;
        Bias[index] = bias;
        Mean[index] = mean;
        Scale[index] = scale;
        Shift[index] = shift;
    }
}
