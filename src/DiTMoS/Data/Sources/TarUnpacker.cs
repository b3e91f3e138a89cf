using System.Globalization;
using System.IO.Compression;

namespace DiTMoS.Data.Sources;

/// <summary>Unpacks tar archives.</summary>
/// <remarks>
/// Not through <c>System.Formats.Tar</c>: that takes the memory that a header asks for before it looks whether so much is there, and ends
/// quietly where an archive is cut off between two entries. Here an archive must end with a block of zeros, as the format says.
/// </remarks>
internal static class TarUnpacker
{
    private const int BlockBytes = TarHeader.BlockBytes;
    private const int LongestExtension = 1 << 20;
    private const int LongestPadding = 1 << 20;

    /// <summary>Unpacks all files of an archive that is plain or packed with gzip.</summary>
    public static void Unpack(RecordingSource file, ArchiveFormat format, UnpackedArchive target)
    {
        using Stream stream = file.Open(file.Files[0]);
        if (format == ArchiveFormat.Tar)
        {
            Unpack(stream, target);
            return;
        }

        try
        {
            using var unpacked = new GZipStream(stream, CompressionMode.Decompress);
            Unpack(unpacked, target);
        }
        catch (InvalidDataException error)
        {
            throw target.Error($"it cannot be unpacked ({error.Message.TrimEnd('.')}). Get it anew, as it is cut short or damaged", error);
        }
    }

    /// <summary>Unpacks all files of a tar.</summary>
    public static void Unpack(Stream stream, UnpackedArchive target)
    {
        var block = new byte[BlockBytes];
        string? path = null;
        long? length = null;
        for (bool isFirst = true; ; isFirst = false)
        {
            int read = stream.ReadAtLeast(block, BlockBytes, throwOnEndOfStream: false);
            if (!isFirst && read == BlockBytes && !block.AsSpan().ContainsAnyExcept((byte)0))
            {
                ReadPadding(stream, block, target);
                return;
            }

            if (read < BlockBytes && !isFirst)
            {
                throw target.Error("it ends without the mark that ends a tar archive. Get it anew, as it is cut short");
            }

            TarHeader header = TarHeader.Parse(block.AsSpan(0, read)) ?? throw target.Error(isFirst
                ? "what is packed in it must be a tar archive, and is something else. Unpack it yourself and name what comes out"
                : "it holds what is no header of a tar archive. Get it anew, as it is damaged");
            switch (header.Type)
            {
                case 'L':
                    path = TarHeader.TextIn(ReadExtension(stream, header, target));
                    continue;
                case 'x':
                    ReadExtended(ReadExtension(stream, header, target), target, ref path, ref length);
                    continue;
                case 'g' or 'K':
                    ReadExtension(stream, header, target);
                    continue;
                default:
                    UnpackEntry(stream, header with { Path = path ?? header.Path, Length = length ?? header.Length }, target);
                    break;
            }

            (path, length) = (null, null);
        }
    }

    private static void UnpackEntry(Stream stream, TarHeader entry, UnpackedArchive target)
    {
        switch (entry.Type)
        {
            case '0' or '7':
                target.Add(entry.Path, entry.Length, stream);
                break;
            case '5':
                target.CountEntry();
                target.Skip(entry.Path, entry.Length, stream);
                break;
            default:
                throw target.Error($"'{Text.Shown(entry.Path)}' is {KindOf(entry.Type)}, which is not unpacked. Unpack it yourself and name the folder");
        }

        SkipRest(stream, entry, target);
    }

    private static string KindOf(char type) => type switch
    {
        '1' or '2' => "a link",
        '3' or '4' or '6' => "a device or a pipe",
        _ => $"an entry of type '{Text.Shown(type.ToString())}'",
    };

    private static byte[] ReadExtension(Stream stream, TarHeader header, UnpackedArchive target)
    {
        target.CountEntry();
        if (header.Length > LongestExtension)
        {
            throw target.Error($"a header must have at most {LongestExtension} bytes. Got {header.Length}. It is damaged: get it anew");
        }

        var bytes = new byte[header.Length];
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw target.Error("it ends inside a header. Get it anew, as it is cut short");
        }

        SkipRest(stream, header, target);
        return bytes;
    }

    // Records of the form "29 path=a/b\n", where the number counts all of the record's bytes.
    private static void ReadExtended(ReadOnlySpan<byte> bytes, UnpackedArchive target, ref string? path, ref long? length)
    {
        while (bytes.Length > 0)
        {
            int space = bytes.IndexOf((byte)' ');
            if (space < 1 || !int.TryParse(bytes[..space], NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count <= space + 1 || count > bytes.Length || bytes[count - 1] != '\n')
            {
                throw target.Error("an extended header is damaged. Get it anew");
            }

            ReadOnlySpan<byte> record = bytes[(space + 1)..(count - 1)];
            if (record.StartsWith("path="u8))
            {
                path = TarHeader.TextIn(record[5..]);
            }
            else if (record.StartsWith("size="u8))
            {
                length = long.TryParse(record[5..], NumberStyles.None, CultureInfo.InvariantCulture, out long size) ? size : throw target.Error("an extended header is damaged. Get it anew");
            }
            else if (record.StartsWith("GNU.sparse."u8))
            {
                throw target.Error("a file in it is stored with holes, which is not unpacked. Unpack it yourself and name the folder");
            }

            bytes = bytes[count..];
        }
    }

    private static void SkipRest(Stream stream, TarHeader entry, UnpackedArchive target) =>
        target.Skip(entry.Path, (BlockBytes - (entry.Length % BlockBytes)) % BlockBytes, stream);

    // What follows the end mark is read, so that the checksum of what is packed is reached.
    private static void ReadPadding(Stream stream, byte[] block, UnpackedArchive target)
    {
        for (int passed = 0, read = 1; read > 0 && passed < LongestPadding; passed += read)
        {
            read = stream.Read(block);
            if (block.AsSpan(0, read).ContainsAnyExcept((byte)0))
            {
                throw target.Error("it goes on after the mark that ends it. Unpack it yourself and name the folder");
            }
        }
    }
}
