using DiTMoS.Data.Features;

namespace DiTMoS.Tests.Data.Features;

/// <summary>Log-mel values and cepstral coefficients by their formulas, in double, without a fast transform.</summary>
internal static class MelReference
{
    /// <summary>|sum over n of x[n] exp(-2 pi i k n / N)|^2 for k in [0, N / 2].</summary>
    public static double[] PowerSpectrum(double[] frame, int fftSize) =>
    [
        .. Enumerable.Range(0, (fftSize / 2) + 1).Select(k =>
        {
            double real = frame.Select((x, n) => x * Math.Cos(2 * Math.PI * k * n / fftSize)).Sum();
            double imaginary = frame.Select((x, n) => x * Math.Sin(2 * Math.PI * k * n / fftSize)).Sum();
            return (real * real) + (imaginary * imaginary);
        }),
    ];

    /// <summary>Shape (frames, M).</summary>
    public static double[][] LogMel(double[] samples, MelStep step, double rateHz)
    {
        double[] emphasized = [.. samples.Select((x, n) => x - (n == 0 ? 0 : step.PreEmphasis * samples[n - 1]))];
        int frames = 1 + ((samples.Length - step.FrameLength) / step.Hop);
        return [.. Enumerable.Range(0, frames).Select(t =>
        {
            double[] frame = [.. Enumerable.Range(0, step.FrameLength).Select(n => emphasized[(t * step.Hop) + n] * WindowAt(n, step))];
            double[] power = PowerSpectrum(frame, step.FftSize);
            return Enumerable.Range(0, step.Filters)
                .Select(m => Math.Log(power.Select((p, k) => p * Triangle(k * rateHz / step.FftSize, m, step)).Sum() + step.LogFloor))
                .ToArray();
        })];
    }

    /// <summary>Shape (frames, coefficients).</summary>
    public static double[][] Mfcc(double[] samples, MfccStep step, double rateHz) =>
        [.. LogMel(samples, step, rateHz).Select(mel => Enumerable.Range(0, step.Coefficients).Select(k =>
            Math.Sqrt((k == 0 ? 1.0 : 2.0) / mel.Length) * mel.Select((value, m) => value * Math.Cos(Math.PI / mel.Length * (m + 0.5) * k)).Sum()).ToArray())];

    private static double WindowAt(int n, MelStep step) => step.Window switch
    {
        WindowFunction.Hann => Math.Pow(Math.Sin(Math.PI * n / (step.FrameLength - 1)), 2),
        WindowFunction.HannPeriodic => Math.Pow(Math.Sin(Math.PI * n / step.FrameLength), 2),
        WindowFunction.Hamming => 0.08 + (0.92 * Math.Pow(Math.Sin(Math.PI * n / (step.FrameLength - 1)), 2)),
        _ => 1,
    };

    private static double Triangle(double hertz, int m, MelStep step)
    {
        double lowestMel = Mel(step.LowestHz);
        double width = (Mel(step.HighestHz) - lowestMel) / (step.Filters + 1);
        double low = Hertz(lowestMel + (m * width));
        double centre = Hertz(lowestMel + ((m + 1) * width));
        double high = Hertz(lowestMel + ((m + 2) * width));
        return Math.Max(0, hertz < centre ? (hertz - low) / (centre - low) : (high - hertz) / (high - centre));
    }

    private static double Mel(double hertz) => 1127.01048 * Math.Log(1 + (hertz / 700));      // 2595 / ln 10

    private static double Hertz(double mel) => 700 * (Math.Exp(mel / 1127.01048) - 1);
}
