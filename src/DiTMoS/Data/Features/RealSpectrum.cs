using System.Numerics;
using MathNet.Numerics.Providers.FourierTransform;

namespace DiTMoS.Data.Features;

/// <summary>Power spectra of windowed frames of real samples, zero-padded to a power of two. One thread at a time.</summary>
/// <remarks>
/// The N samples are read as N / 2 complex ones, whose transform holds that of the samples: half the work, and in place.
/// Always MathNet's managed transform, whatever native one is installed, so that results do not depend on the machine.
/// </remarks>
internal sealed class RealSpectrum
{
    /// <summary>The largest size that options may ask for.</summary>
    public const int LargestFft = 1 << 16;

    private readonly double[] _window;
    private readonly Complex[] _packed;                 // (N / 2): even samples real, odd ones imaginary
    private readonly Complex[] _twiddles;               // exp(-2 pi i k / N), k in [0, N / 2)

    /// <summary>Prepares the tables.</summary>
    /// <param name="frameLength">Samples per frame, in [1, <paramref name="fftSize"/>].</param>
    /// <param name="fftSize">N, a power of two in [2, <see cref="LargestFft"/>].</param>
    /// <param name="function">The window function.</param>
    public RealSpectrum(int frameLength, int fftSize, WindowFunction function)
    {
        _window = WindowTable(frameLength, function);
        _packed = new Complex[fftSize / 2];
        _twiddles = new Complex[fftSize / 2];
        for (int k = 0; k < _twiddles.Length; k++)
        {
            _twiddles[k] = Complex.FromPolarCoordinates(1, -2 * Math.PI * k / fftSize);
        }
    }

    /// <summary>Frequencies from 0 to half the sample rate, N / 2 + 1.</summary>
    public int Bins => _packed.Length + 1;

    /// <summary>The sum of the squared window function, by which a density is scaled.</summary>
    public double WindowEnergy => _window.Sum(w => w * w);

    /// <summary>power[k] = |sum over n of window[n] frame[n] exp(-2 pi i k n / N)|^2.</summary>
    /// <param name="frame">The samples of one frame.</param>
    /// <param name="power">Shape (<see cref="Bins"/>); every value is written.</param>
    public void Power(ReadOnlySpan<double> frame, Span<double> power)
    {
        for (int i = 0; i < _packed.Length; i++)
        {
            _packed[i] = new Complex(Windowed(frame, 2 * i), Windowed(frame, (2 * i) + 1));
        }

        ManagedFourierTransformProvider.Instance.Forward(_packed, FourierTransformScaling.NoScaling);

        // Z = transform of even + i odd; even[k] = (Z[k] + conj Z[-k]) / 2, odd[k] = (Z[k] - conj Z[-k]) / 2i
        int half = _packed.Length;
        Complex first = _packed[0];
        power[0] = Squared(first.Real + first.Imaginary);
        power[half] = Squared(first.Real - first.Imaginary);
        for (int k = 1; k < half; k++)
        {
            Complex z = _packed[k];
            Complex mirrored = Complex.Conjugate(_packed[half - k]);
            Complex even = z + mirrored;
            Complex odd = (z - mirrored) * _twiddles[k];
            Complex twice = new(even.Real + odd.Imaginary, even.Imaginary - odd.Real);       // even - i odd
            power[k] = 0.25 * (Squared(twice.Real) + Squared(twice.Imaginary));
        }
    }

    /// <summary>What the samples of a frame are multiplied with.</summary>
    internal static double[] WindowTable(int length, WindowFunction function)
    {
        var table = new double[length];
        for (int n = 0; n < length; n++)
        {
            double symmetric = length == 1 ? Math.PI : 2 * Math.PI * n / (length - 1);       // a single sample is the middle
            table[n] = function switch
            {
                WindowFunction.Hann => 0.5 - (0.5 * Math.Cos(symmetric)),
                WindowFunction.HannPeriodic => 0.5 - (0.5 * Math.Cos(length == 1 ? Math.PI : 2 * Math.PI * n / length)),
                WindowFunction.Hamming => 0.54 - (0.46 * Math.Cos(symmetric)),
                _ => 1,
            };
        }

        return table;
    }

    private static double Squared(double value) => value * value;

    private double Windowed(ReadOnlySpan<double> frame, int n) => n < _window.Length ? frame[n] * _window[n] : 0;
}
