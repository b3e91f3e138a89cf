namespace DiTMoS.Data.Sources;

/// <summary>How an archive is packed.</summary>
internal enum ArchiveFormat
{
    /// <summary>A zip.</summary>
    Zip,

    /// <summary>A tar, not packed.</summary>
    Tar,

    /// <summary>A tar packed with gzip.</summary>
    GZip,

    /// <summary>A tar packed with xz.</summary>
    Xz,
}
