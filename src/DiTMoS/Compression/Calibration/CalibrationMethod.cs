namespace DiTMoS.Compression.Calibration;

/// <summary>How the range of a tensor's integers follows from the values that it was seen to hold.</summary>
public enum CalibrationMethod
{
    /// <summary>From the least to the largest value.</summary>
    MinMax,

    /// <summary>Without the share of values at either end that <see cref="QuantizationOptions.Percentile"/> leaves out.</summary>
    Percentile,

    /// <summary>The range of the least mean squared error between values and their integers.</summary>
    MeanSquaredError,
}
