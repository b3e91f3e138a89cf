using System.Text;
using DiTMoS.Data;
using DiTMoS.Export.C99;
using DiTMoS.Graphs;
using DiTMoS.Networks;
using DiTMoS.Planning;
using DiTMoS.Planning.Boards;
using DiTMoS.Planning.Memory;
using DiTMoS.Planning.Schedule;
using DiTMoS.Tests.Export.Onnx;
using DiTMoS.Tests.Networks;
using DiTMoS.Tests.Planning;

namespace DiTMoS.Tests.Export.C99;

/// <summary>Generated C, compiled by gcc, gives what the engine gives.</summary>
public sealed class C99WriterTests
{
    private const string Sanitized = "-O1 -fsanitize=address,undefined -fno-sanitize-recover=all";
    private const int RealWindows = 500;

    // Quotes, ends of comments and lines, trigraphs, keywords, digits first, no ASCII, no letter, the same word twice, and a long one.
    private static readonly string[] Hostile = ["\"; int x = 1; //", "*/ #error", "a\\\nb", "??/", "??=define int", "int", "3d", "日本語", "", "int", "%s%n", new string('x', 300)];

    public static TheoryData<PlacementStrategy, CodeOptimization> Ways => new(
        from strategy in new[] { PlacementStrategy.Ram, PlacementStrategy.Recompute, PlacementStrategy.Flash }
        from optimization in Enum.GetValues<CodeOptimization>()
        select (strategy, optimization));

    [Theory]
    [MemberData(nameof(Ways))]
    public void Run_PublishedNetworksOnEachPlacement_GiveTheEnginesResults(PlacementStrategy strategy, CodeOptimization optimization)
    {
        using var host = new HostCompiler();
        DiTMoSModel model = PublishedModels.UniMib(sharedBase: strategy == PlacementStrategy.Flash);

        host.AssertSame(model, HostCompiler.Folder(model, Plan(model, strategy), optimization), PublishedModels.Windows(model, 30), "-O2");
    }

    [Theory]
    [InlineData("falls", 2)]
    [InlineData("activities", 6)]
    [InlineData("keywords", 10)]
    public void Run_TrainedModelOnRealWindows_GivesTheEnginesResults(string recordings, int classifiers)
    {
        using var host = new HostCompiler();
        WindowSet windows = TrainedModels.Some(recordings, RealWindows);
        DiTMoSModel model = TrainedModels.Of(recordings, classifiers, aggregation: true, sharedBase: classifiers != 6);
        byte[] ram = host.AssertSame(model, HostCompiler.Folder(model, Plan(model, PlacementStrategy.Ram)), windows, "-O2");

        byte[] recomputed = host.AssertSame(model, HostCompiler.Folder(model, Plan(model, PlacementStrategy.Recompute), CodeOptimization.Size), windows, "-O2");

        Assert.Equal(ram, recomputed);   // the same sums in the same order, bit by bit
    }

    [Fact]
    public void Run_RandomModelsOnAnyPlacement_GiveTheEnginesResults()
    {
        using var host = new HostCompiler();
        foreach (int seed in Enumerable.Range(0, 14))
        {
            DiTMoSModel model = RandomModels.Draw(seed);
            RoutedGraph graph = RoutedGraph.Of(model);
            Placement[] placements = [.. Placement.All(graph)];
            MemoryPlan plan = MemoryPlan.Of(graph, placements[seed * 7 % placements.Length], 1 + (seed % 8));

            host.AssertSame(model, HostCompiler.Folder(model, plan, (CodeOptimization)(seed % 2)), PublishedModels.Windows(model, 10, seed), seed % 4 == 0 ? Sanitized : "-O1");
        }
    }

    [Theory]
    [InlineData("-O0 -fno-builtin")]
    [InlineData("-O3 -funsigned-char -ffreestanding")]
    public void Example_OnTheTestVectors_EndsWithStatus0(string flags)
    {
        using var host = new HostCompiler();
        DiTMoSModel model = PublishedModels.UniMib();
        IReadOnlyDictionary<string, byte[]> files = HostCompiler.Folder(model, Plan(model, PlacementStrategy.Flash), windows: PublishedModels.Windows(model, 9));

        string program = host.Compile(files, "check", $"{HostCompiler.Strict} {flags} -DHAR_EMULATED_FLASH", "main.c", "har.c", "har_weights.c", "har_test_vectors.c");

        Assert.Equal(0, OutsideTool.Run(program)!.Value.Status);
    }

    [Fact]
    public void Example_OnAlteredTestVectors_CountsThem()
    {
        using var host = new HostCompiler();
        DiTMoSModel model = PublishedModels.UniMib();
        Dictionary<string, byte[]> files = HostCompiler.Folder(model, Plan(model, PlacementStrategy.Ram), windows: PublishedModels.Windows(model, 4)).ToDictionary();
        string vectors = Encoding.UTF8.GetString(files["har_test_vectors.c"]);
        files["har_test_vectors.c"] = Encoding.UTF8.GetBytes(vectors.Replace(".label = ", ".label = 1 + ", StringComparison.Ordinal));

        string program = host.Compile(files, "check", HostCompiler.Strict, "main.c", "har.c", "har_weights.c", "har_test_vectors.c");

        Assert.Equal(4, OutsideTool.Run(program)!.Value.Status);
    }

    [Theory]
    [InlineData(PlacementStrategy.Ram, CodeOptimization.Speed, "-O2")]
    [InlineData(PlacementStrategy.Recompute, CodeOptimization.Size, "-O0 -Wcast-align")]
    [InlineData(PlacementStrategy.Flash, CodeOptimization.Speed, "-O3 -fno-builtin")]
    public void Run_CompiledByClang_GivesTheEnginesResults(PlacementStrategy strategy, CodeOptimization optimization, string flags)
    {
        using var host = new HostCompiler("clang", "clang");
        DiTMoSModel model = PublishedModels.UniMib(sharedBase: true);

        host.AssertSame(model, HostCompiler.Folder(model, Plan(model, strategy), optimization), PublishedModels.Windows(model, 10), flags);
    }

    [Fact]
    public void Makefile_OfTheFolder_ChecksTheTestVectorsAndBuildsTheLibrary()
    {
        using var host = new HostCompiler("arm-none-eabi-gcc", "gcc-arm-none-eabi");
        Assert.SkipWhen(OutsideTool.Run("make", "--version") is null, "make is missing: install the Debian package make.");
        string folder = FolderOnDisk(host);

        (int status, string output, string error) = OutsideTool.Run("make", "-C", folder, "check")!.Value;
        (int librariesStatus, string _, string librariesError) = OutsideTool.Run("make", "-C", folder)!.Value;

        Assert.True(status == 0, output + error);
        Assert.True(librariesStatus == 0, librariesError);
        Assert.True(File.Exists(Path.Combine(folder, "libhar.a")));
    }

    [Fact]
    public void CMakeLists_OfTheFolder_BuildsAndPassesItsTest()
    {
        using var host = new HostCompiler();
        Assert.SkipWhen(OutsideTool.Run("cmake", "--version") is null, "cmake is missing: install the Debian package cmake.");
        string folder = FolderOnDisk(host);
        string build = Path.Combine(folder, "build");

        (int status, string output, string error)[] steps =
        [
            OutsideTool.Run("cmake", "-S", folder, "-B", build)!.Value,
            OutsideTool.Run("cmake", "--build", build)!.Value,
            OutsideTool.Run("cmake", "-E", "chdir", build, "ctest", "--output-on-failure")!.Value,
        ];

        Assert.All(steps, step => Assert.True(step.status == 0, step.output + step.error));
        Assert.Contains("100% tests passed", steps[^1].output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PlacementStrategy.Recompute, CodeOptimization.Speed, "-O2")]
    [InlineData(PlacementStrategy.Flash, CodeOptimization.Size, "-O3")]
    public void Objects_OfAnyPlacement_CallNothingButOneAnother(PlacementStrategy strategy, CodeOptimization optimization, string flags)
    {
        using var host = new HostCompiler();
        DiTMoSModel model = PublishedModels.UniMib(sharedBase: true);
        IReadOnlyDictionary<string, byte[]> files = HostCompiler.Folder(model, Plan(model, strategy), optimization);

        string linked = host.Compile(files, "har.o", $"{HostCompiler.Strict} {flags} -DHAR_EMULATED_FLASH -r -nostdlib", "main.c", "har.c", "har_weights.c", "har_test_vectors.c");

        Assert.Equal("", OutsideTool.Run("nm", "--undefined-only", linked)!.Value.Output.Replace("_GLOBAL_OFFSET_TABLE_", "", StringComparison.Ordinal).Trim(' ', 'U', '\n'));
    }

    [Theory]
    [InlineData(PlacementStrategy.Ram, CodeOptimization.Speed, "-mcpu=cortex-m7 -mfpu=fpv5-sp-d16 -mfloat-abi=hard -O3")]
    [InlineData(PlacementStrategy.Recompute, CodeOptimization.Size, "-mcpu=cortex-m7 -mfpu=fpv5-sp-d16 -mfloat-abi=hard -O2")]
    [InlineData(PlacementStrategy.Flash, CodeOptimization.Speed, "-mcpu=cortex-m4 -mfpu=fpv4-sp-d16 -mfloat-abi=hard -Os")]
    [InlineData(PlacementStrategy.Ram, CodeOptimization.Size, "-mcpu=cortex-m0plus -O2")]
    public void Objects_ForAMicrocontroller_CompileWithoutAWarning(PlacementStrategy strategy, CodeOptimization optimization, string core)
    {
        using var host = new HostCompiler("arm-none-eabi-gcc", "gcc-arm-none-eabi");
        DiTMoSModel model = PublishedModels.UniMib();
        IReadOnlyDictionary<string, byte[]> files = HostCompiler.Folder(model, Plan(model, strategy), optimization);

        string linked = host.Compile(files, "har.o", $"{HostCompiler.Strict} -mthumb {core} -ffreestanding -r -nostdlib", "main.c", "har.c", "har_weights.c", "har_test_vectors.c");

        Assert.True(File.Exists(linked));
    }

    [Fact]
    public void Names_OfHostileModelClassesAndChannels_AreIdentifiersAndTheTextsAreKept()
    {
        using var host = new HostCompiler();
        DiTMoSModel model = RandomModels.Draw(3);
        MemoryPlan plan = Plan(model, PlacementStrategy.Ram);
        foreach (string name in Hostile)
        {
            string[] classes = [.. Enumerable.Range(0, model.ClassNames.Count).Select(k => Hostile[(k + name.Length) % Hostile.Length])];
            IReadOnlyDictionary<string, byte[]> files = C99Writer.Write(
                RoutedGraph.Of(model),
                plan,
                new C99Options { Name = name, ClassNames = classes, ChannelNames = [.. Hostile.Take(model.ChannelNames.Count)] },
                C99Vectors.Of(model, null));
            string prefix = CIdentifiers.OfModel(name);
            byte[] print = Encoding.UTF8.GetBytes($"#include \"{prefix}.h\"\n#include <stdio.h>\nint main(void) {{ int k; for (k = 0; k < {C99Names.Upper(prefix)}_CLASSES; k++) {{ puts({prefix}_class_names[k]); }} return 0; }}\n");

            string program = host.Compile(files.Append(new("print.c", print)).ToDictionary(), "print", $"{HostCompiler.Strict} -O0", "print.c", $"{prefix}.c", $"{prefix}_weights.c");

            Assert.Equal(string.Concat(classes.Select(label => $"{label}\n")), OutsideTool.Run(program)!.Value.Output);
        }
    }

    [Fact]
    public void Write_SmallModel_IsTheApprovedText()
    {
        IReadOnlyDictionary<string, byte[]> files = SmallFolder();

        foreach ((string name, byte[] bytes) in files)
        {
            Approved.Check(Encoding.UTF8.GetString(bytes), name);
        }

        Assert.Equal(files.Values, SmallFolder().Values);
    }

    private static IReadOnlyDictionary<string, byte[]> SmallFolder()
    {
        DiTMoSModel model = ModelData.SmallModel();
        return HostCompiler.Folder(model, Plan(model, PlacementStrategy.Recompute), name: "small");
    }

    /// <summary>A folder with test vectors, whose flash is emulated.</summary>
    private static string FolderOnDisk(HostCompiler host)
    {
        DiTMoSModel model = PublishedModels.UniMib();
        return host.Write(HostCompiler.Folder(model, Plan(model, PlacementStrategy.Recompute), windows: PublishedModels.Windows(model, 5)), "folder");
    }

    private static MemoryPlan Plan(DiTMoSModel model, PlacementStrategy strategy) =>
        Planner.Plan(RoutedGraph.Of(model), Board.Stm32F767ZI, new PlanOptions { Strategy = strategy, AllowFlashWear = true }).Memory;
}
