using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace DiTMoS.Data;

/// <summary>N windows, usually labelled, of C channels and L samples, with what is known of where each came from.</summary>
public sealed partial class WindowSet
{
    /// <summary>The samples, shape (N, C, L), row-major, in the recording's own unit.</summary>
    public required float[] Samples { get; init; }

    /// <summary>Channels per window, C.</summary>
    public required int Channels { get; init; }

    /// <summary>Samples per channel and window, L.</summary>
    public required int Length { get; init; }

    /// <summary>The class of each window, in [0, K), or -1 where unknown; N values.</summary>
    public required int[] Labels { get; init; }

    /// <summary>The K class names; none where nothing is known of classes.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>The C channel names; <c>0</c>, <c>1</c>, ... where the recording names none.</summary>
    public required IReadOnlyList<string> ChannelNames { get; init; }

    /// <summary>The subject of each window, an index into <see cref="SubjectNames"/>; null where unknown.</summary>
    public int[]? Subjects { get; init; }

    /// <summary>The names of the subjects; null where unknown.</summary>
    public IReadOnlyList<string>? SubjectNames { get; init; }

    /// <summary>What keeps windows of one event together, usually the recording that each was cut from: equal numbers, same trial; null where unknown.</summary>
    public int[]? Trials { get; init; }

    /// <summary>The name of the recording that each window was cut from, and where it begins there; null where unknown.</summary>
    public WindowOrigins? Origins { get; init; }

    /// <summary>The official test fold of each window, from 0; -1 where it is always trained on; null where there is no official split.</summary>
    public int[]? OfficialFolds { get; init; }

    /// <summary>How much each window counts in training, at least 0 and not all 0; null where all count the same.</summary>
    public float[]? Weights { get; init; }

    /// <summary>Samples per second; null where unknown.</summary>
    public double? SampleRateHz { get; init; }

    /// <summary>How the windows were made of recordings; null where they came as windows, or were made otherwise.</summary>
    public FrontEnd? FrontEnd { get; init; }

    /// <summary>Where the windows came from, as shown to people: a file name or a short description.</summary>
    public required string Source { get; init; }

    /// <summary>The number of windows, N.</summary>
    public int Count => Labels.Length;

    /// <summary>Whether the class of any window is known.</summary>
    public bool HasLabels => Array.Exists(Labels, label => label >= 0);

    /// <summary>The number of classes, K.</summary>
    public int Classes => ClassNames.Count;

    /// <summary>Values per window, C * L.</summary>
    public int WindowLength => Channels * Length;

    /// <summary>SHA-256 over shape, samples and labels, in hexadecimal: equal for the same windows, wherever they are stored.</summary>
    public string Digest()
    {
        const int chunk = 1 << 20;                       // the bytes of a longer span could not be counted in an int
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<int>([Count, Channels, Length]));
        for (ReadOnlySpan<float> rest = Samples; !rest.IsEmpty; rest = rest[Math.Min(chunk, rest.Length)..])
        {
            hash.AppendData(MemoryMarshal.AsBytes(rest[..Math.Min(chunk, rest.Length)]));
        }

        hash.AppendData(MemoryMarshal.AsBytes<int>(Labels));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The samples of one window, shape (C, L).</summary>
    /// <param name="index">Which window, in [0, N).</param>
    public ReadOnlySpan<float> Window(int index) => Samples.AsSpan(index * WindowLength, WindowLength);
}
