using DiTMoS.Export.Manifest;
using DiTMoS.Export.Onnx.Validation;

namespace DiTMoS.Verification;

/// <summary>The checks of the ONNX files of a deployment.</summary>
internal static class OnnxChecks
{
    private const string Rules = "STM32Cube.AI rules";
    private const string Checker = "ONNX checker";
    private const int MostShown = 4;

    /// <summary>One check for the rules of STM32Cube.AI, one by ONNX's own checker.</summary>
    public static IEnumerable<VerificationCheck> Of(string folder, DeploymentManifest manifest, CancellationToken cancellation)
    {
        string[] files = [.. manifest.Files.Keys.Where(file => file.EndsWith(".onnx", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        if (files.Length == 0)
        {
            return [new(Rules, VerificationOutcome.Skipped, "the folder has no ONNX files")];
        }

        return [ByRules(folder, files, manifest), ByChecker(folder, files, cancellation)];
    }

    private static VerificationCheck ByRules(string folder, string[] files, DeploymentManifest manifest)
    {
        HashSet<string?> deployed = [.. manifest.Networks.Select(network => network.Onnx), .. manifest.Slices.Select(slice => slice.Onnx)];
        OnnxValidation[] validations = [.. files.Select(file => OnnxValidator.Validate(File.ReadAllBytes(Path.Combine(folder, file)), file))];
        string[] exempt = [.. validations.Where(validation => validation.IsPcOnly).Select(validation => validation.File)];
        string[] broken =
        [
            .. validations.SelectMany(validation => validation.Violations.Where(violation => !violation.IsWarning).Select(violation => $"{validation.File}: {violation}")),
            .. exempt.Where(deployed.Contains).Select(file => $"{file}: is for a PC by its metadata, but is a network or slice of the manifest."),
        ];
        int warnings = validations.Sum(validation => validation.Violations.Count(violation => violation.IsWarning));
        return broken.Length > 0
            ? new(Rules, VerificationOutcome.Failed, string.Join(" ", broken.Take(MostShown)))
            : new(Rules, VerificationOutcome.Passed, $"{files.Length - exempt.Length} files keep them, {warnings} warnings{(exempt.Length > 0 ? $"; {string.Join(", ", exempt)} is for a PC and exempt" : "")}");
    }

    private static VerificationCheck ByChecker(string folder, string[] files, CancellationToken cancellation)
    {
        if (PythonOnnxChecker.Check([.. files.Select(file => Path.Combine(folder, file))], cancellation) is not { } refused)
        {
            return new(Checker, VerificationOutcome.Skipped, "no Python with the package 'onnx' is here (Debian: apt-get install python3-onnx)");
        }

        return refused.Count == 0
            ? new(Checker, VerificationOutcome.Passed, $"{files.Length} files pass the full check")
            : new(Checker, VerificationOutcome.Failed, string.Join(" ", refused.Take(MostShown)));
    }
}
