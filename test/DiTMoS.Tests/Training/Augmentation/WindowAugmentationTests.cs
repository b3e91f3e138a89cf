using DiTMoS.Training.Augmentation;

namespace DiTMoS.Tests.Training.Augmentation;

public sealed class WindowAugmentationTests
{
    private const int Channels = 3;
    private const int Length = 40;

    private static readonly float[] Window = [.. Enumerable.Range(0, Channels * Length).Select(i => MathF.Sin(i * 0.37f) + (i / 100f))];

    [Fact]
    public void Rotation_KeepsTheLengthOfEveryVector()
    {
        float[] rotated = Apply(new AugmentationOptions { RotationDegrees = 90 }, epoch: 1);

        Assert.NotEqual(Window, rotated);
        for (int t = 0; t < Length; t++)
        {
            Assert.Equal(Norm(Window, t), Norm(rotated, t), 1e-5f);
        }
    }

    [Fact]
    public void TimeShift_MovesSamplesAndRepeatsTheEdge()
    {
        float[] shifted = Apply(new AugmentationOptions { TimeShift = 0.25f }, epoch: 2);

        int shift = Enumerable.Range(-10, 21).Single(s => Enumerable.Range(0, Length).All(t => shifted[t] == Window[Math.Clamp(t - s, 0, Length - 1)]));
        Assert.NotEqual(0, shift);
    }

    [Fact]
    public void TimeMask_SilencesOneSpanOfAllChannels()
    {
        float[] masked = Apply(new AugmentationOptions { TimeMask = 0.5f }, epoch: 3);

        int[] silent = [.. Enumerable.Range(0, Length).Where(t => masked[t] == 0 && masked[Length + t] == 0 && masked[(2 * Length) + t] == 0)];
        Assert.InRange(silent.Length, 1, Length / 2);
        Assert.Equal(silent.Length - 1, silent[^1] - silent[0]);
        Assert.All(Enumerable.Range(0, Length).Except(silent), t => Assert.Equal(Window[t], masked[t]));
    }

    [Fact]
    public void Jitter_HasTheSpreadThatWasAskedFor()
    {
        float[] noisy = Apply(new AugmentationOptions { Jitter = 0.5f }, epoch: 4);

        double spread = Math.Sqrt(noisy.Zip(Window, (a, b) => (double)(a - b) * (a - b)).Average());
        Assert.InRange(spread, 0.35, 0.65);
    }

    [Fact]
    public void ScalingAndOffset_ChangeEachChannelAlike()
    {
        float[] changed = Apply(new AugmentationOptions { Scaling = 0.3f, Offset = 0.3f }, epoch: 5);

        for (int c = 0; c < Channels; c++)
        {
            float slope = (changed[(c * Length) + 7] - changed[c * Length]) / (Window[(c * Length) + 7] - Window[c * Length]);
            float offset = changed[c * Length] - (slope * Window[c * Length]);
            Assert.NotEqual(1, slope);
            Assert.All(Enumerable.Range(c * Length, Length), i => Assert.Equal((slope * Window[i]) + offset, changed[i], 1e-3f));
        }
    }

    [Fact]
    public void Apply_InTheSameEpoch_RepeatsItself()
    {
        var options = new AugmentationOptions { Jitter = 0.1f, Scaling = 0.1f, TimeShift = 0.1f, RotationDegrees = 10, TimeMask = 0.1f, Offset = 0.1f };

        Assert.Equal(Apply(options, epoch: 6), Apply(options, epoch: 6));
        Assert.NotEqual(Apply(options, epoch: 6), Apply(options, epoch: 7));
    }

    private static float[] Apply(AugmentationOptions options, int epoch)
    {
        var augmentation = new WindowAugmentation(options, seed: 1, Channels, Length);
        augmentation.Begin("test", epoch);
        var changed = new float[Window.Length];
        augmentation.Apply(Window, changed);
        return changed;
    }

    private static float Norm(float[] window, int t) =>
        MathF.Sqrt((window[t] * window[t]) + (window[Length + t] * window[Length + t]) + (window[(2 * Length) + t] * window[(2 * Length) + t]));
}
