using System.Text;
using DiTMoS.Data;
using DiTMoS.Export;
using DiTMoS.Export.Manifest;
using DiTMoS.Export.Onnx;
using DiTMoS.Export.Onnx.Schema;
using DiTMoS.Networks;
using DiTMoS.Planning;
using DiTMoS.Planning.Boards;
using DiTMoS.Tests.Networks;
using DiTMoS.Tests.Planning;
using DiTMoS.Verification;

namespace DiTMoS.Tests.Export;

public sealed class DeploymentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder["out"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(PlacementStrategy.Ram, true)]
    [InlineData(PlacementStrategy.Flash, true)]
    [InlineData(PlacementStrategy.Recompute, true)]
    [InlineData(PlacementStrategy.Recompute, false)]
    public void Write_ThenVerify_AnswersAsTheEngineFromItsFilesAlone(PlacementStrategy strategy, bool aggregation)
    {
        DiTMoSModel model = PublishedModels.Make(3, 64, 5, 3, aggregation, sharedBase: true);

        DeploymentResult result = Deployment.Write(model, Target, Options(strategy), PublishedModels.Windows(model, 30));
        VerificationReport report = DeploymentVerifier.Verify(Target, cancellation: TestContext.Current.CancellationToken);

        Assert.True(report.Valid, string.Join("; ", report.Checks));
        Assert.Equal((30, 30, 30), (report.Windows, report.LabelsEqual, report.RoutesEqual));
        Assert.Equal(result.ArenaBytes, report.ArenaBytes);
        Assert.InRange(report.MaxAbsDifference!.Value, 0, 1e-4);
    }

    [Fact]
    public void Write_TheSameModel_GivesTheSameBytes()
    {
        DiTMoSModel model = PublishedModels.UniMib();
        Deployment.Write(model, Target, null, PublishedModels.Windows(model, 4));
        Dictionary<string, byte[]> first = FilesOf(Target);

        Deployment.Write(model, Target, null, PublishedModels.Windows(model, 4));

        Dictionary<string, byte[]> second = FilesOf(Target);
        Assert.Equal(first.Keys, second.Keys);
        Assert.All(first, file => Assert.Equal(file.Value, second[file.Key]));
    }

    [Fact]
    public void Write_SlicesOfPublishedNetworks_CutWhereFeaturesAreProducedAndConsumed()
    {
        DeploymentManifest manifest = Deployment.Write(PublishedModels.UniMib(), Target, Options(PlacementStrategy.Flash)).Manifest;

        string[] Steps(string slice) => [.. manifest.Slices.Single(s => s.Name == slice).Steps.Select(step => step.Operator)];
        Assert.Equal(["selector_block1"], Steps("selector_slice_0"));
        Assert.Equal(["selector_block2"], Steps("selector_slice_1"));
        Assert.Equal(["selector_block3", "selector_hidden", "selector_route"], Steps("selector_slice_2"));
        Assert.Equal(["classifier_block1"], Steps("classifier_5_slice_0"));
        Assert.Equal(["classifier_block2"], Steps("classifier_5_slice_1"));
        Assert.Equal(["classifier_block3", "classifier_hidden", "logits", "score"], Steps("classifier_5_slice_2"));
        Assert.Equal(3 + (6 * 3), manifest.Slices.Count);
    }

    [Fact]
    public void Write_NetworkThatSTRefuses_NamesRuleAndNode()
    {
        DiTMoSModel model = ModelData.SmallModel();
        NetworkSpec selector = PublishedNetworks.Selector(2, 24, 3, new NetworkOptions { Widths = [2, 2], Kernels = [3, 3], FeatureAggregation = false }) with
        {
            Blocks = [new BlockSpec(2, 11), new BlockSpec(2, 9, Padding: 4)],   // a kernel of 9 on the 7 samples that the first block leaves
        };
        NetworkSpec classifier = selector with { Name = "classifier", Outputs = 2 };
        var wide = new DiTMoSModel(NetworkShapes.Random(selector, 1), [.. Enumerable.Range(0, 3).Select(i => NetworkShapes.Random(classifier, i))])
        {
            ClassNames = model.ClassNames,
            ChannelNames = model.ChannelNames,
            Normalization = model.Normalization,
            Record = model.Record,
        };

        var e = Assert.Throws<DeploymentException>(() => Deployment.Write(wide, Target));

        Assert.Contains("conv-size is broken by 'selector_block2_conv'", e.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Target));
    }

    [Fact]
    public void Write_FolderWithSomethingElse_IsRefusedAndLeftAlone()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "thesis.txt"), "years of work");

        var e = Assert.Throws<DeploymentException>(() => Deployment.Write(PublishedModels.UniMib(), Target));

        Assert.Contains("thesis.txt", e.Message, StringComparison.Ordinal);
        Assert.Equal(["thesis.txt"], Directory.EnumerateFileSystemEntries(Target).Select(Path.GetFileName));
    }

    [Fact]
    public void Check_WhatNoModelCouldBeWrittenWith_IsRefused()
    {
        Directory.CreateDirectory(Target);
        Deployment.Check(Target);
        File.WriteAllText(Path.Combine(Target, "thesis.txt"), "years of work");

        Assert.Contains("thesis.txt", Assert.Throws<DeploymentException>(() => Deployment.Check(Target)).Message, StringComparison.Ordinal);
        Assert.Throws<OptionException>(() => Deployment.Check(_folder["new"], new DeploymentOptions { MaximumWindows = 0 }));
        Assert.Throws<OptionException>(() => Deployment.Check(_folder["new"], new DeploymentOptions { Plan = new PlanOptions { RamLimitBytes = 0 } }));
        Assert.Throws<OptionException>(() => Deployment.Check(_folder["new"], new DeploymentOptions { Board = Board.Stm32F767ZI with { RamBytes = 0 } }));
        Assert.False(Directory.Exists(_folder["new"]));
    }

    [Theory]
    [InlineData("{ \"name\": \"another program's\" }")]
    [InlineData(null)]
    public void Write_ManifestBesideSomethingElse_IsRefusedAndLeftAlone(string? manifest)
    {
        Deployment.Write(PublishedModels.UniMib(), Target);
        File.WriteAllText(Path.Combine(Target, "onnx", "thesis.txt"), "years of work");
        if (manifest is not null)
        {
            File.WriteAllText(Path.Combine(Target, DeploymentManifest.FileName), manifest);
        }

        Assert.Throws<DeploymentException>(() => Deployment.Write(PublishedModels.UniMib(), Target));

        Assert.True(File.Exists(Path.Combine(Target, "onnx", "thesis.txt")));
    }

    [Fact]
    public void Write_CurrentFolder_IsRefused()
    {
        var e = Assert.Throws<DeploymentException>(() => Deployment.Write(PublishedModels.UniMib(), "."));

        Assert.Contains("must not be the folder that this is called in", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_PlanThatCannotBe_LeavesTheOldFolderWhole()
    {
        Deployment.Write(PublishedModels.UniMib(), Target);
        Dictionary<string, byte[]> before = FilesOf(Target);

        Assert.Throws<PlanException>(() => Deployment.Write(PublishedModels.UniMib(), Target, new DeploymentOptions { Plan = new PlanOptions { RamLimitBytes = 100 } }));

        Dictionary<string, byte[]> after = FilesOf(Target);
        Assert.Equal(before.Keys, after.Keys);
        Assert.All(before, file => Assert.Equal(file.Value, after[file.Key]));
    }

    [Fact]
    public void Write_AfterOneThatWasKilledBetweenItsRenames_FindsTheOldFolder()
    {
        Deployment.Write(PublishedModels.UniMib(), Target);
        Directory.Move(Target, _folder[".out.old"]);

        DeploymentFolder.RequireReplaceable(Target);

        Assert.True(File.Exists(Path.Combine(Target, DeploymentManifest.FileName)));
    }

    [Fact]
    public void Verify_EditedManifest_IsRefused()
    {
        Deployment.Write(PublishedModels.UniMib(), Target);
        string path = Path.Combine(Target, DeploymentManifest.FileName);
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"arenaBytes\": 5540", "\"arenaBytes\": 4096", StringComparison.Ordinal));

        var e = Assert.Throws<DeploymentException>(() => DeploymentVerifier.Verify(Target, cancellation: TestContext.Current.CancellationToken));

        Assert.Contains("it was altered", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_ManifestOfANewerVersion_IsRefused()
    {
        Deployment.Write(PublishedModels.UniMib(), Target);
        string path = Path.Combine(Target, DeploymentManifest.FileName);
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal));

        var e = Assert.Throws<DeploymentException>(() => DeploymentVerifier.Verify(Target, cancellation: TestContext.Current.CancellationToken));

        Assert.Contains("must be of a version from 1 to 1. Got 2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_AlteredFile_FailsAndNamesIt()
    {
        DiTMoSModel model = PublishedModels.UniMib();
        Deployment.Write(model, Target, null, PublishedModels.Windows(model, 2));
        string path = Path.Combine(Target, "onnx", "classifier_2.onnx");
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);

        VerificationReport report = DeploymentVerifier.Verify(Target, cancellation: TestContext.Current.CancellationToken);

        Assert.False(report.Valid);
        Assert.Contains("onnx/classifier_2.onnx", report.Checks[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_PlanWhoseBuffersOverlap_FailsOnTheFirstWindow()
    {
        DiTMoSModel model = PublishedModels.UniMib();
        DeploymentResult result = Deployment.Write(model, Target, Options(PlacementStrategy.Ram), PublishedModels.Windows(model, 2));
        DeploymentManifest wrong = result.Manifest with { Buffers = [.. result.Manifest.Buffers.Select(buffer => buffer.Name == "classifier_block1" ? buffer with { Offset = 4 } : buffer)] };
        File.WriteAllBytes(Path.Combine(Target, DeploymentManifest.FileName), ManifestFile.ToBytes(wrong));

        VerificationReport report = DeploymentVerifier.Verify(Target, cancellation: TestContext.Current.CancellationToken);

        Assert.False(report.Valid);
        Assert.Contains("Step '", report.Checks[^1].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/etc/hostname")]
    [InlineData("../model.ditmos")]
    [InlineData("onnx//x.onnx")]
    [InlineData("..\\model.ditmos")]
    public void Verify_ManifestThatNamesAFileOutside_IsRefused(string file)
    {
        DeploymentManifest manifest = Deployment.Write(PublishedModels.UniMib(), Target).Manifest;

        Refused(manifest with { Files = manifest.Files.Append(new(file, new string('0', 64))).ToDictionary() }, "must name files by a path inside the folder");
    }

    [Theory]
    [InlineData("onnx")]
    [InlineData("model.ditmos")]
    public void Verify_LinkInTheFolder_IsNotFollowed(string linked)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs a right there.");
        Deployment.Write(PublishedModels.UniMib(), Target);
        string path = Path.Combine(Target, linked);
        Directory.Move(path, _folder["elsewhere"]);
        File.CreateSymbolicLink(path, _folder["elsewhere"]);

        VerificationReport report = DeploymentVerifier.Verify(Target, cancellation: TestContext.Current.CancellationToken);

        Assert.False(report.Valid);
        Assert.Contains(linked, report.Checks[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_ManifestThatIsNotWholeInItself_IsRefused()
    {
        DiTMoSModel model = PublishedModels.UniMib();
        DeploymentManifest manifest = Deployment.Write(model, Target, null, PublishedModels.Windows(model, 2)).Manifest;
        ManifestBuffer[] Buffers(Func<ManifestBuffer, ManifestBuffer> change) => [.. manifest.Buffers.Take(1).Select(change), .. manifest.Buffers.Skip(1)];

        Refused(manifest with { Plan = manifest.Plan with { ArenaBytes = -4 } }, "must have an arena of");
        Refused(manifest with { Plan = manifest.Plan with { ArenaBytes = int.MaxValue } }, "must have an arena of");
        Refused(manifest with { Buffers = Buffers(buffer => buffer with { Offset = int.MaxValue - 3 }) }, "that end within");
        Refused(manifest with { Buffers = Buffers(buffer => buffer with { Offset = -4 }) }, "must have buffers at multiples");
        Refused(manifest with { Buffers = Buffers(buffer => buffer with { Offset = 2 }) }, "must have buffers at multiples");
        Refused(manifest with { Buffers = Buffers(_ => null!) }, "must have no null");
        Refused(manifest with { Model = manifest.Model with { Classifiers = int.MaxValue } }, "classifiers");
        Refused(manifest with { Model = manifest.Model with { File = "other.ditmos" } }, "must have the hash of each file that it uses");
        Refused(manifest with { Slices = [.. manifest.Slices, manifest.Slices[0]] }, "must name each slice once");
    }

    [Fact]
    public void Verify_ManifestThatLacksWhatAnInferenceNeeds_IsNotValid()
    {
        DiTMoSModel model = PublishedModels.UniMib();
        DeploymentManifest manifest = Deployment.Write(model, Target, null, PublishedModels.Windows(model, 2)).Manifest;

        NotValid(manifest with { Slices = [.. manifest.Slices.Where(slice => slice.Route is not null)] }, "must hold a tensor of a slice");
        NotValid(manifest with { Slices = [.. manifest.Slices.Select(slice => slice with { Steps = [.. slice.Steps.Where(step => step.Operator != "selector_route")] })] }, "must write 'selector_route'");
        NotValid(manifest with { Slices = [.. manifest.Slices.Where(slice => slice.Route != 3)] }, "must write 'score'");
        NotValid(manifest with { Classes = [.. manifest.Classes.Skip(1)] }, "as the manifest says");
        NotValid(manifest with { Input = manifest.Input with { Length = 500 } }, "as the manifest says");

        void NotValid(DeploymentManifest wrong, string message)
        {
            File.WriteAllBytes(Path.Combine(Target, DeploymentManifest.FileName), ManifestFile.ToBytes(wrong));
            VerificationReport report = DeploymentVerifier.Verify(Target, cancellation: TestContext.Current.CancellationToken);
            Assert.False(report.Valid);
            Assert.Contains(message, report.Checks[^1].Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Verify_SliceThatSaysItIsForAPc_KeepsNoExemption()
    {
        DeploymentManifest manifest = Deployment.Write(PublishedModels.UniMib(), Target).Manifest;
        byte[] full = File.ReadAllBytes(Path.Combine(Target, "onnx", "full.onnx"));
        string slice = manifest.Slices[0].Onnx!;
        File.WriteAllBytes(Path.Combine(Target, slice), full);
        DeploymentManifest wrong = manifest with { Files = new Dictionary<string, string>(manifest.Files) { [slice] = manifest.Files["onnx/full.onnx"] } };
        File.WriteAllBytes(Path.Combine(Target, DeploymentManifest.FileName), ManifestFile.ToBytes(wrong));

        VerificationReport report = DeploymentVerifier.Verify(Target, cancellation: TestContext.Current.CancellationToken);

        Assert.False(report.Valid);
        Assert.Contains(report.Checks, check => check.Outcome == VerificationOutcome.Failed && check.Detail.Contains($"{slice}: is for a PC", StringComparison.Ordinal));
    }

    [Fact]
    public void Verify_NoWindowWithFiniteValues_RunsNone()
    {
        DiTMoSModel model = PublishedModels.UniMib();
        Deployment.Write(model, Target);
        WindowSet windows = PublishedModels.Windows(model, 2);
        Array.Fill(windows.Samples, float.NaN);

        VerificationReport report = DeploymentVerifier.Verify(Target, windows, TestContext.Current.CancellationToken);

        Assert.Equal(VerificationOutcome.Skipped, report.Checks[^1].Outcome);
        Assert.Null(report.MaxAbsDifference);
    }

    [Theory]
    [InlineData(OnnxLayout.Conv1D)]
    [InlineData(OnnxLayout.Conv2D)]
    public void Write_FeatureOfOneSampleThatASliceFlattens_HasOneShapeInAllSlices(OnnxLayout layout)
    {
        BlockSpec first = new(2, 23);    // 24 samples become 1
        NetworkSpec selector = PublishedNetworks.Selector(2, 24, 3, ModelData.SmallOptions) with { Blocks = [first], AggregatedChannels = [0] };
        NetworkSpec classifier = selector with { Name = "classifier", Outputs = 2, Blocks = [first, new BlockSpec(3, 1, Pool: 1)], AggregatedChannels = [0, 2] };
        DiTMoSModel small = ModelData.SmallModel();
        var model = new DiTMoSModel(NetworkShapes.Random(selector, 1), [.. Enumerable.Range(0, 3).Select(i => NetworkShapes.Random(classifier, i))])
        {
            ClassNames = small.ClassNames,
            ChannelNames = small.ChannelNames,
            Normalization = small.Normalization,
            Record = small.Record,
        };

        DeploymentResult result = Deployment.Write(model, Target, new DeploymentOptions { Layout = layout });

        var shapes = new Dictionary<string, string>();
        foreach (ManifestSlice slice in result.Manifest.Slices)
        {
            GraphProto graph = OnnxFile.Parse(File.ReadAllBytes(Path.Combine(Target, slice.Onnx!)), slice.Name).Graph;
            Assert.All(graph.Input.Concat(graph.Output), value => Assert.Equal(shapes.TryAdd(value.Name, Shape(value)) ? Shape(value) : shapes[value.Name], Shape(value)));
        }

        static string Shape(ValueInfoProto value) => string.Join('x', value.Type.TensorType.Shape.Dim.Select(dimension => dimension.DimValue));
    }

    public static TheoryData<string> Descriptions => ["reads", "writes", "consumers", "producer", "inputs", "outputs", "macs"];

    [Theory]
    [MemberData(nameof(Descriptions))]
    public void Verify_ManifestThatDescribesSomethingElse_FailsThough(string part)
    {
        DiTMoSModel model = PublishedModels.UniMib();
        DeploymentManifest manifest = Deployment.Write(model, Target, null, PublishedModels.Windows(model, 1)).Manifest;
        ManifestSlice Slice(ManifestSlice slice) => part switch
        {
            "reads" => slice with { Steps = [slice.Steps[0] with { Reads = ["score"] }, .. slice.Steps.Skip(1)] },
            "writes" => slice with { Steps = [slice.Steps[0] with { Writes = ["score"] }, .. slice.Steps.Skip(1)] },
            "inputs" => slice with { Inputs = ["score"] },
            "outputs" => slice with { Outputs = ["input"] },
            "macs" => slice with { Macs = 1 },
            _ => slice,
        };
        ManifestBuffer Buffer(ManifestBuffer buffer) => part switch
        {
            "consumers" => buffer with { Consumers = ["score"] },
            "producer" => buffer with { Producer = "nobody" },
            _ => buffer,
        };
        DeploymentManifest wrong = manifest with { Slices = [.. manifest.Slices.SkipLast(1), Slice(manifest.Slices[^1])], Buffers = [Buffer(manifest.Buffers[0]), .. manifest.Buffers.Skip(1)] };
        File.WriteAllBytes(Path.Combine(Target, DeploymentManifest.FileName), ManifestFile.ToBytes(wrong));

        VerificationReport report = DeploymentVerifier.Verify(Target, cancellation: TestContext.Current.CancellationToken);

        Assert.False(report.Valid);
        Assert.Contains("that follow from its file", report.Checks[^1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_WhatWasWritten_IsTheSameManifest()
    {
        DiTMoSModel model = PublishedModels.UniMib(sharedBase: true);
        DeploymentManifest written = Deployment.Write(model, Target, null, PublishedModels.Windows(model, 2)).Manifest;

        DeploymentManifest read = ManifestFile.Load(Target);

        Assert.Equal(Encoding.UTF8.GetString(ManifestFile.ToBytes(written)), Encoding.UTF8.GetString(ManifestFile.ToBytes(read)));
    }

    private void Refused(DeploymentManifest wrong, string message)
    {
        File.WriteAllBytes(Path.Combine(Target, DeploymentManifest.FileName), ManifestFile.ToBytes(wrong));

        var e = Assert.Throws<DeploymentException>(() => DeploymentVerifier.Verify(Target, cancellation: TestContext.Current.CancellationToken));

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    private static DeploymentOptions Options(PlacementStrategy strategy) => new() { Plan = new PlanOptions { Strategy = strategy, AllowFlashWear = true } };

    private static Dictionary<string, byte[]> FilesOf(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .ToDictionary(path => Path.GetRelativePath(folder, path), File.ReadAllBytes);
}
