using DiTMoS.Export.Manifest;

namespace DiTMoS.Verification;

/// <summary>The checks of the ONNX files of a deployment.</summary>
internal static class OnnxChecks
{
    /// <summary>One check for each tool.</summary>
    public static IEnumerable<VerificationCheck> Of(string folder, DeploymentManifest manifest, CancellationToken cancellation)
    {
        yield break;
    }
}
