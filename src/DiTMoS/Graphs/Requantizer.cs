namespace DiTMoS.Graphs;

/// <summary>A positive real factor as an integer and a shift, for sums of 32 bits: factor = <see cref="Multiplier"/> 2^(<see cref="Shift"/> - 31).</summary>
/// <param name="Multiplier">In [2^30, 2^31).</param>
/// <param name="Shift">At most 30; negative for factors below 1/2.</param>
/// <remarks>Rounded once, (acc m + 2^(30 - s)) >> (31 - s): as ONNX Runtime does to the last unit, and rounding twice does not.</remarks>
internal readonly record struct Requantizer(int Multiplier, int Shift)
{
    private const int LeastShift = -31;                         // beyond it every sum becomes 0

    /// <summary>The nearest such factor.</summary>
    /// <param name="factor">The factor, over 0 and below 2^30.</param>
    public static Requantizer Of(double factor)
    {
        if (!(factor is > 0 and < 1 << 30))
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "A factor must be over 0 and below 2^30.");
        }

        int shift = Math.ILogB(factor) + 1;                     // factor in [2^(s-1), 2^s)
        long multiplier = (long)Math.Round(Math.ScaleB(factor, 31 - shift));
        if (multiplier == 1L << 31)
        {
            multiplier >>= 1;
            shift++;
        }

        return shift < LeastShift ? new Requantizer(1 << 30, LeastShift) : new Requantizer((int)multiplier, shift);
    }

    /// <summary>The sum times the factor, to the nearest integer; of two the larger.</summary>
    public int Apply(int sum) => (int)((((long)sum * Multiplier) + (1L << (30 - Shift))) >> (31 - Shift));
}
