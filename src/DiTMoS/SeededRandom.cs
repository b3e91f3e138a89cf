using System.Numerics;

namespace DiTMoS;

/// <summary>A deterministic generator (xoshiro256**), keyed by seed, purpose and index.</summary>
/// <remarks>
/// Every use of randomness asks for its own stream, so that none depends on how often another was drawn from, on the
/// number of threads, or on where a run was interrupted. Blackman and Vigna, "Scrambled linear pseudorandom number
/// generators" (2021); keys are expanded with SplitMix64.
/// </remarks>
public sealed class SeededRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Creates the stream for one purpose.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="purpose">What the numbers are for, such as <c>"shuffle"</c>.</param>
    /// <param name="index">Which of the purpose's streams, such as the epoch. Default 0.</param>
    public SeededRandom(int seed, string purpose, long index = 0)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        ulong key = 0xCBF29CE484222325;                 // FNV-1a over the purpose: stable across processes
        foreach (char c in purpose)
        {
            key = (key ^ c) * 0x100000001B3;
        }

        key ^= (uint)seed * 0x9E3779B97F4A7C15;
        key = Mix(ref key) ^ ((ulong)index * 0xD1B54A32D192ED03);
        _s0 = Mix(ref key);
        _s1 = Mix(ref key);
        _s2 = Mix(ref key);
        _s3 = Mix(ref key);
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A whole number in [0, <paramref name="bound"/>), without bias.</summary>
    /// <param name="bound">The exclusive upper bound, at least 1.</param>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        ulong limit = ulong.MaxValue - (ulong.MaxValue % (ulong)bound);
        ulong bits;
        do
        {
            bits = NextBits();
        }
        while (bits >= limit);
        return (int)(bits % (ulong)bound);
    }

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number in [0, 1) with 24 random bits.</summary>
    public float NextSingle() => (NextBits() >> 40) * (1.0f / (1 << 24));

    /// <summary>A standard normal number (Box and Muller).</summary>
    public double NextGaussian()
    {
        double u = 1.0 - NextDouble();                  // in (0, 1], so that the logarithm is finite
        return Math.Sqrt(-2.0 * Math.Log(u)) * Math.Cos(2.0 * Math.PI * NextDouble());
    }

    /// <summary>Shuffles the values in place (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    private static ulong Mix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
