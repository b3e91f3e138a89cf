using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace DiTMoS.Tests.Data.Sources;

/// <summary>Writes tar archives with the platform's writer: independent of the library's own reader.</summary>
internal static class TarBytes
{
    /// <summary>A tar of files with these contents.</summary>
    public static byte[] Of(TarEntryFormat format, params (string Name, byte[] Bytes)[] files) =>
        Of(format, [.. files.Select(file => (TarEntryType.RegularFile, file.Name, file.Bytes))]);

    /// <summary>A tar of entries of any type; links lead to <c>/etc/passwd</c>.</summary>
    public static byte[] Of(TarEntryFormat format, params (TarEntryType Type, string Name, byte[] Bytes)[] entries)
    {
        using var memory = new MemoryStream();
        using (var writer = new TarWriter(memory, format, leaveOpen: true))
        {
            foreach ((TarEntryType type, string name, byte[] bytes) in entries)
            {
                TarEntry entry = format switch
                {
                    TarEntryFormat.V7 => new V7TarEntry(type == TarEntryType.RegularFile ? TarEntryType.V7RegularFile : type, name),
                    TarEntryFormat.Ustar => new UstarTarEntry(type, name),
                    TarEntryFormat.Gnu => new GnuTarEntry(type, name),
                    _ => new PaxTarEntry(type, name),
                };
                entry.ModificationTime = DateTimeOffset.UnixEpoch;
                if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
                {
                    entry.LinkName = "/etc/passwd";
                }

                if (type == TarEntryType.RegularFile)
                {
                    entry.DataStream = new MemoryStream(bytes);
                }

                writer.WriteEntry(entry);
            }
        }

        return memory.ToArray();
    }

    public static byte[] GZip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var stream = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(bytes);
        }

        return memory.ToArray();
    }

    /// <summary>Packs a file beside it with the system's xz; skips the test where there is none.</summary>
    public static string Xz(string path)
    {
        try
        {
            using Process xz = Process.Start("xz", ["--keep", "-0", path]);
            xz.WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no xz program.");
        }

        return path + ".xz";
    }

    /// <summary>Sets the size that a header gives, and its checksum.</summary>
    public static byte[] WithSize(byte[] tar, string octal)
    {
        byte[] altered = [.. tar];
        Encoding.ASCII.GetBytes(octal).CopyTo(altered, 124);
        altered.AsSpan(148, 8).Fill((byte)' ');
        int sum = altered.Take(512).Sum(b => b);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0").CopyTo(altered, 148);
        return altered;
    }
}
