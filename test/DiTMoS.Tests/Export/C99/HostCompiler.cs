using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using DiTMoS.Data;
using DiTMoS.Export;
using DiTMoS.Export.C99;
using DiTMoS.Graphs;
using DiTMoS.Networks;
using DiTMoS.Planning.Memory;
using DiTMoS.Tests.Data;
using DiTMoS.Tests.Export.Onnx;

namespace DiTMoS.Tests.Export.C99;

/// <summary>Compiles generated folders with this machine's gcc, runs them over windows, and holds them against the engine.</summary>
internal sealed class HostCompiler : IDisposable
{
    public const string Strict = "-std=c99 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror";
    private const float Tolerance = 1e-4f;

    private readonly TemporaryFolder _folder = new();
    private readonly string _compiler;

    /// <summary>Skips the test where there is no compiler.</summary>
    public HostCompiler(string compiler = "gcc", string package = "gcc")
    {
        compiler = compiler == "clang" ? OutsideTool.FirstOf("clang", "clang-19", "clang-16", "clang-14") : compiler;
        Assert.SkipWhen(OutsideTool.Run(compiler, "--version") is null, $"{compiler} is missing: install the Debian package {package}.");
        _compiler = compiler;
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The folder of a model under a plan.</summary>
    public static IReadOnlyDictionary<string, byte[]> Folder(DiTMoSModel model, MemoryPlan plan, CodeOptimization optimization = CodeOptimization.Speed, string name = "har", WindowSet? windows = null) => C99Writer.Write(
        RoutedGraph.Of(model),
        plan,
        new C99Options { Name = name, ClassNames = model.ClassNames, ChannelNames = model.ChannelNames, Optimization = optimization },
        C99Vectors.Of(model, windows));

    /// <summary>Compiles files; returns the path of the program.</summary>
    public string Compile(IReadOnlyDictionary<string, byte[]> files, string program, string flags, params string[] sources)
    {
        string folder = Write(files, program);
        string output = Path.Combine(folder, program);
        (int status, string _, string error) = OutsideTool.Run(_compiler, [.. flags.Split(' ', StringSplitOptions.RemoveEmptyEntries), "-I", folder, "-o", output, .. sources.Select(source => Path.Combine(folder, source))])!.Value;
        Assert.True(status == 0, error);
        return output;
    }

    /// <summary>Writes files to a folder of their own; returns its path.</summary>
    public string Write(IReadOnlyDictionary<string, byte[]> files, string program)
    {
        string folder = _folder[$"{program}_{Directory.GetDirectories(_folder.Root).Length}"];
        Directory.CreateDirectory(folder);
        foreach ((string name, byte[] bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
        }

        return folder;
    }

    /// <summary>Runs a folder over windows and compares routes, labels and scores with the engine; returns the logits' bytes.</summary>
    public byte[] AssertSame(DiTMoSModel model, IReadOnlyDictionary<string, byte[]> files, WindowSet windows, string flags, string name = "har")
    {
        NetworkSpec spec = model.Selector.Spec;
        int classes = model.ClassNames.Count;
        string program = Compile(
            files.Append(new("host_main.c", File.ReadAllBytes(Path.Combine(TestFolders.Root, "test", "DiTMoS.Tests", "Export", "C99", "HostMain.c")))).ToDictionary(),
            "host",
            string.Create(CultureInfo.InvariantCulture, $"{Strict} {flags} -DMODEL={name} -DLENGTH={spec.Channels * spec.Length} -DCLASSES={classes} -DHEADER=\"{name}.h\" -D{C99Names.Upper(name)}_EMULATED_FLASH"),
            $"{name}.c",
            $"{name}_weights.c",
            "host_main.c");
        byte[] output = Run(program, windows);
        int record = 8 + (8 * classes);
        Assert.Equal(windows.Count * record, output.Length);
        ExpectedResults expected = ExpectedResults.Of(model, windows);
        for (int i = 0; i < windows.Count; i++)
        {
            ReadOnlySpan<byte> result = output.AsSpan(i * record, record);
            ReadOnlySpan<int> numbers = MemoryMarshal.Cast<byte, int>(result[..8]);
            ReadOnlySpan<float> scores = MemoryMarshal.Cast<byte, float>(result[(8 + (4 * classes))..]);
            Assert.Equal((expected.Routes[i], expected.Labels[i]), (numbers[0], numbers[1]));
            for (int k = 0; k < classes; k++)
            {
                Assert.Equal(expected.Scores[(i * classes) + k], scores[k], Tolerance);
            }
        }

        return output;
    }

    private static byte[] Run(string program, WindowSet windows)
    {
        using Process process = Process.Start(new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        Task copied = process.StandardOutput.BaseStream.CopyToAsync(output);
        using (Stream input = process.StandardInput.BaseStream)
        {
            for (int i = 0; i < windows.Count; i++)
            {
                input.Write(MemoryMarshal.AsBytes(Interleaved(windows, i)));
            }
        }

        copied.GetAwaiter().GetResult();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"status {process.ExitCode}: {error.GetAwaiter().GetResult()}");
        return output.ToArray();
    }

    private static ReadOnlySpan<float> Interleaved(WindowSet windows, int window)
    {
        var rows = new float[windows.Channels * windows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = windows.Window(window)[(i % windows.Channels * windows.Length) + (i / windows.Channels)];
        }

        return rows;
    }
}
