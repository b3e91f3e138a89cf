namespace Microsoft.ML;

/// <summary>Normalises numbers.</summary>
public static class NormalizationCatalog
{
    private const long AllExamples = 1000000000;

    /// <summary>Scales numbers by the smallest and the largest seen.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column that is made.</param>
    /// <param name="inputColumnName">The column that is read; null, the default, for the same name.</param>
    /// <param name="maximumExampleCount">The most rows to learn from. Default 1,000,000,000.</param>
    /// <param name="fixZero">Whether zero stays zero, so that the result lies in [-1, 1]; else it lies in [0, 1]. Default true.</param>
    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null, long maximumExampleCount = AllExamples, bool fixZero = true)
        => catalog.NormalizeMinMax([new(outputColumnName, inputColumnName)], maximumExampleCount, fixZero);

    /// <summary>Scales numbers of several columns by the smallest and the largest seen.</summary>
    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog, InputOutputColumnPair[] columns, long maximumExampleCount = AllExamples, bool fixZero = true)
        => new(PairsOf(columns), maximumExampleCount, (_, slot) => slot.MinMax(fixZero), useCdf: false);

    /// <summary>Scales numbers by the mean and the variance seen.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The column that is made.</param>
    /// <param name="inputColumnName">The column that is read; null, the default, for the same name.</param>
    /// <param name="maximumExampleCount">The most rows to learn from. Default 1,000,000,000.</param>
    /// <param name="fixZero">Whether zero stays zero; else the mean becomes zero. Default true.</param>
    /// <param name="useCdf">Whether the result is the normal distribution function instead. Default false.</param>
    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName = null, long maximumExampleCount = AllExamples, bool fixZero = true, bool useCdf = false)
        => catalog.NormalizeMeanVariance([new(outputColumnName, inputColumnName)], maximumExampleCount, fixZero, useCdf);

    /// <summary>Scales numbers of several columns by the mean and the variance seen.</summary>
    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog, InputOutputColumnPair[] columns, long maximumExampleCount = AllExamples, bool fixZero = true, bool useCdf = false)
        => new(PairsOf(columns), maximumExampleCount, (single, slot) => useCdf ? slot.Distribution() : slot.MeanVariance(fixZero, single), useCdf);

    private static (string Output, string Input)[] PairsOf(InputOutputColumnPair[] columns)
        => [.. Check.Value(columns, nameof(columns)).Select(pair => (pair.OutputColumnName, pair.InputColumnName))];
}
