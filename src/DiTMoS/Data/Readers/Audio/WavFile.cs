using System.Buffers.Binary;
using System.Text;

namespace DiTMoS.Data.Readers.Audio;

/// <summary>Reads a wav file (RIFF WAVE) from start to end: PCM of 8, 16, 24 and 32 bits and IEEE float of 32 and 64, also as WAVE_FORMAT_EXTENSIBLE.</summary>
/// <remarks>
/// A chunk is four letters, its length in 4 bytes, little-endian, and that many bytes, with one more to make them even.
/// <c>fmt </c> comes before <c>data</c>; other chunks are passed over. Microsoft and IBM, "Multimedia Programming
/// Interface and Data Specifications 1.0" (1991).
/// </remarks>
internal sealed class WavFile
{
    private const int ChunkHeaderBytes = 8;
    private const int PlainFormatBytes = 16;
    private const int ExtensibleFormatBytes = 40;
    private const int BufferBytes = 1 << 16;
    private const int HighestRateHz = 10_000_000;
    private const ushort Pcm = 1;
    private const ushort IeeeFloat = 3;
    private const ushort Extensible = 0xFFFE;

    // A sub-format is a format tag and, behind it, these 14 bytes.
    private static readonly byte[] SubFormatEnd = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    private readonly Stream _stream;
    private readonly string _name;
    private long _at;                                   // bytes read so far
    private long _end;                                  // where the RIFF chunk ends

    private WavFile(Stream stream, string name, long length)
    {
        _stream = stream;
        _name = Text.Shown(name);
        _end = length;
    }

    /// <summary>What the file says of its samples.</summary>
    /// <param name="stream">The file, at its start; not sought in.</param>
    /// <param name="name">What messages call the file.</param>
    /// <param name="length">The length of the file in bytes.</param>
    /// <exception cref="RecordingException">The file breaks a rule of the format; the message says at which byte, counted from 0.</exception>
    public static WavFormat ReadFormat(Stream stream, string name, long length) => new WavFile(stream, name, length).FindData().Format;

    /// <summary>Reads all samples.</summary>
    /// <param name="stream">The file, at its start; not sought in.</param>
    /// <param name="name">What messages call the file.</param>
    /// <param name="length">The length of the file in bytes.</param>
    /// <param name="maximumBytes">The most bytes that the samples may take in memory.</param>
    /// <returns>The format, and per channel its samples: whole numbers scaled to [-1, 1), such as 16 bits by 1 / 32768, and floating point as it is.</returns>
    /// <exception cref="RecordingException">The file breaks a rule of the format, ends early, needs too much memory, or holds a number that is not finite.</exception>
    public static (WavFormat Format, float[][] Samples) Read(Stream stream, string name, long length, long maximumBytes)
    {
        var file = new WavFile(stream, name, length);
        (WavFormat format, long bytes) = file.FindData();
        long frames = bytes / format.FrameBytes;
        if (frames > Array.MaxLength || frames * format.Channels * sizeof(float) > maximumBytes)
        {
            throw new RecordingException(FormattableString.Invariant($"'{file._name}': {frames} samples of {format.Channels} channels need more memory than the limit of {maximumBytes} bytes allows. Raise {OptionName.MaximumBytes} if the file is to be trusted."));
        }

        return (format, file.ReadSamples(format, (int)frames));
    }

    private (WavFormat Format, long Bytes) FindData()
    {
        ReadStart();
        Span<byte> header = stackalloc byte[ChunkHeaderBytes];
        WavFormat? format = null;
        while (true)
        {
            long start = _at;
            if (_end - _at < ChunkHeaderBytes)
            {
                throw Error(start, $"there must be a '{(format is null ? "fmt " : "data")}' chunk, but the chunks end here");
            }

            Fill(header);
            string id = Encoding.Latin1.GetString(header[..4]);
            uint bytes = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
            if (bytes > _end - _at)
            {
                throw Error(start + 4, $"chunk '{Text.Shown(id)}' says that it has {bytes} bytes, but only {_end - _at} follow. The file was cut off, or written by a program that never came to its end; write it anew");
            }

            switch (id)
            {
                case "fmt " when format is not null:
                    throw Error(start, "there must be one 'fmt ' chunk, but here is a second");
                case "fmt ":
                    format = ReadFormatChunk(bytes);
                    break;
                case "data":
                    return (format ?? throw Error(start, "the 'fmt ' chunk must come before the 'data' chunk"), CheckData(format.Value, start, bytes));
                default:
                    Skip(bytes);
                    break;
            }

            Skip(Math.Min(bytes & 1, _end - _at));
        }
    }

    private void ReadStart()
    {
        Span<byte> start = stackalloc byte[12];
        if (_end < start.Length)
        {
            throw Error(0, $"a wav file has at least {start.Length} bytes. Got {_end}");
        }

        Fill(start);
        if (!start[..4].SequenceEqual("RIFF"u8) || !start[8..].SequenceEqual("WAVE"u8))
        {
            throw Error(0, $"a wav file starts with RIFF, a length, and WAVE. Got '{Text.Shown(Encoding.Latin1.GetString(start[..4]))}' and '{Text.Shown(Encoding.Latin1.GetString(start[8..]))}'. Save it as PCM wav");
        }

        long end = BinaryPrimitives.ReadUInt32LittleEndian(start[4..]) + 8L;
        _end = end <= _end ? end : throw Error(4, $"the file says that it has {end} bytes, but it has {_end}. It was cut off, or written by a program that never came to its end; write it anew");
    }

    private WavFormat ReadFormatChunk(uint bytes)
    {
        long start = _at;
        if (bytes < PlainFormatBytes)
        {
            throw Error(start - 4, $"a 'fmt ' chunk has at least {PlainFormatBytes} bytes. Got {bytes}");
        }

        Span<byte> chunk = stackalloc byte[(int)Math.Min(bytes, ExtensibleFormatBytes)];
        Fill(chunk);
        Skip(bytes - chunk.Length);

        ushort tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        ushort channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        uint rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        ushort frameBytes = BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]);
        ushort bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        if (tag == Extensible)
        {
            tag = ReadSubFormat(chunk, start, bits);
        }

        bool isFloat = tag == IeeeFloat;
        if (tag is not (Pcm or IeeeFloat))
        {
            throw Error(start, $"samples must be PCM (format 1) or floating point (format 3). Got format {tag}, which is {NameOf(tag)}. Save the file as PCM wav");
        }

        if (isFloat ? bits is not (32 or 64) : bits is not (8 or 16 or 24 or 32))
        {
            throw Error(start + 14, $"samples must have {(isFloat ? "32 or 64" : "8, 16, 24 or 32")} bits. Got {bits}");
        }

        if (channels == 0)
        {
            throw Error(start + 2, "there must be at least 1 channel. Got 0");
        }

        if (rate is 0 or > HighestRateHz)
        {
            throw Error(start + 4, $"the sample rate must be in [1, {HighestRateHz}] Hz. Got {rate}");
        }

        var format = new WavFormat(isFloat, bits, channels, (int)rate);
        return frameBytes == format.FrameBytes
            ? format
            : throw Error(start + 12, $"{channels} channels of {bits} bits take {format.FrameBytes} bytes together. Got {frameBytes}");
    }

    // The valid bits stand at the top of a sample, so that the scale is that of all its bits.
    private ushort ReadSubFormat(ReadOnlySpan<byte> chunk, long start, ushort bits)
    {
        if (chunk.Length < ExtensibleFormatBytes)
        {
            throw Error(start - 4, $"a 'fmt ' chunk of an extensible format has at least {ExtensibleFormatBytes} bytes. Got {chunk.Length}");
        }

        ushort validBits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[18..]);
        if (validBits > bits)
        {
            throw Error(start + 18, $"at most the {bits} bits of a sample can be valid. Got {validBits}");
        }

        return chunk[26..].SequenceEqual(SubFormatEnd)
            ? BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..])
            : throw Error(start + 24, "the extensible format must be PCM or floating point, but its number is that of neither. Save the file as PCM wav");
    }

    private static string NameOf(ushort tag) => tag switch
    {
        2 or 0x11 => "ADPCM",
        6 => "A-law",
        7 => "mu-law",
        0x50 or 0x55 => "MPEG audio",
        _ => "not known here",
    };

    private long CheckData(WavFormat format, long start, uint bytes)
    {
        if (bytes == 0)
        {
            throw Error(start + 4, "there must be samples, but the 'data' chunk is empty");
        }

        return bytes % format.FrameBytes == 0
            ? bytes
            : throw Error(start + 4, $"the 'data' chunk must be a multiple of the {format.FrameBytes} bytes that {format.Channels} channels of {format.Bits} bits take. Got {bytes}");
    }

    private float[][] ReadSamples(WavFormat format, int frames)
    {
        var samples = new float[format.Channels][];
        for (int c = 0; c < samples.Length; c++)
        {
            samples[c] = new float[frames];
        }

        int framesAtOnce = Math.Min(frames, Math.Max(BufferBytes / format.FrameBytes, 1));
        var buffer = new byte[framesAtOnce * format.FrameBytes];
        for (int first = 0; first < frames; first += framesAtOnce)
        {
            long start = _at;
            int count = Math.Min(framesAtOnce, frames - first);
            Span<byte> bytes = buffer.AsSpan(0, count * format.FrameBytes);
            Fill(bytes);
            for (int c = 0; c < samples.Length; c++)
            {
                Span<float> channel = samples[c].AsSpan(first, count);
                Decode(bytes[(c * format.SampleBytes)..], format, channel);
                int bad = format.IsFloat ? FindBad(channel) : -1;
                if (bad >= 0)
                {
                    throw Error(start + (bad * (long)format.FrameBytes) + (c * format.SampleBytes), FormattableString.Invariant($"sample {first + bad} of channel {c} must be a number that a 32-bit float holds. Got {channel[bad]}"));
                }
            }
        }

        return samples;
    }

    private static void Decode(ReadOnlySpan<byte> bytes, WavFormat format, Span<float> samples)
    {
        int at = 0;
        foreach (ref float sample in samples)
        {
            ReadOnlySpan<byte> b = bytes.Slice(at, format.SampleBytes);
            sample = (format.Bits, format.IsFloat) switch
            {
                (8, _) => (b[0] - 128) / 128f,
                (16, _) => BinaryPrimitives.ReadInt16LittleEndian(b) / 32768f,
                (24, _) => (b[0] | (b[1] << 8) | ((sbyte)b[2] << 16)) / 8388608f,
                (32, false) => Math.Min(BinaryPrimitives.ReadInt32LittleEndian(b) / 2147483648f, MathF.BitDecrement(1)),
                (32, true) => BinaryPrimitives.ReadSingleLittleEndian(b),
                _ => (float)BinaryPrimitives.ReadDoubleLittleEndian(b),
            };
            at += format.FrameBytes;
        }
    }

    private static int FindBad(ReadOnlySpan<float> samples)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            if (!float.IsFinite(samples[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private void Skip(long bytes)
    {
        if (bytes > 0 && _stream.CanSeek)
        {
            _stream.Seek(bytes, SeekOrigin.Current);
            _at += bytes;
            return;
        }

        Span<byte> buffer = stackalloc byte[4096];
        for (; bytes > 0; bytes -= Math.Min(bytes, buffer.Length))
        {
            Fill(buffer[..(int)Math.Min(bytes, buffer.Length)]);
        }
    }

    private void Fill(Span<byte> bytes)
    {
        int read = _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        _at += read;
        if (read < bytes.Length)
        {
            throw Error(_at, "the file ends here, before its length. It changed while it was read, or was cut off");
        }
    }

    private RecordingException Error(long at, string problem) => new(FormattableString.Invariant($"'{_name}', byte {at}: {problem}."));
}
