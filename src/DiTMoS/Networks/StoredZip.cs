using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using DiTMoS.Data.Sources;

namespace DiTMoS.Networks;

/// <summary>The one zip layout that is written and read: stored entries back to back, fixed times, no extras.</summary>
/// <remarks>
/// Names and contents decide every byte, so reading rebuilds each header and compares: lengths that lie, gaps, hidden
/// entries, comments and compressed data are all refused, and nothing is allocated beyond the file's own bytes.
/// Field layout: APPNOTE.TXT 4.3 (local header, central header, end of central directory).
/// </remarks>
internal static class StoredZip
{
    /// <summary>The longest file that is written or read, in bytes.</summary>
    public const int MaximumBytes = 1 << 28;

    private const int LocalBytes = 30;
    private const int CentralBytes = 46;
    private const int EndBytes = 22;
    private const int LongestName = 255;
    private const uint LocalSignature = 0x04034B50;
    private const uint CentralSignature = 0x02014B50;
    private const uint EndSignature = 0x06054B50;
    private const ushort NeededVersion = 20;
    private const ushort FirstOfJanuary1980 = 0x21;
    private const string Intact = "Use an intact copy of the file, or make it again";

    /// <summary>The whole file for entries with ASCII names.</summary>
    /// <param name="entries">Name and content of each entry, in the order of the file.</param>
    /// <param name="file">What the file is called in messages.</param>
    /// <exception cref="ModelFileException">The file would be longer than <see cref="MaximumBytes"/>.</exception>
    public static byte[] Write(IReadOnlyList<(string Name, ReadOnlyMemory<byte> Content)> entries, string file)
    {
        long total = EndBytes + entries.Sum(e => LocalBytes + CentralBytes + (2L * e.Name.Length) + e.Content.Length);
        if (total > MaximumBytes || entries.Count > ushort.MaxValue)
        {
            throw ModelFileException.For(
                file,
                $"must have at most {MaximumBytes} bytes and {ushort.MaxValue} entries",
                $"{total} bytes and {entries.Count} entries",
                "Make the networks smaller");
        }

        var bytes = new byte[total];
        var directory = new Directory();
        int position = 0;
        foreach ((string name, ReadOnlyMemory<byte> content) in entries)
        {
            byte[] header = LocalHeader(name, content.Span);
            directory.Add(header, position);
            header.CopyTo(bytes, position);
            content.Span.CopyTo(bytes.AsSpan(position + header.Length));
            position += header.Length + content.Length;
        }

        directory.ToBytes(position).CopyTo(bytes, position);
        return bytes;
    }

    /// <summary>The entries of a file, as slices of its bytes.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="file">What the file is called in messages.</param>
    /// <exception cref="ModelFileException">The bytes are not exactly what <see cref="Write"/> makes of these entries.</exception>
    public static List<(string Name, ReadOnlyMemory<byte> Content)> Read(ReadOnlyMemory<byte> bytes, string file)
    {
        if (bytes.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span) != LocalSignature)
        {
            throw ModelFileException.For(
                file,
                "must begin with the four bytes 50 4B 03 04 of a zip archive",
                bytes.Length == 0 ? "an empty file" : Convert.ToHexString(bytes.Span[..Math.Min(4, bytes.Length)]),
                "Pass a file that this library saved");
        }

        var entries = new List<(string, ReadOnlyMemory<byte>)>();
        var directory = new Directory();
        int position = 0;
        while (bytes.Length - position >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[position..]) == LocalSignature)
        {
            (string name, ReadOnlyMemory<byte> content, byte[] header) = ReadEntry(bytes, position, file);
            entries.Add((name, content));
            directory.Add(header, position);
            position += header.Length + content.Length;
            if (entries.Count > ushort.MaxValue)
            {
                throw ModelFileException.For(file, $"must have at most {ushort.MaxValue} entries", "more", Intact);
            }
        }

        byte[] expected = directory.ToBytes(position);
        if (!bytes.Span[position..].SequenceEqual(expected))
        {
            int left = bytes.Length - position;
            throw ModelFileException.For(
                file,
                $"must end with the directory of its {entries.Count} entries, {expected.Length} bytes behind byte {position}",
                left == expected.Length ? "other bytes: the file was altered" : $"{left} bytes that differ: the file was cut off or altered",
                Intact);
        }

        return entries;
    }

    private static (string Name, ReadOnlyMemory<byte> Content, byte[] Header) ReadEntry(ReadOnlyMemory<byte> bytes, int position, string file)
    {
        ReadOnlySpan<byte> rest = bytes.Span[position..];
        int nameBytes = rest.Length < LocalBytes ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(rest[26..]);
        if (rest.Length < LocalBytes + nameBytes)
        {
            throw ModelFileException.For(file, $"must have a whole entry header at byte {position}", $"{rest.Length} bytes: the file was cut off or altered", Intact);
        }

        ReadOnlySpan<byte> nameSpan = rest.Slice(LocalBytes, nameBytes);
        if (nameBytes is 0 or > LongestName || nameSpan.ContainsAnyExceptInRange((byte)0x21, (byte)0x7E))
        {
            throw ModelFileException.For(
                file,
                $"must name the entry at byte {position} in 1 to {LongestName} visible ASCII characters",
                $"{nameBytes} bytes, {ModelFileException.Quote(Encoding.Latin1.GetString(nameSpan))}",
                Intact);
        }

        string name = Encoding.ASCII.GetString(nameSpan);
        int method = BinaryPrimitives.ReadUInt16LittleEndian(rest[8..]);
        if (method != 0)
        {
            throw ModelFileException.For(
                file,
                $"entry {ModelFileException.Quote(name)} must be stored without compression",
                $"compression method {method}: the file was repacked or altered",
                "Use the file as it was saved");
        }

        uint contentBytes = BinaryPrimitives.ReadUInt32LittleEndian(rest[22..]);
        int available = rest.Length - LocalBytes - nameBytes;
        if (contentBytes > available)
        {
            throw ModelFileException.For(
                file,
                $"entry {ModelFileException.Quote(name)} must hold the {contentBytes} bytes that its header declares",
                $"{available} bytes to the end of the file: it was cut off or altered",
                Intact);
        }

        ReadOnlyMemory<byte> content = bytes.Slice(position + LocalBytes + nameBytes, (int)contentBytes);
        byte[] header = LocalHeader(name, content.Span);
        if (!rest[..header.Length].SequenceEqual(header))
        {
            throw ModelFileException.For(
                file,
                $"entry {ModelFileException.Quote(name)} must have the header that belongs to its content",
                "another one (checksum, time, flags or extra fields): the file was altered or repacked",
                Intact);
        }

        return (name, content, header);
    }

    private static byte[] LocalHeader(string name, ReadOnlySpan<byte> content)
    {
        var header = new byte[LocalBytes + name.Length];
        Span<byte> h = header;
        BinaryPrimitives.WriteUInt32LittleEndian(h, LocalSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(h[4..], NeededVersion);
        // 6: flags, 8: method (stored), 10: time of day; all 0
        BinaryPrimitives.WriteUInt16LittleEndian(h[12..], FirstOfJanuary1980);
        BinaryPrimitives.WriteUInt32LittleEndian(h[14..], Crc32.Append(0, content));
        BinaryPrimitives.WriteUInt32LittleEndian(h[18..], (uint)content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(h[22..], (uint)content.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(h[26..], (ushort)name.Length);
        Encoding.ASCII.GetBytes(name, h[LocalBytes..]);
        return header;
    }

    /// <summary>The central directory, which repeats every local header with its place.</summary>
    private sealed class Directory
    {
        private readonly ArrayBufferWriter<byte> _entries = new();
        private int _count;

        public void Add(ReadOnlySpan<byte> localHeader, int position)
        {
            Span<byte> h = stackalloc byte[CentralBytes];
            h.Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(h, CentralSignature);
            BinaryPrimitives.WriteUInt16LittleEndian(h[4..], NeededVersion);    // made by: MS-DOS attributes, on every system
            localHeader[4..28].CopyTo(h[6..]);
            BinaryPrimitives.WriteUInt32LittleEndian(h[42..], (uint)position);
            _entries.Write(h);
            _entries.Write(localHeader[LocalBytes..]);
            _count++;
        }

        public byte[] ToBytes(int position)
        {
            int entryBytes = _entries.WrittenCount;
            Span<byte> h = stackalloc byte[EndBytes];
            h.Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(h, EndSignature);
            BinaryPrimitives.WriteUInt16LittleEndian(h[8..], (ushort)_count);
            BinaryPrimitives.WriteUInt16LittleEndian(h[10..], (ushort)_count);
            BinaryPrimitives.WriteUInt32LittleEndian(h[12..], (uint)entryBytes);
            BinaryPrimitives.WriteUInt32LittleEndian(h[16..], (uint)position);
            return [.. _entries.WrittenSpan, .. h];
        }
    }
}
