using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Saving;

/// <summary>The subset of each window that was trained on, found again by the window's content.</summary>
/// <remarks>Windows of equal content but different subsets are told apart by the identity of their rows while the view that was fitted is at hand, and share the first one's subset elsewhere.</remarks>
internal sealed class SubsetTable
{
    private readonly Dictionary<UInt128, int> _byContent = [];
    private readonly Dictionary<(UInt128 Content, DataViewRowId Id), int> _byRow = [];

    /// <summary>Adds a window.</summary>
    public void Add(ReadOnlySpan<float> window, DataViewRowId id, int subset)
    {
        UInt128 content = Digest(window);
        if (!_byContent.TryAdd(content, subset))
        {
            _byRow[(content, id)] = subset;
        }
    }

    /// <summary>The subset of a window, from 0; -1 where it was not trained on.</summary>
    public int Find(ReadOnlySpan<float> window, DataViewRowId id)
    {
        UInt128 content = Digest(window);
        return _byRow.Count > 0 && _byRow.TryGetValue((content, id), out int own) ? own
            : _byContent.TryGetValue(content, out int subset) ? subset
            : -1;
    }

    /// <summary>The contents as 16 bytes each, in rising order, and their subsets.</summary>
    public byte[] ToBytes(out int[] subsets)
    {
        KeyValuePair<UInt128, int>[] all = [.. _byContent.OrderBy(pair => pair.Key)];
        subsets = [.. all.Select(pair => pair.Value)];
        return MemoryMarshal.AsBytes<UInt128>(all.Select(pair => pair.Key).ToArray()).ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static SubsetTable FromBytes(byte[] windows, IReadOnlyList<int> subsets)
    {
        var table = new SubsetTable();
        ReadOnlySpan<UInt128> contents = MemoryMarshal.Cast<byte, UInt128>(windows);
        for (int i = 0; i < contents.Length; i++)
        {
            table._byContent[contents[i]] = subsets[i];
        }

        return table;
    }

    private static UInt128 Digest(ReadOnlySpan<float> window)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(window), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}
