using System.IO.Compression;

namespace DiTMoS.Data.Sources;

/// <summary>Unpacks zip archives.</summary>
internal static class ZipUnpacker
{
    private const int TypeMask = 0xF000;                 // of a Unix mode, which stands in the upper half of the attributes
    private const int FileType = 0x8000;
    private const int FolderType = 0x4000;

    /// <summary>Whether the zip holds numpy arrays at its top, and so is a recording itself.</summary>
    /// <exception cref="RecordingException">It cannot be read.</exception>
    public static bool IsNpz(RecordingSource file) => Read(file, archive =>
        archive.Entries.Any(entry => entry.FullName.EndsWith(".npy", StringComparison.Ordinal) && !entry.FullName.Contains('/', StringComparison.Ordinal)));

    /// <summary>Unpacks all files.</summary>
    public static void Unpack(RecordingSource file, UnpackedArchive target) => Read(file, archive =>
    {
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            int type = (entry.ExternalAttributes >> 16) & TypeMask;
            if (entry.FullName.EndsWith('/') || type == FolderType)
            {
                target.CountEntry();
                continue;
            }

            if (type is not (0 or FileType))
            {
                throw target.Error($"'{Text.Shown(entry.FullName)}' is a link or a device, which is not unpacked. Unpack it yourself and name the folder");
            }

            Unpack(entry, target);
        }

        return true;
    });

    private static void Unpack(ZipArchiveEntry entry, UnpackedArchive target)
    {
        if (entry.IsEncrypted)
        {
            throw target.Error($"'{Text.Shown(entry.FullName)}' is encrypted. Unpack it with its password and name the folder");
        }

        using Stream content = entry.Open();
        uint crc = target.Add(entry.FullName, entry.Length, content);
        if (crc != entry.Crc32 || content.ReadByte() >= 0)
        {
            throw target.Error($"'{Text.Shown(entry.FullName)}' is not what its checksum or its length says. Get the archive anew, as it is damaged");
        }
    }

    // The archive reader of .NET reports damage with exceptions of many types.
    private static T Read<T>(RecordingSource file, Func<ZipArchive, T> use)
    {
        try
        {
            using Stream stream = file.Open(file.Files[0]);
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            return use(archive);
        }
        catch (Exception error) when (error is EndOfStreamException or not (DiTMoSException or OutOfMemoryException or IOException))
        {
            throw new RecordingException($"'{file.Name}' cannot be read as a zip ({error.Message.TrimEnd('.')}). It is cut short, damaged or packed in a way that is not supported: get it anew, or unpack it yourself and name the folder.", error);
        }
    }
}
