namespace DiTMoS.Graphs;

/// <summary>The weights and biases of a layer as integers.</summary>
/// <param name="Weights">Symmetric per output channel, in [-127, 127]; in the order of the layer's real weights.</param>
/// <param name="Scales">The step of the weights of each output channel, (O).</param>
/// <param name="Bias">Biases in steps of the input's scale times the weights', (O); the input's zero point is not in them.</param>
/// <param name="Multipliers">What brings each output channel's sums to the output's scale, (O).</param>
internal sealed record QuantizedWeights(sbyte[] Weights, float[] Scales, int[] Bias, Requantizer[] Multipliers);
