using System.Buffers.Binary;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using DiTMoS.Data;
using DiTMoS.Streaming;

namespace DiTMoS.Verification.Harness;

/// <summary>A temporary folder in which generated code is built and run; deleted with all that is in it.</summary>
internal sealed class RunnerFolder : IDisposable
{
    /// <summary>What the runner's own files begin with, which no generated file does.</summary>
    public const string Prefix = "runner-";

    /// <summary>The header that has steps profiled.</summary>
    public const string ProfileHeader = Prefix + "profile.h";

    private const string Windows = "windows.bin";
    private const string Results = "results.bin";

    /// <summary>Makes the folder.</summary>
    /// <param name="subject">The code to run.</param>
    public RunnerFolder(C99Subject subject)
    {
        Subject = subject;
        Path = Directory.CreateTempSubdirectory("ditmos-").FullName;
        foreach (string resource in Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
            using FileStream file = File.Create(System.IO.Path.Combine(Path, resource));
            stream.CopyTo(file);
        }

        File.WriteAllText(System.IO.Path.Combine(Path, Prefix + "subject.h"), SubjectHeader());
        File.WriteAllText(System.IO.Path.Combine(Path, ProfileHeader), Profile());
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The code to run.</summary>
    public C99Subject Subject { get; }

    /// <summary>Windows, or samples, that were written last.</summary>
    public int Count { get; private set; }

    /// <summary>Writes the windows to run.</summary>
    /// <param name="windows">Windows, each (C, L).</param>
    /// <param name="chosen">Which of them.</param>
    public void WriteWindows(WindowSet windows, IReadOnlyList<int> chosen)
    {
        int c = Subject.Channels;
        int l = Subject.Length;
        using FileStream stream = File.Create(System.IO.Path.Combine(Path, Windows));
        Span<byte> count = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(count, chosen.Count);
        stream.Write(count);
        var interleaved = new float[c * l];   // (L, C)
        foreach (int i in chosen)
        {
            ReadOnlySpan<float> window = windows.Window(i);
            for (int at = 0; at < interleaved.Length; at++)
            {
                interleaved[at] = window[(at % c * l) + (at / c)];
            }

            stream.Write(MemoryMarshal.AsBytes(interleaved.AsSpan()));
        }

        Count = chosen.Count;
    }

    /// <summary>Writes the samples to push.</summary>
    public void WriteSamples(StreamSamples samples)
    {
        using FileStream stream = File.Create(System.IO.Path.Combine(Path, Windows));
        Span<byte> count = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(count, samples.Count);
        stream.Write(count);
        stream.Write(MemoryMarshal.AsBytes(samples.Values.Span));
        Count = samples.Count;
    }

    /// <summary>Reads what the stream gave.</summary>
    /// <exception cref="RunnerException">It gave nothing, or less than it should.</exception>
    public StreamResults ReadStream() => StreamResults.Read(TakeResults(), Count, Subject.Classes);

    /// <summary>Reads what the run gave.</summary>
    /// <param name="profiled">Whether steps were counted.</param>
    /// <exception cref="RunnerException">It gave nothing, or less than it should.</exception>
    public RunnerResults ReadResults(bool profiled) => RunnerResults.Read(TakeResults(), Count, Subject, profiled);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody still reads a file in it: it stays among temporary files.
        }
    }

    private byte[] TakeResults()
    {
        string path = System.IO.Path.Combine(Path, Results);
        byte[] bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
        File.Delete(path);
        return bytes;
    }

    private string StreamNames() => Subject.StreamChannels is not { } channels ? "" : string.Create(CultureInfo.InvariantCulture, $"""
        #ifdef Subject_streamed
        #include "{Subject.Name}_stream.h"
        #define Subject_stream {Subject.Name}_stream
        #define Subject_decision {Subject.Name}_decision
        #define Subject_stream_init {Subject.Name}_stream_init
        #define Subject_push {Subject.Name}_push
        #define Subject_stream_channels {channels}
        #endif


        """);

    private string SubjectHeader() => string.Create(CultureInfo.InvariantCulture, $"""
        /* runner-subject.h - the inference that is run, under names that are the same for every model. */
        #ifndef RUNNER_SUBJECT_H
        #define RUNNER_SUBJECT_H

        #include "{Subject.Name}.h"

        #define Subject_context {Subject.Name}_context
        #define Subject_result {Subject.Name}_result
        #define Subject_init {Subject.Name}_init
        #define Subject_input {Subject.Name}_input
        #define Subject_run {Subject.Name}_run
        #define Subject_record_bytes {Subject.Macro}_FLASH_RECORD_BYTES
        #define Subject_values {Subject.Channels * Subject.Length}
        #define Subject_classes {Subject.Classes}
        #define Subject_steps {Subject.Steps}

        {StreamNames()}        #endif

        """);

    private string Profile() => $"""
        /* runner-profile.h - read before the generated code: tells the runner of the end of every step. */
        #include <stdint.h>

        void Subject_profile(uint32_t step);
        #define {Subject.Macro}_PROFILE(step) Subject_profile((uint32_t)(step))

        """;
}
