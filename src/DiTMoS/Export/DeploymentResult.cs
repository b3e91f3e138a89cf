using DiTMoS.Export.Manifest;

namespace DiTMoS.Export;

/// <summary>What was deployed.</summary>
public sealed class DeploymentResult
{
    internal DeploymentResult(string folder, DeploymentManifest manifest)
    {
        Folder = folder;
        Manifest = manifest;
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Bytes of RAM that an inference takes, the window included.</summary>
    public int ArenaBytes => Manifest.Plan.ArenaBytes;

    /// <summary>Bytes of flash: weights, biases and, where features are written to flash, their log.</summary>
    public long FlashBytes => Manifest.Plan.FlashBytes;

    /// <summary>Multiplications of one inference, repeated ones included.</summary>
    public long Macs => Manifest.Plan.Macs;

    /// <summary>Windows that are kept to verify with.</summary>
    public int VerificationWindows => Manifest.Verification?.Count ?? 0;

    /// <summary>The files, relative to the folder, in the order of their names.</summary>
    public IReadOnlyList<string> Files => [DeploymentManifest.FileName, .. Manifest.Files.Keys];

    internal DeploymentManifest Manifest { get; }
}
