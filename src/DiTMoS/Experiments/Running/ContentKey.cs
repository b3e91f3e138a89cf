using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using DiTMoS.Data;

namespace DiTMoS.Experiments.Running;

/// <summary>Content addresses: SHA-256 over all that decides a result.</summary>
internal static class ContentKey
{
    /// <summary>The address of some texts, in order.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string part in parts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));   // so that no two lists of texts run together
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The address of a split of windows: the windows of each part.</summary>
    public static string Of(string windowsDigest, DataSplit split) =>
        Of(windowsDigest, OfRows(split.Train), OfRows(split.Validation), OfRows(split.Test));

    private static string OfRows(int[] rows) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<int>(rows)));
}
