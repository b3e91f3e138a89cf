using System.Buffers;
using System.Text;

namespace DiTMoS.Data.Sources;

/// <summary>The files of an archive, unpacked to a temporary folder that goes when this is disposed.</summary>
/// <remarks>
/// The names of an archive do not choose where its files lie: each of its folders becomes a numbered one, so none can lead out.
/// An archive that holds one archive and little else, as some sites pack them, is unpacked with it, in place of it.
/// </remarks>
internal sealed class UnpackedArchive : IDisposable
{
    private const int MostEntries = 1_000_000;
    private const int MostBesideInner = 4;
    private const int MostNested = 2;
    private const int LongestPath = 2048;
    private const int LongestLocalBytes = 200;
    private const int DeepestPath = 64;
    private const int BufferBytes = 1 << 16;

    private static readonly SearchValues<char> BadLocal = SearchValues.Create([.. Path.GetInvalidFileNameChars(), ':']);

    private readonly string _name;
    private readonly long _maximumBytes;
    private readonly string _root;
    private readonly Dictionary<string, SourceFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);
    private readonly byte[] _buffer = new byte[BufferBytes];
    private string _prefix = "";
    private long _usedBytes;
    private int _entries;

    private UnpackedArchive(string name, long maximumBytes)
    {
        _name = name;
        _maximumBytes = maximumBytes;
        _root = Directory.CreateTempSubdirectory("ditmos-").FullName;
    }

    /// <summary>The files in ordinal order of their paths.</summary>
    public IReadOnlyList<SourceFile> Files { get; private set; } = [];

    /// <summary>Unpacks an archive; where that fails, nothing stays.</summary>
    /// <param name="archive">The archive, as a single file.</param>
    /// <param name="format">How it is packed.</param>
    /// <param name="maximumBytes">The most bytes to unpack.</param>
    /// <exception cref="RecordingException">The archive is damaged, holds what is refused, or unpacks to too much.</exception>
    public static UnpackedArchive Unpack(RecordingSource archive, ArchiveFormat format, long maximumBytes)
    {
        var unpacked = new UnpackedArchive(archive.Name, maximumBytes);
        try
        {
            unpacked.AddAll(archive, format, depth: 0);
            unpacked.Files = [.. unpacked._files.Values.OrderBy(file => file.Path, StringComparer.Ordinal)];
            return unpacked;
        }
        catch (IOException error)
        {
            unpacked.Dispose();
            throw new RecordingException($"'{archive.Name}' could not be unpacked to '{unpacked._root}': {error.Message.TrimEnd('.')}. Unpack it yourself and name the folder.", error);
        }
        catch
        {
            unpacked.Dispose();
            throw;
        }
    }

    /// <summary>Writes one file of the archive; junk is passed over.</summary>
    /// <param name="entry">Its path as the archive has it.</param>
    /// <param name="length">How many bytes it says it has; no more are read.</param>
    /// <param name="content">Gives them.</param>
    /// <returns>Their checksum.</returns>
    public uint Add(string entry, long length, Stream content)
    {
        CountEntry();
        if (PlaceOf(entry) is not { } path)
        {
            return Copy(entry, length, content, null);
        }

        if (_files.ContainsKey(path))
        {
            throw Error($"'{Text.Shown(path)}' is in it twice. Unpack it yourself, keep the right one, and name the folder");
        }

        string local = LocalPathOf(path);
        uint crc;
        using (var file = new FileStream(local, FileMode.CreateNew, FileAccess.Write))
        {
            crc = Copy(entry, length, content, file);
        }

        _files.Add(path, new SourceFile(path, length) { LocalPath = local });
        return crc;
    }

    /// <summary>Reads past bytes that are no file's; they count as unpacked.</summary>
    public void Skip(string entry, long length, Stream content) => Copy(entry, length, content, null);

    /// <summary>Counts an entry that is no file.</summary>
    public void CountEntry()
    {
        if (++_entries > MostEntries)
        {
            throw Error($"it has more than {MostEntries} entries. Unpack it yourself and name the folder");
        }
    }

    /// <summary>What is wrong with the archive.</summary>
    public RecordingException Error(string problem, Exception? inner = null) => new($"'{_name}': {problem}.", inner);

    public void Dispose()
    {
        try
        {
            Directory.Delete(_root, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A file that another process holds open stays behind in the temporary folder; what was read is right all the same.
        }
    }

    private void AddAll(RecordingSource archive, ArchiveFormat format, int depth)
    {
        var own = new HashSet<string>(_files.Keys, StringComparer.Ordinal);
        switch (format)
        {
            case ArchiveFormat.Zip:
                ZipUnpacker.Unpack(archive, this);
                break;
            case ArchiveFormat.Xz:
                using (var xz = new XzStream(archive.Path, archive.Name))
                {
                    TarUnpacker.Unpack(xz, this);
                }

                break;
            default:
                TarUnpacker.Unpack(archive, format, this);
                break;
        }

        archive.Files[0].CheckUnchanged();
        if (depth < MostNested && _files.Count - own.Count <= MostBesideInner + 1)
        {
            AddInner(_files.Values.Where(file => !own.Contains(file.Path)).ToArray(), depth);
        }
    }

    private void AddInner(SourceFile[] files, int depth)
    {
        var inner = new List<(SourceFile File, RecordingSource Source, ArchiveFormat Format)>();
        foreach (SourceFile file in files.Where(file => file.Length > 0))
        {
            RecordingSource source = RecordingSource.OpenSingle(file);
            if (ArchiveFormats.Of(source) is { } format)
            {
                inner.Add((file, source, format));
            }
        }

        if (inner is not [(SourceFile packed, RecordingSource archive, ArchiveFormat kind)])
        {
            return;
        }

        string outer = _prefix;
        _files.Remove(packed.Path);
        _prefix = packed.Path + "/";
        AddAll(archive, kind, depth + 1);
        _prefix = outer;
        File.Delete(packed.LocalPath);
    }

    // A path with / between its parts and nothing else odd; null for junk.
    private string? PlaceOf(string entry)
    {
        if (entry.Length is 0 or > LongestPath || entry[0] == '/' || entry.Contains('\\', StringComparison.Ordinal)
            || (entry.Length > 1 && entry[1] == ':' && char.IsAsciiLetter(entry[0])) || entry.Any(char.IsControl))
        {
            throw Refused(entry);
        }

        string[] parts = [.. entry.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".")];
        if (parts.Length is 0 or > DeepestPath || parts.Contains(".."))
        {
            throw Refused(entry);
        }

        return parts.Any(FolderListing.IsJunk) ? null : _prefix + string.Join('/', parts);
    }

    private RecordingException Refused(string entry) =>
        Error($"'{Text.Shown(entry)}' is no path that a file of an archive may have: it must be relative, go forward only, and have / between its parts. Get the archive anew from where it is published");

    private string LocalPathOf(string path)
    {
        int slash = path.LastIndexOf('/');
        string folder = slash < 0 ? "" : path[..slash];
        if (!_folders.TryGetValue(folder, out string? local))
        {
            local = Path.Combine(_root, FormattableString.Invariant($"{_folders.Count}"));
            Directory.CreateDirectory(local);
            _folders.Add(folder, local);
        }

        string name = path[(slash + 1)..];
        string plain = name.AsSpan().ContainsAny(BadLocal) || Encoding.UTF8.GetByteCount(name) > LongestLocalBytes || name[^1] is '.' or ' '
            ? FormattableString.Invariant($"file {_files.Count}")
            : name;
        return Path.Combine(local, plain);
    }

    private uint Copy(string entry, long length, Stream content, FileStream? target)
    {
        if (length < 0 || length > _maximumBytes - _usedBytes)
        {
            throw Error($"'{Text.Shown(entry)}' unpacks to {length} bytes beyond {_usedBytes} so far, and the limit is {_maximumBytes}. Raise {OptionName.MaximumBytes} if the archive is to be trusted");
        }

        _usedBytes += length;
        uint crc = 0;
        for (long left = length; left > 0;)
        {
            int read = content.Read(_buffer, 0, (int)Math.Min(left, _buffer.Length));
            if (read == 0)
            {
                throw Error($"it ends inside '{Text.Shown(entry)}': {length} bytes were announced, and {length - left} are there. Get it anew, as it is cut short or damaged");
            }

            crc = Crc32.Append(crc, _buffer.AsSpan(0, read));
            target?.Write(_buffer, 0, read);
            left -= read;
        }

        return crc;
    }
}
