namespace DiTMoS.Data.Readers.Ucr;

/// <summary>One series of a set, with its class.</summary>
/// <param name="Row">The row of the file that it stands in, from 1.</param>
/// <param name="Dimensions">The values of each dimension, which may differ in length; NaN where one is missing.</param>
/// <param name="ClassName">The class; null where there is none.</param>
internal sealed record UcrCase(long Row, float[][] Dimensions, string? ClassName)
{
    /// <summary>The values of the longest dimension.</summary>
    public int Length => Dimensions.Max(values => values.Length);
}
