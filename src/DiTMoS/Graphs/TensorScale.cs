namespace DiTMoS.Graphs;

/// <summary>How the integers of a quantized tensor stand for real values: real = <see cref="Scale"/> (q - <see cref="ZeroPoint"/>).</summary>
/// <param name="Scale">The step between neighbours, over 0.</param>
/// <param name="ZeroPoint">The integer that stands for 0, in [-128, 127].</param>
internal readonly record struct TensorScale(float Scale, int ZeroPoint)
{
    private const float LeastScale = 1e-30f;                    // below it there is nothing but 0

    /// <summary>The smallest integer.</summary>
    public const int Lowest = sbyte.MinValue;

    /// <summary>The largest integer.</summary>
    public const int Highest = sbyte.MaxValue;

    /// <summary>The scale that spreads the integers over a range, which is widened to hold 0 exactly.</summary>
    /// <param name="low">The least value.</param>
    /// <param name="high">The largest value, at least <paramref name="low"/>.</param>
    public static TensorScale Over(float low, float high)
    {
        low = Math.Min(low, 0);
        high = Math.Max(high, 0);
        float scale = (high - low) / (Highest - Lowest);
        if (scale < LeastScale || !float.IsFinite(scale))
        {
            return new TensorScale(1, low < 0 ? Highest : Lowest);
        }

        return new TensorScale(scale, Math.Clamp(Lowest - (int)MathF.Round(low / scale), Lowest, Highest));
    }

    /// <summary>The nearest integer to a real value, of two the even one; the last one beyond the ends (QuantizeLinear of ONNX).</summary>
    public sbyte Quantize(float value)
    {
        float steps = Math.Clamp(value / Scale, -1024, 1024);   // no integer is as far away
        return (sbyte)Math.Clamp((int)MathF.Round(steps) + ZeroPoint, Lowest, Highest);
    }

    /// <summary>The real value of an integer.</summary>
    public float Dequantize(int value) => Scale * (value - ZeroPoint);
}
