namespace DiTMoS.Data.Sources;

/// <summary>Tells archives by their content.</summary>
internal static class ArchiveFormats
{
    /// <summary>How a single file is packed; null where it is no archive, or one that is a recording itself, as <c>.npz</c> files are.</summary>
    /// <exception cref="RecordingException">It begins as a zip does and cannot be read as one.</exception>
    public static ArchiveFormat? Of(RecordingSource file)
    {
        if (file.StartsWith("PK\x03\x04"u8) || file.StartsWith("PK\x05\x06"u8))
        {
            return file.Name.EndsWith(".npz", StringComparison.OrdinalIgnoreCase) || ZipUnpacker.IsNpz(file) ? null : ArchiveFormat.Zip;
        }

        return file.StartsWith([0x1F, 0x8B]) ? ArchiveFormat.GZip
            : file.StartsWith([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]) ? ArchiveFormat.Xz
            : TarHeader.Parse(file.Start) is not null ? ArchiveFormat.Tar
            : null;
    }
}
