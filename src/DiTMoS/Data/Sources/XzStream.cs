using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace DiTMoS.Data.Sources;

/// <summary>What the system's <c>xz</c> program, or a <c>tar</c> that knows xz, unpacks from a file. The program ends with the stream.</summary>
internal sealed class XzStream : Stream
{
    private const int LongestComplaint = 300;

    private static readonly string[] KnownPrograms = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? ["xz", "bsdtar", "tar"] : ["xz", "bsdtar"];

    private readonly Process _process;
    private readonly StringBuilder _complaint = new();
    private readonly string _name;
    private bool _isDone;

    /// <summary>Starts the first program that is there.</summary>
    /// <param name="path">The packed file.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="programs">The programs to try; null for those that are known.</param>
    /// <exception cref="RecordingException">None of the programs is there.</exception>
    public XzStream(string path, string name, params string[]? programs)
    {
        _name = name;
        string full = Path.GetFullPath(path);
        _process = (programs is { Length: > 0 } ? programs : KnownPrograms).Select(program => Start(program, full)).FirstOrDefault(process => process is not null)
            ?? throw new RecordingException($"'{name}' is packed with xz, which takes the program 'xz', and that is not on the PATH. Install it (Debian and Ubuntu: apt install xz-utils; macOS: brew install xz), or unpack the file yourself and name the folder.");
        _process.ErrorDataReceived += (_, line) => Complain(line.Data);
        _process.BeginErrorReadLine();
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = _process.StandardOutput.BaseStream.Read(buffer, offset, count);
        if (read == 0 && count > 0 && !_isDone)
        {
            _process.WaitForExit();
            _isDone = true;
            if (_process.ExitCode != 0)
            {
                string said = Text.Shown(_complaint.ToString().Trim());
                throw new RecordingException($"'{_name}' cannot be unpacked ({(said.Length == 0 ? $"{_process.StartInfo.FileName} ends with {_process.ExitCode}" : said)}). Get it anew, as it is cut short or damaged.");
            }
        }

        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (!_process.HasExited)
            {
                _process.Kill();
                _process.WaitForExit();
            }

            _process.Dispose();
        }

        base.Dispose(disposing);
    }

    private static Process? Start(string program, string path)
    {
        // A tar that is not GNU's repacks an archive named with @, whatever that is packed with.
        string[] arguments = program == "xz" ? ["--decompress", "--stdout", "--memlimit-decompress=1GiB", "--", path] : ["-cf", "-", "@" + path];
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    // The program names the file by its whole path; what it says about it comes last.
    private void Complain(string? line)
    {
        if (line is not null && _complaint.Length < LongestComplaint)
        {
            int colon = line.LastIndexOf(": ", StringComparison.Ordinal);
            _complaint.Append(colon < 0 ? line : line[(colon + 2)..]).Append(' ');
        }
    }
}
