using System.Runtime.Intrinsics;

namespace DiTMoS.Kernels;

/// <summary>Inverted dropout: a value survives with probability 1 - p and is then divided by 1 - p.</summary>
/// <remarks>Srivastava et al., "Dropout" (2014). The mask depends on the key alone, not on threads or on earlier masks.</remarks>
internal static unsafe class Dropout
{
    private const int Lanes = LaneTensor.Lanes;

    /// <summary>Fills a mask with 0 or 1 / (1 - p).</summary>
    /// <param name="mask">Where to write, a multiple of eight floats.</param>
    /// <param name="count">How many floats.</param>
    /// <param name="probability">p, in [0, 1).</param>
    /// <param name="key">Any number; the same key gives the same mask.</param>
    public static void Mask(float* mask, int count, float probability, ulong key)
    {
        Vector256<uint> state = default;
        for (int b = 0; b < Lanes; b++)
        {
            ulong z = key + ((ulong)(b + 1) * 0x9E3779B97F4A7C15);       // SplitMix64 gives each lane a state of its own
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            state = state.WithElement(b, (uint)(z >> 32) | 1);
        }

        Vector256<float> keep = Vector256.Create(1 / (1 - probability));
        var threshold = Vector256.Create((int)(probability * int.MaxValue));
        for (int i = 0; i < count; i += Lanes)
        {
            state ^= Vector256.ShiftLeft(state, 13);                      // xorshift32 (Marsaglia, 2003)
            state ^= Vector256.ShiftRightLogical(state, 17);
            state ^= Vector256.ShiftLeft(state, 5);
            Vector256<int> draw = Vector256.ShiftRightLogical(state, 1).AsInt32();
            (keep & Vector256.GreaterThanOrEqual(draw, threshold).AsSingle()).Store(mask + i);
        }
    }

    /// <summary>y = x · mask; the same for gradients. <paramref name="y"/> may be <paramref name="x"/>.</summary>
    public static void Apply(float* x, float* mask, float* y, int count)
    {
        for (int i = 0; i < count; i += Lanes)
        {
            (Vector256.Load(x + i) * Vector256.Load(mask + i)).Store(y + i);
        }
    }
}
