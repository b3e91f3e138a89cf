using DiTMoS.Data.Features;

namespace DiTMoS.Tests.Data.Features;

public sealed class RealSpectrumTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(7, 8)]
    [InlineData(16, 16)]
    [InlineData(17, 64)]
    [InlineData(480, 512)]
    [InlineData(1500, 2048)]
    public void Power_AnyLength_MatchesDirectTransform(int length, int fftSize)
    {
        double[] frame = Draw.Gaussian(length, seed: length);
        var power = new double[(fftSize / 2) + 1];

        new RealSpectrum(length, fftSize, WindowFunction.Rectangular).Power(frame, power);

        Near.AssertAll(MelReference.PowerSpectrum(frame, fftSize), power, 1e-11, "power");
    }

    [Theory]
    [InlineData(WindowFunction.Hann)]
    [InlineData(WindowFunction.HannPeriodic)]
    [InlineData(WindowFunction.Hamming)]
    [InlineData(WindowFunction.Rectangular)]
    public void Power_AnyWindow_SumIsThatOfTheSquares(WindowFunction function)
    {
        // Parseval: the N squared magnitudes sum to N times the energy; all but the first and last stand for two.
        const int size = 256;
        var spectrum = new RealSpectrum(200, size, function);
        double[] noise = Draw.Gaussian(200, seed: 5);
        double[] impulses = [.. noise.Select((_, n) => n % 2 == 0 ? 1.0 : -1.0)];
        var power = new double[spectrum.Bins];

        spectrum.Power(impulses, power);
        Assert.Equal(size * spectrum.WindowEnergy, TwoSided(power), 1e-9 * size * spectrum.WindowEnergy);

        if (function == WindowFunction.Rectangular)
        {
            spectrum.Power(noise, power);
            Assert.Equal(size * noise.Sum(x => x * x), TwoSided(power), 1e-9 * size * noise.Length);
        }
    }

    [Fact]
    public void Power_ManyFrames_AllocatesNothing()
    {
        var spectrum = new RealSpectrum(480, 512, WindowFunction.Hann);
        double[] frame = Draw.Gaussian(480, seed: 1);
        var power = new double[spectrum.Bins];
        spectrum.Power(frame, power);

        Assert.Equal(0, Allocation.LeastOf(() => spectrum.Power(frame, power)));
    }

    private static double TwoSided(double[] power) => (2 * power.Sum()) - power[0] - power[^1];
}
