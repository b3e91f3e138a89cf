using System.Text;
using System.Text.RegularExpressions;
using DiTMoS.Data.Features;
using DiTMoS.Export.C99;
using DiTMoS.Networks;
using DiTMoS.Planning;
using DiTMoS.Streaming;
using DiTMoS.Tests.Export.Onnx;

namespace DiTMoS.Tests.Export.C99;

/// <summary>The generated C of streams, as text and to compilers.</summary>
public sealed class StreamWriterTests
{
    private static readonly string[] Sources = ["main.c", "small.c", "small_weights.c", "small_test_vectors.c", "small_stream.c"];

    [Fact]
    public void Write_StreamOfSmallModels_IsTheApprovedText()
    {
        IReadOnlyDictionary<string, byte[]> samples = StreamFolders.Write(StreamFolders.OfSamples(), StreamFolders.Everything);
        IReadOnlyDictionary<string, byte[]> frames = StreamFolders.Write(StreamFolders.OfFrames(), new StreamingOptions { Hop = 16, Smoothing = SmoothingKind.Average });

        foreach (string file in new[] { "small_stream.h", "small_stream.c", "small_stream_tables.h", "small_stream_tables.c", "main.c", "Makefile", "CMakeLists.txt", "README.md" })
        {
            Approved.Check(Encoding.UTF8.GetString(samples[file]), $"samples.{file}");
        }

        foreach (string file in new[] { "small_stream.h", "small_stream.c", "small_stream_tables.h", "small_stream_tables.c", "README.md" })
        {
            Approved.Check(Encoding.UTF8.GetString(frames[file]), $"frames.{file}");
        }
    }

    [Theory]
    [InlineData("gcc", "-O3 -fno-builtin -funsigned-char")]
    [InlineData("clang", "-O2")]
    public void Example_OfAStream_EndsWithStatus0(string compiler, string flags)
    {
        using var host = new HostCompiler(compiler, compiler);
        foreach ((DiTMoSModel model, StreamingOptions options) in Streams().Take(3))
        {
            IReadOnlyDictionary<string, byte[]> files = StreamFolders.Write(model, options);

            string program = host.Compile(files, "check", $"{HostCompiler.Strict} {flags}", SourcesOf(files));

            Assert.Equal(0, OutsideTool.Run(program)!.Value.Status);
        }
    }

    [Fact]
    public void Objects_OfAStream_CallNothingButOneAnother()
    {
        string[] flags = ["-O3", "-O2 -fno-builtin", "-Os"];
        using var host = new HostCompiler();
        foreach (((DiTMoSModel model, StreamingOptions options), int i) in Streams().Select((stream, i) => (stream, i)).Where(pair => pair.i is 0 or 4 or 7))
        {
            IReadOnlyDictionary<string, byte[]> files = StreamFolders.Write(model, options, PlacementStrategy.Flash);

            string linked = host.Compile(files, "small.o", $"{HostCompiler.Strict} {flags[i % 3]} -DSMALL_EMULATED_FLASH -r -nostdlib", SourcesOf(files));

            Assert.Equal("", OutsideTool.Run("nm", "--undefined-only", linked)!.Value.Output.Replace("_GLOBAL_OFFSET_TABLE_", "", StringComparison.Ordinal).Trim(' ', 'U', '\n'));
        }
    }

    [Theory]
    [InlineData("-mcpu=cortex-m7 -mfpu=fpv5-sp-d16 -mfloat-abi=hard -O3", 2)]
    [InlineData("-mcpu=cortex-m0plus -O2", 4)]
    public void Objects_OfAStreamForAMicrocontroller_CompileWithoutAWarning(string core, int stream)
    {
        using var host = new HostCompiler("arm-none-eabi-gcc", "gcc-arm-none-eabi");
        (DiTMoSModel model, StreamingOptions options) = Streams().ElementAt(stream);
        IReadOnlyDictionary<string, byte[]> files = StreamFolders.Write(model, options);

        Assert.True(File.Exists(host.Compile(files, "small.o", $"{HostCompiler.Strict} -mthumb {core} -ffreestanding -r -nostdlib", SourcesOf(files))));
    }

    [Fact]
    public void Write_WithoutAStream_IsTheFolderThatItWas()
    {
        DiTMoSModel model = StreamFolders.OfSamples();
        string[] with = [.. StreamFolders.Write(model, new StreamingOptions()).Keys];

        Assert.Equal(["small_stream.c", "small_stream.h"], with.Where(file => file.Contains("stream", StringComparison.Ordinal)));
    }

    [Fact]
    public void Write_NamesOfTheCodeItself_AreThoseOfNoModel()
    {
        string[] words = [.. Streams()
            .SelectMany(stream => Enum.GetValues<PlacementStrategy>().Where(strategy => strategy != PlacementStrategy.Auto).SelectMany(strategy => StreamFolders.Write(stream.Model, stream.Options, strategy)))
            .Where(file => file.Key.EndsWith(".c", StringComparison.Ordinal) || file.Key.EndsWith(".h", StringComparison.Ordinal))
            .SelectMany(file => Regex.Matches(Regex.Replace(Encoding.UTF8.GetString(file.Value), @"/\*.*?\*/|#include[^\n]*", "", RegexOptions.Singleline), @"\b[A-Za-z]\w*").Select(match => match.Value))
            .Distinct()];
        string[] endings = [.. words.Where(word => word.StartsWith("small_", StringComparison.OrdinalIgnoreCase)).Select(word => word["small".Length..])];

        string[] taken = [.. from word in words
                             where !word.StartsWith("small", StringComparison.OrdinalIgnoreCase)
                             from ending in endings
                             where word.Length > ending.Length && word.EndsWith(ending, StringComparison.Ordinal)
                             let model = word[..^ending.Length].ToLowerInvariant()
                             where CIdentifiers.OfModel(model) == model
                             select word];

        Assert.Contains("_LENGTH", endings);
        Assert.Contains("SHAPE_LENGTH", words);
        Assert.Empty(taken);
    }

    public static TheoryData<FeatureStep[], StreamingOptions, string> Unsupported => new()
    {
        { [new LogMelStep { FrameLength = 8, Hop = 4, FftSize = 16, LowestHz = 1, HighestHz = 25, Filters = 2, Dither = 0.1 }], new(), "features must have no dither, whose noise is drawn anew for each window. Got LogMelStep.Dither 0.1." },
        { [new LogMelStep { FrameLength = 8, Hop = 4, FftSize = 16, LowestHz = 1, HighestHz = 25, Filters = 2, LogFloor = 1e-60 }], new(), "LogFloor must be in [1.2E-38, 3.4028235E+38], single precision. Got 1E-60." },
    };

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void Write_FrontEndThatCHasNot_NamesWhatAndTheWayOut(FeatureStep[] steps, StreamingOptions options, string message)
    {
        DiTMoSModel model = StreamFolders.Of(["sound"], ["mel0", "mel1"], 100, steps);

        OptionException error = Assert.Throws<OptionException>(() => StreamFolders.Write(model, options));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_JerkBeforeFrames_NamesIt()
    {
        var mel = new LogMelStep { FrameLength = 8, Hop = 4, FftSize = 16, LowestHz = 1, HighestHz = 25, Filters = 1 };
        DiTMoSModel model = StreamFolders.Of(["x"], ["x_mel0", "x_jerk_mel0"], 100, new JerkStep(), mel);

        OptionException error = Assert.Throws<OptionException>(() => StreamFolders.Write(model, new StreamingOptions()));

        Assert.Contains("before LogMelStep there must be no step that looks at several samples. Got JerkStep.", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Streams that between them have every stage.</summary>
    internal static IEnumerable<(DiTMoSModel Model, StreamingOptions Options)> Streams()
    {
        yield return (StreamFolders.OfSamples(), StreamFolders.Everything);
        yield return (StreamFolders.OfSamples(), new StreamingOptions { Hop = 40, Smoothing = SmoothingKind.Average, RejectBelow = 0.5f });
        yield return (StreamFolders.OfFrames(), new StreamingOptions { Hop = 4, SwitchMargin = 0.2f });
        yield return (StreamFolders.OfFrames(preEmphasis: 0), new StreamingOptions { Hop = 201 });
        yield return (StreamFolders.OfFrames(), new StreamingOptions { Hop = 30 });
        yield return (StreamFolders.OfFrames(), new StreamingOptions());
        yield return (StreamFolders.OfFrames(preEmphasis: 0.5), new StreamingOptions { SampleRateHz = 150, Hop = 104 });
        yield return (StreamFolders.OfFrames(preEmphasis: 0.5, frameLength: 5, frameHop: 7), new StreamingOptions { Hop = 14, Refractory = 20 });
        yield return (StreamFolders.Of(["x", "y", "z"], ["magnitude", "magnitude_jerk"], 24, new MagnitudeStep(), new JerkStep { Channels = ["magnitude", "x"] }), new StreamingOptions { Hop = 5 });
        yield return (StreamFolders.Of(["x", "y", "z"], ["all", "x_jerk_jerk"], 24, new JerkStep(), new MagnitudeStep { Groups = [new("all", ["x", "y_jerk"])] }, new JerkStep { Channels = ["x_jerk"] }), new StreamingOptions { Hop = 24 });
        yield return (StreamFolders.Of(["x", "y", "z"], ["z_mel0", "magnitude_mel0"], 100, new MagnitudeStep(), new LogMelStep { FrameLength = 8, Hop = 4, FftSize = 8, LowestHz = 1, HighestHz = 25, Filters = 1, Window = WindowFunction.Rectangular }), new StreamingOptions { Hop = 8 });
        yield return (StreamFolders.Of(["Fz"], ["Fz_low", "Fz_high_jerk"], 154, new BandPowerStep { Bands = [new("low", 1, 10), new("high", 10, 25)], FrameLength = 16, Hop = 6 }, new JerkStep()), new StreamingOptions { Hop = 12 });
    }

    private static string[] SourcesOf(IReadOnlyDictionary<string, byte[]> files) => [.. Sources, .. files.Keys.Where(file => file.EndsWith("_tables.c", StringComparison.Ordinal))];
}
