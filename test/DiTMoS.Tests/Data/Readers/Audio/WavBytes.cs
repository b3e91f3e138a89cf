using System.Buffers.Binary;
using System.Text;

namespace DiTMoS.Tests.Data.Readers.Audio;

/// <summary>Makes wav files, and damaged ones: every field can be given.</summary>
internal sealed record WavBytes
{
    public ushort Tag { get; init; } = 1;

    public ushort Bits { get; init; } = 16;

    public ushort Channels { get; init; } = 1;

    public uint SampleRateHz { get; init; } = 16000;

    public ushort? FrameBytes { get; init; }

    /// <summary>Written as WAVE_FORMAT_EXTENSIBLE, with <see cref="Tag"/> as sub-format.</summary>
    public bool IsExtensible { get; init; }

    public ushort? ValidBits { get; init; }

    /// <summary>Samples as they stand in the file.</summary>
    public byte[] Data { get; init; } = [1, 0, 2, 0, 3, 0, 4, 0];

    public byte[][] ChunksBeforeFormat { get; init; } = [];

    public byte[][] ChunksBeforeData { get; init; } = [];

    public uint? DataLength { get; init; }

    public static byte[] Chunk(string id, byte[] content, uint? length = null, bool isPadded = true) =>
        [.. Encoding.ASCII.GetBytes(id), .. U32(length ?? (uint)content.Length), .. content, .. isPadded && content.Length % 2 == 1 ? new byte[1] : []];

    public static byte[] Riff(params byte[][] chunks)
    {
        byte[] content = [.. "WAVE"u8, .. chunks.SelectMany(chunk => chunk)];
        return Chunk("RIFF", content);
    }

    public byte[] Format()
    {
        int frameBytes = FrameBytes ?? (ushort)(Channels * Bits / 8);
        byte[] start =
        [
            .. U16(IsExtensible ? (ushort)0xFFFE : Tag), .. U16(Channels), .. U32(SampleRateHz),
            .. U32(unchecked(SampleRateHz * (uint)frameBytes)), .. U16((ushort)frameBytes), .. U16(Bits),
        ];
        byte[] end = IsExtensible
            ? [.. U16(22), .. U16(ValidBits ?? Bits), .. U32(0), .. U16(Tag), 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]
            : [];
        return Chunk("fmt ", [.. start, .. end]);
    }

    public byte[] File() => Riff([.. ChunksBeforeFormat, Format(), .. ChunksBeforeData, Chunk("data", Data, DataLength)]);

    /// <summary>A mono 16-bit file of these samples.</summary>
    public static byte[] Of(short[] samples, uint sampleRateHz = 16000) => new WavBytes { SampleRateHz = sampleRateHz, Data = [.. samples.SelectMany(x => U16((ushort)x))] }.File();

    public static byte[] U16(ushort value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return bytes;
    }

    public static byte[] U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
