using DiTMoS.Data;
using DiTMoS.Data.Features;
using DiTMoS.Export;
using DiTMoS.Export.C99;
using DiTMoS.Export.Manifest;
using DiTMoS.Networks;
using DiTMoS.Planning;
using DiTMoS.Streaming;
using DiTMoS.Tests.Data;
using DiTMoS.Tests.Export.C99;
using DiTMoS.Tests.Planning;
using DiTMoS.Tests.Streaming;
using DiTMoS.Tests.Verification.Harness;
using DiTMoS.Verification;
using DiTMoS.Verification.Emulator;
using DiTMoS.Verification.Harness;
using DiTMoS.Verification.HostCompiler;

namespace DiTMoS.Tests.Verification;

public sealed class StreamVerificationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder["deployed"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Verify_Sounds_DecidesAsTheEngineOnTheHostAndTheEmulator()
    {
        Tools.SkipWithoutHostCompiler();
        Tools.SkipWithoutEmulator();
        DiTMoSModel model = StreamModels.OfSounds();
        var options = new StreamingOptions { Hop = 3840, Smoothing = SmoothingKind.Average, SwitchMargin = 0.05f, RejectBelow = 0.1f, RefractorySeconds = 0.5 };
        StreamSamples samples = StreamSamples.Of(model, StreamModels.Sounds(), options, mostWindows: 5)!;
        Deploy(model, options, samples, StreamModels.Cut(model, StreamModels.Sounds(), StreamModels.Joined(StreamModels.Sounds().Recordings.Take(4)), 16_000));

        VerificationReport report = Verify(host: true, emulator: true);

        Assert.True(report.Valid, string.Join("; ", report.Checks));
        Assert.Equal(["stream on the host", "stream under sanitizers", "stream on cortex-m7", "stream bit for bit", "stream memory"], StreamChecks(report));
        StreamFigures figures = report.EmulatorStream!;
        Assert.Equal((80_000, 17, 17), (figures.Comparison.Samples, figures.Comparison.Decisions, figures.Comparison.Equal));
        Assert.InRange(figures.InstructionsPerSample, 5, 60);
        Assert.InRange(figures.InstructionsPerFrame!.Value, 10_000, 60_000);
        Assert.InRange(figures.RamBytes, 4 * ((49 * 13) + 480), 5500);
        TestContext.Current.TestOutputHelper?.WriteLine($"{figures}");
    }

    [Fact]
    public void Verify_MovementsFromTheRecordingsThemselves_DecidesAsTheEngineOnTheHost()
    {
        Tools.SkipWithoutHostCompiler();
        RecordingSet movements = StreamModels.Movements();
        DiTMoSModel model = StreamModels.OfMovements(new JerkStep { Channels = ["acc_x", "acc_y", "acc_z"] }, new MagnitudeStep());
        var options = new StreamingOptions { SampleRateHz = 100, Hop = 32, Smoothing = SmoothingKind.Average, SwitchMargin = 0.1f, RejectBelow = 0.3f };
        Deploy(model, options, null, StreamModels.Cut(model, movements, movements.Recordings.First(), 1000));
        var fast = StreamModels.With(movements, [.. movements.Recordings.Select(recording => new Recording { Name = "fast", Samples = recording.Samples, SampleRateHz = 100 })]);

        VerificationReport report = DeploymentVerifier.Verify(
            Target,
            new VerificationOptions { Host = true, Samples = StreamSamples.Of(model, fast, options, mostWindows: 60) },
            null,
            TestContext.Current.CancellationToken);

        Assert.True(report.Valid, string.Join("; ", report.Checks));
        Assert.Equal(["stream on the host", "stream under sanitizers"], StreamChecks(report));
        Assert.True(report.HostStream!.Decisions > 100 && report.HostStream.Equal == report.HostStream.Decisions);
        Assert.InRange(report.HostStream.MaxAbsDifference, 0, 1e-4);
    }

    [Fact]
    public void Verify_WindowsOfFeaturesAlone_SaysThatTheStreamNeedsRecordings()
    {
        Tools.SkipWithoutHostCompiler();
        Deploy(StreamFolders.OfFrames(), new StreamingOptions(), null, PublishedModels.Windows(StreamFolders.OfFrames(), 2));

        VerificationReport report = Verify(host: true, emulator: false);

        Assert.True(report.Valid, string.Join("; ", report.Checks));
        Assert.Equal(VerificationOutcome.Skipped, report.Checks.Single(check => check.Name == "stream on the host").Outcome);
    }

    [Fact]
    public void Verify_StreamThatDecidesOtherwise_IsNotValid()
    {
        Tools.SkipWithoutHostCompiler();
        DiTMoSModel model = StreamFolders.OfSamples();
        Deploy(model, new StreamingOptions { Hop = 5 }, null, PublishedModels.Windows(model, 10));
        DeploymentManifest manifest = ManifestFile.Load(Target);
        File.WriteAllBytes(Path.Combine(Target, DeploymentManifest.FileName), ManifestFile.ToBytes(manifest with { Stream = manifest.Stream! with { RejectBelow = 0.99f } }));

        VerificationReport report = Verify(host: true, emulator: false);

        Assert.False(report.Valid);
        Assert.Equal((240, 44), (report.HostStream!.Samples, report.HostStream.Decisions));
        Assert.InRange(report.HostStream.Equal, 0, 43);
    }

    [Fact]
    public void Of_Recordings_SpreadsOverAllOfThem()
    {
        DiTMoSModel model = StreamFolders.OfSamples();
        Recording[] recordings = [.. Enumerable.Range(0, 100).Select(i => new Recording { Name = $"{i}", Samples = [.. Enumerable.Repeat(Enumerable.Repeat((float)i, 1000).ToArray(), 2)], SampleRateHz = 50 })];
        var set = new RecordingSet { Format = "test", Source = "test", ChannelNames = ["x", "y"], Recordings = recordings };

        StreamSamples samples = StreamSamples.Of(model, set, mostWindows: 16)!;

        Assert.Equal((2, 16 * 24), (samples.Channels, samples.Count));
        float[] values = samples.Values.ToArray();
        Assert.Equal((0f, 92f, 16), (values.Min(), values.Max(), values.Distinct().Count()));
    }

    [Fact]
    public void RunStream_EveryStageOnSamplesThatAreNotAllFinite_DecidesAsTheEngine()
    {
        Tools.SkipWithoutHostCompiler();
        foreach (((DiTMoSModel model, StreamingOptions options), int i) in StreamWriterTests.Streams().Select((stream, i) => (stream, i)))
        {
            int channels = StreamPlan.Of(model, options).Raw.Channels;
            WindowSet windows = Random(channels, 2400, i);
            windows.Samples[1010] = i % 2 == 0 ? float.NaN : float.NegativeInfinity;
            Deploy(model, options, null, PublishedModels.Windows(model, 1));
            DeploymentManifest manifest = ManifestFile.Load(Target);
            using var folder = new RunnerFolder(C99Subject.Find(Target, manifest)!);
            var engine = new EngineStream(model, manifest.Stream!.ToOptions(), StreamSamples.Of(windows), TestContext.Current.CancellationToken);
            folder.WriteSamples(engine.Samples);

            StreamResults results = HostBuild.RunStream(folder, sanitized: i % 2 == 0, TestContext.Current.CancellationToken);

            StreamComparison comparison = engine.Compare(results);
            Assert.True(comparison.Same && comparison.Decisions > 6, $"stream {i}: {comparison}");
            Assert.Contains(results.Answers, answer => answer.Decision.Outcome == StreamingOutcome.NotFinite);
            Assert.DoesNotContain(results.Answers, answer => answer.Invalid && answer.Push < 1000);
            Assert.Equal(manifest.Stream.RamBytes, results.StreamBytes - results.ContextBytes);
        }
    }

    private static WindowSet Random(int channels, int length, int seed) => new()
    {
        Samples = Draw.Gaussian(channels * length, seed, "samples").ToSingle(),
        Channels = channels,
        Length = length,
        Labels = [-1],
        ClassNames = [],
        ChannelNames = [.. Enumerable.Range(0, channels).Select(c => $"{c}")],
        Source = "random samples",
    };

    private static IEnumerable<string> StreamChecks(VerificationReport report) =>
        report.Checks.Where(check => check.Name.StartsWith("stream", StringComparison.Ordinal)).Select(check => check.Name);

    private void Deploy(DiTMoSModel model, StreamingOptions options, StreamSamples? samples, WindowSet windows) => Deployment.Write(
        model,
        Target,
        new DeploymentOptions { Plan = new PlanOptions { Strategy = PlacementStrategy.Ram }, Targets = DeploymentTargets.C99, Optimization = CodeOptimization.Size, Streaming = options },
        windows,
        samples);

    private VerificationReport Verify(bool host, bool emulator) =>
        DeploymentVerifier.Verify(Target, new VerificationOptions { Host = host, Emulator = emulator }, null, TestContext.Current.CancellationToken);
}
