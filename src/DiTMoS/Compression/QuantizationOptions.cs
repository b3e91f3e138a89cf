using System.Globalization;
using DiTMoS.Compression.Calibration;

namespace DiTMoS.Compression;

/// <summary>How a trained model is made one of 8-bit integers, without training.</summary>
public sealed record QuantizationOptions
{
    /// <summary>How ranges follow from the values seen. Default <see cref="CalibrationMethod.MeanSquaredError"/>.</summary>
    public CalibrationMethod Calibration { get; init; } = CalibrationMethod.MeanSquaredError;

    /// <summary>With <see cref="CalibrationMethod.Percentile"/>, the percentile at the upper end, in (50, 100]; the lower end is as far from 0. Default 99.99.</summary>
    public double Percentile { get; init; } = 99.99;

    /// <summary>How a classifier reads features of the selector beside its own. Default <see cref="FeatureScaling.Automatic"/>.</summary>
    public FeatureScaling Features { get; init; }

    /// <summary>Refuses values outside their range.</summary>
    /// <exception cref="OptionException">A value is out of range; the message names it.</exception>
    internal void Check()
    {
        Require(Enum.IsDefined(Calibration), nameof(Calibration), "must be MinMax, Percentile or MeanSquaredError", Calibration);
        Require(Percentile is > 50 and <= 100, nameof(Percentile), "must be over 50 and at most 100", Percentile);
        Require(Enum.IsDefined(Features), nameof(Features), "must be Automatic, Shared or Folded", Features);
    }

    private static void Require(bool condition, string option, string rule, object found)
    {
        if (!condition)
        {
            throw new OptionException(string.Create(CultureInfo.InvariantCulture, $"{OptionName.Of($"Quantization.{option}")} {rule}. Got {found}."));
        }
    }
}
