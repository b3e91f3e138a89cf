namespace DiTMoS.Data.Readers.Audio;

/// <summary>How the samples of a wav file are stored: frames of one sample per channel, little-endian.</summary>
/// <param name="IsFloat">Whether samples are IEEE floating point; else whole numbers, unsigned for 8 bits and signed for more.</param>
/// <param name="Bits">Bits per sample: 8, 16, 24 or 32 for whole numbers, 32 or 64 for floating point.</param>
/// <param name="Channels">Samples per frame, at least 1.</param>
/// <param name="SampleRateHz">Frames per second.</param>
internal readonly record struct WavFormat(bool IsFloat, int Bits, int Channels, int SampleRateHz)
{
    /// <summary>Bytes per sample.</summary>
    public int SampleBytes => Bits / 8;

    /// <summary>Bytes per frame.</summary>
    public int FrameBytes => Channels * SampleBytes;
}
