using System.Diagnostics;
using System.Runtime.InteropServices;
using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Streaming;
using DiTMoS.Tests.Streaming;

namespace DiTMoS.Tests.Export.C99;

/// <summary>Features that generated C computes of real sounds, beside those of the engine.</summary>
public sealed class StreamFeaturesTests
{
    /// <summary>What single precision takes from logarithms of energies and their sums, which reach 100.</summary>
    private const float Tolerance = 5e-4f;

    [Fact]
    public void Features_OfRealSounds_AreThoseOfTheEngine()
    {
        const int Hop = 8000;
        using var host = new HostCompiler();
        RecordingSet sounds = StreamModels.Sounds();
        DiTMoSModel model = StreamModels.OfSounds();
        Recording recording = StreamModels.Joined(sounds.Recordings.Where((_, i) => i % 10 == 0));
        WindowSet expected = StreamModels.Cut(model, sounds, recording, Hop);
        Dictionary<string, byte[]> files = StreamFolders.Write(model, new StreamingOptions { Hop = Hop }, name: "kws").ToDictionary();
        files["host.c"] = File.ReadAllBytes(Path.Combine(TestFolders.Root, "test", "DiTMoS.Tests", "Export", "C99", "HostStream.c"));
        string program = host.Compile(files, "features", $"{HostCompiler.Strict} -O2 -DMODEL=kws -DKEPT_ROWS=49 -DKEPT_VALUES=13 -DHEADER=\"kws_stream.h\"", "host.c", "kws.c", "kws_weights.c", "kws_stream.c", "kws_stream_tables.c");

        float[] actual = Run(program, StreamModels.Samples(recording));

        Assert.Equal(expected.Count * expected.WindowLength, actual.Length);
        float most = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            (int row, int c) = Math.DivRem(i, 13);
            (int window, int t) = Math.DivRem(row, 49);
            most = Math.Max(most, Math.Abs(actual[i] - expected.Window(window)[(c * 49) + t]));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{expected.Count} windows, coefficients within {most:0.0E+0}");
        Assert.InRange(most, 0, Tolerance);
    }

    private static float[] Run(string program, float[] samples)
    {
        using Process process = Process.Start(new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        using var output = new MemoryStream();
        Task copied = process.StandardOutput.BaseStream.CopyToAsync(output);
        using (Stream input = process.StandardInput.BaseStream)
        {
            input.Write(MemoryMarshal.AsBytes(samples.AsSpan()));
        }

        copied.GetAwaiter().GetResult();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return MemoryMarshal.Cast<byte, float>(output.ToArray()).ToArray();
    }
}
