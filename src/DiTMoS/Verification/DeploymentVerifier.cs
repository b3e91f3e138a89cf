using System.Globalization;
using System.Security.Cryptography;
using DiTMoS.Data;
using DiTMoS.Export;
using DiTMoS.Export.Manifest;
using DiTMoS.Export.Onnx;
using DiTMoS.Networks;
using DiTMoS.Verification.Harness;

namespace DiTMoS.Verification;

/// <summary>Verifies a deployment: that its files are those that were written, keep the rules of the tools that read them, and answer as the engine does.</summary>
public static class DeploymentVerifier
{
    /// <summary>The largest difference of a score that single precision in another order of operations explains.</summary>
    public const double Tolerance = 1e-4;

    private const string Slices = "slices on planned memory";

    /// <summary>Verifies a folder.</summary>
    /// <param name="folder">What <see cref="Deployment.Write"/> wrote.</param>
    /// <param name="windows">Windows to run; null for those of the folder.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>What was found; a plan or a file that is wrong is a check that failed.</returns>
    /// <exception cref="DeploymentException">There is no manifest, or it was altered.</exception>
    /// <exception cref="ModelFileException">The model cannot be read.</exception>
    /// <exception cref="RecordingException">The windows have another shape.</exception>
    public static VerificationReport Verify(string folder, WindowSet? windows = null, CancellationToken cancellation = default) => Verify(folder, new VerificationOptions(), windows, cancellation);

    /// <summary>Verifies a folder, and its C code where that is asked for.</summary>
    /// <param name="folder">What <see cref="Deployment.Write"/> wrote.</param>
    /// <param name="options">What is verified besides files and slices.</param>
    /// <param name="windows">Windows to run; null for those of the folder.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="DeploymentException">There is no manifest, or it was altered.</exception>
    /// <exception cref="RecordingException">The windows have another shape.</exception>
    /// <exception cref="MissingToolException">A compiler or the emulator that is asked for is not there.</exception>
    public static VerificationReport Verify(string folder, VerificationOptions options, WindowSet? windows = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(options);
        DeploymentManifest manifest = ManifestFile.Load(folder);
        var checks = new List<VerificationCheck> { new("manifest", VerificationOutcome.Passed, $"version {manifest.Version}, digest as named") };
        var report = new VerificationReport { Checks = checks, ArenaBytes = manifest.Plan.ArenaBytes, FlashBytes = manifest.Plan.FlashBytes };
        checks.Add(FileHashes(folder, manifest));
        if (checks[^1].Outcome == VerificationOutcome.Failed)
        {
            return report;   // files that were altered are not run
        }

        try
        {
            checks.AddRange(OnnxChecks.Of(folder, manifest, cancellation));
            return Run(report, folder, manifest, options, windows, checks, cancellation);
        }
        catch (DiTMoSException e) when (e is DeploymentException or OnnxFileException or PlanViolationException)
        {
            checks.Add(new(e is OnnxFileException ? "ONNX files" : Slices, VerificationOutcome.Failed, e.Message));
            return report;
        }
    }

    private static VerificationCheck FileHashes(string folder, DeploymentManifest manifest)
    {
        string[] wrong = [.. manifest.Files.Where(file => HashOf(folder, file.Key) != file.Value).Select(file => file.Key)];
        return wrong.Length == 0
            ? new("file hashes", VerificationOutcome.Passed, $"{manifest.Files.Count} files as they were written")
            : new("file hashes", VerificationOutcome.Failed, $"missing or altered: {string.Join(", ", wrong.Take(8).Select(Text.Shown))}; deploy the model again");
    }

    /// <summary>The hash of a file that lies in the folder itself; null for links, pipes and devices, which may lead elsewhere or never end.</summary>
    private static string? HashOf(string folder, string file)
    {
        try
        {
            string path = folder;
            foreach (string part in file.Split('/'))
            {
                path = Path.Combine(path, part);
                if (new FileInfo(path).LinkTarget is not null)
                {
                    return null;
                }
            }

            if (new FileInfo(path).Length == 0)   // no file that is written is empty; pipes and devices are
            {
                return null;
            }

            using FileStream stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static VerificationReport Run(VerificationReport report, string folder, DeploymentManifest manifest, VerificationOptions options, WindowSet? windows, List<VerificationCheck> checks, CancellationToken cancellation)
    {
        WindowModel model = WindowModel.Load(Path.Combine(folder, manifest.Model.File));
        RequireSame(model, manifest, folder);
        ExpectedResults? stored = null;
        if (windows is null && manifest.Verification is { } kept)
        {
            windows = Recordings.Load(Path.Combine(folder, kept.Windows), new RecordingOptions { RequireLabels = false });
            stored = ExpectedResults.FromCsv(File.ReadAllText(Path.Combine(folder, kept.Expected)), kept.Expected, manifest.Classes.Count);
        }

        if (windows is null)
        {
            const string None = "the folder keeps no windows: name recordings";
            checks.Add(new(Slices, VerificationOutcome.Skipped, None));
            checks.AddRange(options.Host || options.Emulator ? [new(C99Checks.Name, VerificationOutcome.Failed, None)] : Array.Empty<VerificationCheck>());
            return report;
        }

        ExpectedResults engine = ExpectedResults.Of(model, windows);
        if (stored is not null)
        {
            checks.Add(Same(stored, engine));
        }

        var answers = new EngineAnswers(windows, engine);
        report = RunSlices(report, folder, manifest, answers, checks, cancellation);
        return C99Checks.Run(report, folder, manifest, options, model, answers, checks, cancellation);
    }

    private static VerificationReport RunSlices(VerificationReport report, string folder, DeploymentManifest manifest, EngineAnswers engine, List<VerificationCheck> checks, CancellationToken cancellation)
    {
        if (manifest.Slices.Any(slice => slice.Onnx is null))
        {
            checks.Add(new(Slices, VerificationOutcome.Skipped, "the folder has no ONNX slices"));
            return report;
        }

        SlicedDeployment deployed = SlicedDeployment.Load(folder, manifest);
        AnswerComparison comparison = engine.Compare(i =>
        {
            cancellation.ThrowIfCancellationRequested();
            (int route, float[] score) = deployed.Score(engine.Windows.Window(i));
            return (route, Logits.IndexOfMaximum(score), score);
        });
        if (comparison.Windows == 0)
        {
            checks.Add(new(Slices, VerificationOutcome.Skipped, "no window has finite values only: name other recordings"));
            return report;
        }

        checks.Add(new(
            Slices,
            comparison.Same ? VerificationOutcome.Passed : VerificationOutcome.Failed,
            string.Create(CultureInfo.InvariantCulture, $"{comparison.Windows} windows in {manifest.Plan.ArenaBytes:N0} bytes: {comparison.LabelsEqual} labels and {comparison.RoutesEqual} routes as the engine's, scores within {comparison.MaxAbsDifference:0.0E+0}")));
        return report with { Windows = comparison.Windows, LabelsEqual = comparison.LabelsEqual, RoutesEqual = comparison.RoutesEqual, MaxAbsDifference = comparison.MaxAbsDifference };
    }

    /// <summary>How far two probabilities are apart: as far as can be where only one of them is a number.</summary>
    internal static double Difference(float score, float engine) =>
        float.IsFinite(score) && float.IsFinite(engine) ? Math.Abs((double)score - engine) : score.Equals(engine) ? 0 : 1;

    private static void RequireSame(WindowModel model, DeploymentManifest manifest, string folder)
    {
        string asked = Shape(manifest.Input.Channels.Count, manifest.Input.Length, manifest.Classes.Count, manifest.Model.Classifiers);
        string found = Shape(model.Channels, model.Length, model.ClassNames.Count, (model as DiTMoSModel)?.Classifiers.Count ?? 1);
        if (asked != found)
        {
            throw DeploymentException.For(Path.Combine(folder, manifest.Model.File), $"must be a model of {asked}, as the manifest says", found, "Deploy the model again");
        }
    }

    private static string Shape(int channels, int length, int classes, int classifiers) =>
        string.Create(CultureInfo.InvariantCulture, $"{channels} x {length} values, {classes} classes and {classifiers} classifiers");

    private static VerificationCheck Same(ExpectedResults stored, ExpectedResults engine)
    {
        if (stored.Count != engine.Count)
        {
            return new("stored results", VerificationOutcome.Failed, $"{stored.Count} results for {engine.Count} windows; deploy the model again");
        }

        double most = stored.Scores.Zip(engine.Scores).Select(pair => Difference(pair.First, pair.Second)).DefaultIfEmpty(0).Max();
        bool same = stored.Routes.SequenceEqual(engine.Routes) && stored.Labels.SequenceEqual(engine.Labels) && most <= Tolerance;
        return new("stored results", same ? VerificationOutcome.Passed : VerificationOutcome.Failed, string.Create(CultureInfo.InvariantCulture, $"{stored.Count} windows as the engine answers now, scores within {most:0.0E+0}"));
    }
}
