using DiTMoS.Graphs;

namespace DiTMoS.Compression.Integers;

/// <summary>How two integer tensors of different scales are added: each times a factor of 20 fractional bits, rounded once.</summary>
/// <param name="Left">The left one's factor.</param>
/// <param name="Right">The right one's factor.</param>
internal readonly record struct AddScales(int Left, int Right)
{
    /// <summary>Fractional bits of the factors.</summary>
    public const int FractionBits = 20;

    /// <summary>The factors for inputs and output of these scales.</summary>
    public static AddScales Of(TensorScale left, TensorScale right, TensorScale sum) => new(Factor(left, sum), Factor(right, sum));

    /// <summary>The sum as an integer of the output's scale, not yet clamped.</summary>
    /// <param name="left">The left integer less its zero point.</param>
    /// <param name="right">The right integer less its zero point.</param>
    public int Apply(int left, int right) => (int)((((long)left * Left) + ((long)right * Right) + (1 << (FractionBits - 1))) >> FractionBits);

    private static int Factor(TensorScale input, TensorScale sum) => (int)Math.Min(int.MaxValue, Math.Round(Math.ScaleB(input.Scale / (double)sum.Scale, FractionBits)));
}
