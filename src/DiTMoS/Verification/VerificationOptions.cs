using DiTMoS.Streaming;

namespace DiTMoS.Verification;

/// <summary>What is verified besides files and slices.</summary>
/// <remarks>Both build and run the C code of the deployment: only for folders that can be trusted.</remarks>
public sealed record VerificationOptions
{
    /// <summary>Whether the C code is compiled for this machine with gcc, and run, once more under sanitizers. Default false.</summary>
    public bool Host { get; init; }

    /// <summary>Samples to push through the stream of the deployment, where it has one; null for those that the folder keeps, else its windows end to end where the network reads samples as they are. Default null.</summary>
    public StreamSamples? Samples { get; init; }

    /// <summary>Whether the C code is built for an emulated Cortex-M, run there, and counted. Default false.</summary>
    public bool Emulator { get; init; }
}
