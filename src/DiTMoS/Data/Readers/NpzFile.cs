using System.IO.Compression;
using DiTMoS.Data.Sources;

namespace DiTMoS.Data.Readers;

/// <summary>A zip of npy arrays. What it unpacks is bounded by what its headers declare, that by what its size can hold, and all by a budget.</summary>
internal sealed class NpzFile : IDisposable
{
    private const string Suffix = ".npy";

    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private readonly ZipArchive _archive;
    private readonly string _name;
    private readonly long _fileBytes;
    private readonly long _maximumBytes;
    private long _usedBytes;

    /// <summary>Opens the file and lists its arrays.</summary>
    public NpzFile(string path, long maximumBytes)
    {
        _name = Path.GetFileName(path);
        _maximumBytes = maximumBytes;
        FileStream file = RecordingSource.OpenFile(path);
        _fileBytes = file.Length;
        try
        {
            _archive = Guard(() => new ZipArchive(file, ZipArchiveMode.Read), "the zip archive");
        }
        catch
        {
            file.Dispose();
            throw;
        }

        try
        {
            foreach (ZipArchiveEntry entry in Guard(() => _archive.Entries, "the zip archive"))
            {
                if (entry.FullName.EndsWith(Suffix, StringComparison.Ordinal) && !_entries.TryAdd(entry.FullName[..^Suffix.Length], entry))
                {
                    throw new RecordingException($"'{_name}': member '{Text.Shown(entry.FullName)}' is there twice. Save the file anew.");
                }
            }
        }
        catch
        {
            _archive.Dispose();
            throw;
        }
    }

    /// <summary>The names of the arrays, without <c>.npy</c>.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>Opens one array for reading from its start to its end.</summary>
    public NpyStream Open(string name)
    {
        ZipArchiveEntry entry = _entries[name];
        CheckSizes(entry);
        Spend(entry.Length, $"member '{entry.FullName}'");
        Stream stream = Guard(entry.Open, entry.FullName);
        try
        {
            return new NpyStream(stream, entry.Length, entry.Crc32, problem => Error(name, problem));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Counts memory against the budget, before it is taken.</summary>
    public void Spend(long bytes, string what)
    {
        if (bytes > _maximumBytes - _usedBytes)
        {
            throw new RecordingException($"'{_name}': {what} needs {bytes} bytes beyond {_usedBytes} in use, and the limit is {_maximumBytes}. Raise {OptionName.MaximumBytes} if the file is to be trusted.");
        }

        _usedBytes += bytes;
    }

    public RecordingException Error(string name, string problem) => new($"'{_name}', {name}{Suffix}: {problem}.");

    public void Dispose() => _archive.Dispose();

    private void CheckSizes(ZipArchiveEntry entry)
    {
        const long largestRatio = 1032;                  // of deflate
        if (entry.IsEncrypted)
        {
            throw new RecordingException($"'{_name}': member '{entry.FullName}' is encrypted. Save the file without a password.");
        }

        if (entry.CompressedLength < 0 || entry.Length < 0 || entry.CompressedLength > _fileBytes
            || entry.Length > (entry.CompressedLength * largestRatio) + largestRatio)
        {
            throw new RecordingException($"'{_name}': member '{entry.FullName}' declares {entry.Length} bytes, packed into {entry.CompressedLength}, which a file of {_fileBytes} bytes cannot hold. It is damaged.");
        }
    }

    // The archive reader of .NET reports damage with exceptions of many types.
    private T Guard<T>(Func<T> read, string what)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is not (DiTMoSException or OutOfMemoryException))
        {
            throw new RecordingException($"'{_name}': {what} cannot be read ({error.Message}). The file is cut short, damaged or packed in a way that is not supported.", error);
        }
    }
}
