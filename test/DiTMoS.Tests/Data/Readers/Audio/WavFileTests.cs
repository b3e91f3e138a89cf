using DiTMoS.Data;
using DiTMoS.Data.Readers.Audio;

namespace DiTMoS.Tests.Data.Readers.Audio;

public sealed class WavFileTests
{
    [Fact]
    public void Read_PcmOfEachWidth_IsScaledToOne()
    {
        Assert.Equal([-1, -1 / 128f, 0, 127 / 128f], Mono(new WavBytes { Bits = 8, Data = [0, 127, 128, 255] }));
        Assert.Equal([-1, -1 / 32768f, 0, 32767 / 32768f], Mono(new WavBytes { Bits = 16, Data = [0, 0x80, 0xFF, 0xFF, 0, 0, 0xFF, 0x7F] }));
        Assert.Equal([-1, -1 / 8388608f, 0x123456 / 8388608f, 8388607 / 8388608f], Mono(new WavBytes { Bits = 24, Data = [0, 0, 0x80, 0xFF, 0xFF, 0xFF, 0x56, 0x34, 0x12, 0xFF, 0xFF, 0x7F] }));
        Assert.Equal([-1, 0.5f, MathF.BitDecrement(1)], Mono(new WavBytes { Bits = 32, Data = [0, 0, 0, 0x80, 0, 0, 0, 0x40, 0xFF, 0xFF, 0xFF, 0x7F] }));
    }

    [Fact]
    public void Read_FloatingPoint_IsTakenAsItIs()
    {
        float[] samples = [-2.5f, 0.1f, 1];

        Assert.Equal(samples, Mono(new WavBytes { Tag = 3, Bits = 32, Data = [.. samples.SelectMany(BitConverter.GetBytes)] }));
        Assert.Equal(samples, Mono(new WavBytes { Tag = 3, Bits = 64, Data = [.. samples.SelectMany(x => BitConverter.GetBytes((double)x))] }));
    }

    [Fact]
    public void Read_Extensible_GoesByTheSubFormat()
    {
        Assert.Equal([0.5f], Mono(new WavBytes { IsExtensible = true, Tag = 3, Bits = 32, Data = BitConverter.GetBytes(0.5f) }));
        Assert.Equal([0.5f], Mono(new WavBytes { IsExtensible = true, Bits = 24, ValidBits = 20, Data = [0, 0, 0x40] }));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(65535)]
    public void Read_AnyNumberOfChannels_EachOnItsOwn(int channels)
    {
        const int frames = 5;
        byte[] data = [.. Enumerable.Range(0, frames * channels).Select(i => (byte)((i / channels * 10) + (i % channels % 7)))];

        (WavFormat format, float[][] samples) = Read(new WavBytes { Bits = 8, Channels = (ushort)channels, Data = data }.File());

        Assert.Equal(new WavFormat(IsFloat: false, 8, channels, 16000), format);
        for (int c = 0; c < channels; c += 499)
        {
            Assert.Equal(Enumerable.Range(0, frames).Select(t => ((t * 10) + (c % 7) - 128) / 128f), samples[c]);
        }
    }

    [Fact]
    public void Read_LongFile_EqualsItsPieces()
    {
        short[] samples = [.. Enumerable.Range(0, 100_003).Select(i => (short)(i * 7))];

        Assert.Equal(samples.Select(x => x / 32768f), Read(WavBytes.Of(samples)).Samples[0]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_OtherChunks_ArePassedOver(bool canSeek)
    {
        byte[] odd = WavBytes.Chunk("LIST", [9, 9, 9]);
        byte[] big = WavBytes.Chunk("junk", new byte[10_001]);
        byte[] file = new WavBytes { ChunksBeforeFormat = [odd, big], ChunksBeforeData = [big, odd, WavBytes.Chunk("PEAK", [])] }.File();

        Assert.Equal([1 / 32768f, 2 / 32768f, 3 / 32768f, 4 / 32768f], Read(file, canSeek: canSeek).Samples[0]);
    }

    [Fact]
    public void Read_OddDataWithoutPadding_IsRead()
    {
        var wav = new WavBytes { Bits = 8, Data = [128, 192, 64] };
        byte[] unpadded = WavBytes.Riff(wav.Format(), WavBytes.Chunk("data", wav.Data, isPadded: false));

        Assert.Equal([0, 0.5f, -0.5f], Read(unpadded).Samples[0]);
        Assert.Equal([0, 0.5f, -0.5f], Read([.. wav.File(), .. "ID3 behind the end"u8]).Samples[0]);
    }

    public static TheoryData<string, byte[], string> Damaged()
    {
        var sound = new WavBytes();
        byte[] stereo = new WavBytes { Channels = 2, Data = new byte[10] }.File();
        return new()
        {
            { "empty", [], "byte 0: a wav file has at least 12 bytes. Got 0" },
            { "text", "this is not sound at all"u8.ToArray(), "byte 0: a wav file starts with RIFF, a length, and WAVE. Got 'this' and 'not '" },
            { "big-endian", [.. "RIFX"u8, .. sound.File()[4..]], "Got 'RIFX'" },
            { "no chunks", WavBytes.Riff(), "byte 12: there must be a 'fmt ' chunk" },
            { "no data", WavBytes.Riff(sound.Format()), "byte 36: there must be a 'data' chunk" },
            { "no format", WavBytes.Riff(WavBytes.Chunk("data", [1, 2])), "byte 12: the 'fmt ' chunk must come before" },
            { "two formats", WavBytes.Riff(sound.Format(), sound.Format(), WavBytes.Chunk("data", [1, 2])), "byte 36: there must be one 'fmt ' chunk" },
            { "short format", WavBytes.Riff(WavBytes.Chunk("fmt ", new byte[14])), "byte 16: a 'fmt ' chunk has at least 16 bytes. Got 14" },
            { "short extensible", new WavBytes { Tag = 0xFFFE }.File(), "byte 16: a 'fmt ' chunk of an extensible format has at least 40 bytes. Got 16" },
            { "valid bits", new WavBytes { IsExtensible = true, ValidBits = 17 }.File(), "byte 38: at most the 16 bits of a sample can be valid. Got 17" },
            { "sub-format", Altered(new WavBytes { IsExtensible = true }.File(), 50, 1), "byte 44: the extensible format must be PCM or floating point" },
            { "mu-law", new WavBytes { Tag = 7 }.File(), "byte 20: samples must be PCM (format 1) or floating point (format 3). Got format 7, which is mu-law" },
            { "12 bits", new WavBytes { Bits = 12, FrameBytes = 2 }.File(), "byte 34: samples must have 8, 16, 24 or 32 bits. Got 12" },
            { "float of 16 bits", new WavBytes { Tag = 3 }.File(), "byte 34: samples must have 32 or 64 bits. Got 16" },
            { "no channels", new WavBytes { Channels = 0 }.File(), "byte 22: there must be at least 1 channel. Got 0" },
            { "no rate", new WavBytes { SampleRateHz = 0 }.File(), "byte 24: the sample rate must be in [1, 10000000] Hz. Got 0" },
            { "absurd rate", new WavBytes { SampleRateHz = 4_000_000_000 }.File(), "Got 4000000000" },
            { "frame bytes", new WavBytes { FrameBytes = 4 }.File(), "byte 32: 1 channels of 16 bits take 2 bytes together. Got 4" },
            { "no samples", new WavBytes { Data = [] }.File(), "byte 40: there must be samples" },
            { "half a frame", stereo, "byte 40: the 'data' chunk must be a multiple of the 4 bytes that 2 channels of 16 bits take. Got 10" },
            { "lying data", new WavBytes { DataLength = 0xFFFFFFFE }.File(), "byte 40: chunk 'data' says that it has 4294967294 bytes, but only 8 follow" },
            { "lying chunk", new WavBytes { ChunksBeforeFormat = [WavBytes.Chunk("junk", [1, 2], length: 900)] }.File(), "byte 16: chunk 'junk' says that it has 900 bytes, but only 42 follow" },
            { "lying file", Altered(sound.File(), 7, 0x7F), "byte 4: the file says that it has 2130706484 bytes, but it has 52" },
            { "cut off", sound.File()[..^3], "byte 4: the file says that it has 52 bytes, but it has 49" },
            { "not a number", new WavBytes { Tag = 3, Bits = 32, Channels = 2, Data = [.. new byte[12], .. BitConverter.GetBytes(float.NaN)] }.File(), "byte 56: sample 1 of channel 1 must be a number that a 32-bit float holds. Got NaN" },
            { "too large", new WavBytes { Tag = 3, Bits = 64, Data = BitConverter.GetBytes(1e300) }.File(), "byte 44: sample 0 of channel 0" },
        };
    }

    [Theory]
    [MemberData(nameof(Damaged), DisableDiscoveryEnumeration = true)]
    public void Read_DamagedFile_SaysWhereAndWhy(string what, byte[] file, string part)
    {
        string message = Assert.Throws<RecordingException>(() => Read(file)).Message;

        Assert.StartsWith("'yes/a.wav'", message, StringComparison.Ordinal);
        Assert.True(message.Contains(part, StringComparison.Ordinal), $"{what}: {message}");
    }

    [Fact]
    public void Read_FileThatShrankMeanwhile_SaysWhereItEnds()
    {
        byte[] file = WavBytes.Of(new short[1000]);
        using var cut = new MemoryStream(file[..1044]);

        string message = Assert.Throws<RecordingException>(() => WavFile.Read(cut, "a.wav", file.Length, long.MaxValue)).Message;

        Assert.Contains("'a.wav', byte 1044: the file ends here", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MoreThanTheLimit_IsRefusedBeforeItIsTaken()
    {
        byte[] file = new WavBytes { Bits = 8, Data = new byte[1_000_000] }.File();

        string message = Assert.Throws<RecordingException>(() => Read(file, maximumBytes: 3_999_999)).Message;

        Assert.Contains("MaximumBytes", message, StringComparison.Ordinal);
        Assert.Equal(1_000_000, Read(file, maximumBytes: 4_000_000).Samples[0].Length);
    }

    [Fact]
    public void Read_AlteredFiles_OnlyOurExceptions()
    {
        WavBytes[] sound =
        [
            new() { ChunksBeforeFormat = [WavBytes.Chunk("LIST", [1, 2, 3])] },
            new() { IsExtensible = true, Tag = 3, Bits = 32, Channels = 2, Data = new byte[32] },
        ];
        foreach (WavBytes wav in sound)
        {
            (int read, int refused) = Mutations.Try(wav.File(), bytes => Read(bytes, maximumBytes: 1 << 20), count: 1000);

            Assert.True(read > 50 && refused > 50, $"{read} read, {refused} refused");
        }
    }

    private static byte[] Altered(byte[] file, int at, byte value)
    {
        file[at] = value;
        return file;
    }

    private static float[] Mono(WavBytes wav) => Assert.Single(Read(wav.File()).Samples);

    private static (WavFormat Format, float[][] Samples) Read(byte[] file, long maximumBytes = long.MaxValue, bool canSeek = true)
    {
        using Stream stream = canSeek ? new MemoryStream(file) : new ForwardStream(file);
        return WavFile.Read(stream, "yes/a.wav", file.Length, maximumBytes);
    }

    // As streams out of archives are.
    private sealed class ForwardStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Seek(long offset, SeekOrigin loc) => throw new NotSupportedException();

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 3)]);
    }
}
