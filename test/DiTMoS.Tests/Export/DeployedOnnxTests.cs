using DiTMoS.Data;
using DiTMoS.Export;
using DiTMoS.Export.Onnx;
using DiTMoS.Graphs;
using DiTMoS.Networks;
using DiTMoS.Planning;
using DiTMoS.Tests.Export.Onnx;
using DiTMoS.Tests.Networks;
using DiTMoS.Verification;

namespace DiTMoS.Tests.Export;

/// <summary>What a deployment's folder holds gives what the engine gives on real windows: its slices in ONNX Runtime, and on the planned memory.</summary>
public sealed class DeployedOnnxTests
{
    private const int WindowsOfEach = 500;

    private static readonly int[] Classifiers = [2, 6, 10];
    private static readonly bool[] Switch = [true, false];
    private static readonly PlacementStrategy[] Strategies = [PlacementStrategy.Ram, PlacementStrategy.Recompute];

    public static TheoryData<string> RecordingSets => ["falls", "activities", "keywords"];

    [Theory]
    [MemberData(nameof(RecordingSets))]
    public void Slices_RunByTheManifestInOnnxRuntime_GiveTheEnginesScoresLabelsAndRoutes(string recordings)
    {
        OnnxRuntimeNode.SkipWhereMissing();
        WindowSet windows = TrainedModels.Some(recordings, WindowsOfEach);
        using var folder = new TemporaryFolder();
        (string Name, DiTMoSModel Model, DeploymentOptions Options)[] deployed = [.. Deployments(recordings)];
        OnnxRuntimeJob[] jobs = [.. deployed.Select(entry => Job(entry.Name, Deployment.Write(entry.Model, folder[entry.Name], entry.Options), windows))];

        IReadOnlyList<OnnxRuntimeResult> results = OnnxRuntimeNode.Run(jobs);

        float largest = deployed.Zip(results).Max(pair => EngineAssert.Same(pair.First.Model, windows, [pair.Second]));
        TestContext.Current.TestOutputHelper?.WriteLine($"{jobs.Length} deployments, {jobs.Sum(job => job.Count)} windows: scores differ by at most {largest:G2}.");
    }

    [Theory]
    [MemberData(nameof(RecordingSets))]
    public void Slices_RunOnThePlannedMemory_GiveTheEnginesScoresLabelsAndRoutes(string recordings)
    {
        WindowSet windows = TrainedModels.Some(recordings, WindowsOfEach);
        using var folder = new TemporaryFolder();
        foreach ((string name, DiTMoSModel model, DeploymentOptions options) in Deployments(recordings))
        {
            Deployment.Write(model, folder[name], options, windows);

            VerificationReport report = DeploymentVerifier.Verify(folder[name], cancellation: TestContext.Current.CancellationToken);

            Assert.True(report.Valid, $"{name}: {string.Join("; ", report.Checks)}");
            Assert.Equal((WindowsOfEach, WindowsOfEach, WindowsOfEach), (report.Windows, report.LabelsEqual, report.RoutesEqual));
        }
    }

    /// <summary>N = 2, 6 and 10, with and without aggregation; without recomputation in one layout, with it in the other.</summary>
    private static IEnumerable<(string Name, DiTMoSModel Model, DeploymentOptions Options)> Deployments(string recordings) =>
        from n in Classifiers
        from aggregation in Switch
        from strategy in Strategies
        select (
            $"{recordings}-{n}-{aggregation}-{strategy}",
            TrainedModels.Of(recordings, n, aggregation, sharedBase: aggregation != (n == 6)),
            new DeploymentOptions
            {
                Plan = new PlanOptions { Strategy = strategy },
                Layout = strategy == PlacementStrategy.Ram ? OnnxLayout.Conv2D : OnnxLayout.Conv1D,
            });

    private static OnnxRuntimeJob Job(string name, DeploymentResult deployed, WindowSet windows) => new()
    {
        Name = name,
        Steps = [.. deployed.Manifest.Slices.Select(slice => new OnnxRuntimeStep(File.ReadAllBytes(Path.Combine(deployed.Folder, slice.Onnx!)), slice.Route))],
        Input = deployed.Manifest.Input.Buffer,
        Route = TensorNames.Route,
        Outputs = [TensorNames.Score],
        Windows = windows.Samples,
        Count = windows.Count,
    };
}
