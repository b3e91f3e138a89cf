namespace DiTMoS.Kernels;

/// <summary>A view of one window's activations, (C, L), with steps of its own along channels and along samples.</summary>
/// <remarks>
/// Recordings come channel-major (sample step 1); what the kernels of single windows write is channels-last (channel step 1), so that eight
/// output channels of one sample share a vector. Convolutions read single values and broadcast them, so either layout does.
/// </remarks>
/// <param name="Data">The first sample of the first channel; a margin of zeros may lie in front.</param>
/// <param name="Channels">C.</param>
/// <param name="Length">L, without margins.</param>
/// <param name="ChannelStep">Floats from one channel to the next.</param>
/// <param name="SampleStep">Floats from one sample to the next.</param>
internal readonly unsafe record struct WindowTensor(nint Data, int Channels, int Length, int ChannelStep, int SampleStep)
{
    /// <summary>Output channels that share a vector; channels-last rows are padded to whole vectors.</summary>
    public const int Lanes = 8;

    /// <summary>The address of one value; samples of the margin count from -1 downwards and from L upwards.</summary>
    public float* At(int channel, int sample) => (float*)Data + ((long)channel * ChannelStep) + ((long)sample * SampleStep);

    /// <summary>A channel-major tensor of zeros with a margin around each channel.</summary>
    public static WindowTensor ChannelMajor(LaneArena arena, int channels, int length, int margin)
    {
        int row = length + (2 * margin);
        return new WindowTensor((nint)(arena.Floats((long)channels * row) + margin), channels, length, row, 1);
    }

    /// <summary>A channels-last tensor of zeros with a margin around the window.</summary>
    /// <param name="arena">Owns the memory.</param>
    /// <param name="channels">C.</param>
    /// <param name="width">Floats of one sample, at least C.</param>
    /// <param name="length">L.</param>
    /// <param name="margin">Samples of zeros at both ends.</param>
    public static WindowTensor ChannelsLast(LaneArena arena, int channels, int width, int length, int margin) =>
        new((nint)(arena.Floats((length + (2L * margin)) * width) + ((long)margin * width)), channels, length, 1, width);

    /// <summary>Copies the window out, (C, L) without gaps.</summary>
    public void CopyTo(float* target)
    {
        for (int c = 0; c < Channels; c++)
        {
            float* source = At(c, 0);
            for (int t = 0; t < Length; t++)
            {
                *target++ = source[(long)t * SampleStep];
            }
        }
    }
}
