using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace DiTMoS.Data;

/// <summary>Writes windows as a numpy <c>.npz</c> file that <see cref="Recordings.Load"/> and numpy read.</summary>
public static class NpzWriter
{
    private const int LongestText = 1 << 20;             // of one text that readers take

    // The first date that a zip can hold: the same windows give the same bytes on any day.
    private static readonly DateTimeOffset Date = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a set of windows: X (float32), channels, and where known y, class_names, subject, trial, recording with recording_names, start, end and recording_fs, fold, fs and front_end.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="path">The file to write. An existing file is replaced, and only once the new one is complete.</param>
    /// <exception cref="RecordingException">The file cannot be written.</exception>
    public static void Write(WindowSet windows, string path)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            AtomicFile.Write(path, stream =>
            {
                using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
                WriteMembers(archive, windows);
            });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"'{path}' could not be written: {error.Message}", error);
        }
    }

    /// <summary>The bytes of such a file.</summary>
    internal static byte[] ToBytes(WindowSet windows)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            WriteMembers(archive, windows);
        }

        return stream.ToArray();
    }

    private static void WriteMembers(ZipArchive archive, WindowSet windows)
    {
        WriteNumbers<float>(archive, "X", "f4", $"({windows.Count}, {windows.Channels}, {windows.Length})", windows.Samples);
        if (windows.HasLabels)
        {
            WriteNumbers<int>(archive, "y", "i4", $"({windows.Count},)", windows.Labels);
        }

        if (windows.Classes > 0)
        {
            WriteTexts(archive, "class_names", windows.ClassNames);
        }

        WriteTexts(archive, "channels", windows.ChannelNames);
        if (windows is { Subjects: { } subjects, SubjectNames: { } names })
        {
            WriteTexts(archive, "subject", Array.ConvertAll(subjects, subject => names[subject]));
        }

        if (windows.Trials is { } trials)
        {
            WriteNumbers<int>(archive, "trial", "i4", $"({trials.Length},)", trials);
        }

        if (windows.Origins is { } origins)
        {
            WriteOrigins(archive, origins);
        }

        if (windows.OfficialFolds is { } folds)
        {
            WriteNumbers<int>(archive, "fold", "i4", $"({folds.Length},)", folds);
        }

        if (windows.SampleRateHz is { } rate)
        {
            WriteNumbers<double>(archive, "fs", "f8", "()", [rate]);
        }

        if (windows.FrontEnd is { IsResolved: true } frontEnd && FrontEndJson.Write(frontEnd) is { Length: <= LongestText } text)
        {
            WriteTexts(archive, "front_end", [text], "()");
        }
    }

    private static void WriteOrigins(ZipArchive archive, WindowOrigins origins)
    {
        string shape = $"({origins.Recordings.Length},)";
        WriteNumbers<int>(archive, "recording", "i4", shape, origins.Recordings);
        WriteTexts(archive, "recording_names", origins.RecordingNames);
        if (origins is { Starts: { } starts, Ends: { } ends })
        {
            WriteNumbers<int>(archive, "start", "i4", shape, starts);
            WriteNumbers<int>(archive, "end", "i4", shape, ends);
        }

        if (origins.SampleRateHz is { } rate)
        {
            WriteNumbers<double>(archive, "recording_fs", "f8", "()", [rate]);
        }
    }

    private static void WriteNumbers<T>(ZipArchive archive, string name, string type, string shape, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        const int chunk = 1 << 20;                       // the bytes of a longer span could not be counted in an int
        using Stream stream = Begin(archive, name, (BitConverter.IsLittleEndian ? "<" : ">") + type, shape);
        for (; !values.IsEmpty; values = values[Math.Min(chunk, values.Length)..])
        {
            stream.Write(MemoryMarshal.AsBytes(values[..Math.Min(chunk, values.Length)]));
        }
    }

    private static void WriteTexts(ZipArchive archive, string name, IReadOnlyList<string> texts, string? shape = null)
    {
        int width = texts.Select(text => text.EnumerateRunes().Count()).Append(1).Max();
        using Stream stream = Begin(archive, name, string.Create(CultureInfo.InvariantCulture, $"<U{width}"), shape ?? $"({texts.Count},)");
        var item = new byte[width * 4];
        foreach (string text in texts)
        {
            Array.Clear(item);
            Encoding.UTF32.GetBytes(text, item);
            stream.Write(item);
        }
    }

    private static Stream Begin(ZipArchive archive, string name, string type, string shape)
    {
        const int alignment = 64;
        const int fixedBytes = 10;                       // mark, version, length
        string text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}";
        int padded = ((fixedBytes + text.Length + alignment) / alignment * alignment) - fixedBytes;
        ZipArchiveEntry entry = archive.CreateEntry(name + ".npy", CompressionLevel.Optimal);
        entry.LastWriteTime = Date;
        Stream stream = entry.Open();
        stream.Write([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)padded, (byte)(padded >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(text.PadRight(padded - 1) + "\n"));
        return stream;
    }
}
