using System.ComponentModel;
using System.Diagnostics;

namespace DiTMoS.Verification;

/// <summary>A program that is no part of the project, and where it comes from.</summary>
/// <param name="Name">What it is called, searched on the PATH, or a whole path.</param>
/// <param name="Needed">What it is needed for, as in <c>to verify on the host</c>.</param>
/// <param name="Packages">The Debian packages that bring it and what it goes with.</param>
internal sealed record OutsideProgram(string Name, string Needed, string Packages)
{
    private const int MostCharacters = 1 << 20;

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">Its arguments, one by one: none is split or read by a shell.</param>
    /// <param name="folder">The folder that it runs in.</param>
    /// <param name="timeout">After which it is ended, with all that it started.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="MissingToolException">It is not there.</exception>
    public ProgramOutcome Run(IEnumerable<string> arguments, string folder, TimeSpan timeout, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Name, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["LC_ALL"] = "C";
        using Process process = Start(start);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        using CancellationTokenRegistration end = limit.Token.Register(() => Kill(process));
        process.StandardInput.Close();
        Task<string> error = ReadAsync(process.StandardError, process);
        string output = ReadAsync(process.StandardOutput, process).GetAwaiter().GetResult();
        string errors = error.GetAwaiter().GetResult();
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return new ProgramOutcome(process.ExitCode, output, errors, TimedOut: limit.IsCancellationRequested);
    }

    /// <summary>The error that says that it, or a part of it, is not there.</summary>
    public MissingToolException Missing(string found, Exception? inner = null) =>
        new($"'{Name}' must be installed {Needed}. Got {found}. Install it; on Debian: apt-get install {Packages}.", inner);

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw Missing("no such program", e);
        }
    }

    /// <summary>Reads all of a stream; a program that writes without end is ended.</summary>
    private static async Task<string> ReadAsync(StreamReader reader, Process process)
    {
        var text = new System.Text.StringBuilder();
        char[] block = new char[4096];
        for (int count = await reader.ReadAsync(block).ConfigureAwait(false); count > 0; count = await reader.ReadAsync(block).ConfigureAwait(false))
        {
            text.Append(block, 0, count);
            if (text.Length > MostCharacters)
            {
                Kill(process);
                break;
            }
        }

        return text.ToString();
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It ended by itself.
        }
    }
}
