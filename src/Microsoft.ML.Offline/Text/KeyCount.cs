namespace Microsoft.ML.Data;

/// <summary>How many keys a text column has.</summary>
public sealed class KeyCount
{
    /// <summary>The number of keys; null for the most that the type holds.</summary>
    public ulong? Count;

    /// <summary>As many keys as the type holds.</summary>
    public KeyCount()
    {
    }

    /// <summary>A number of keys.</summary>
    public KeyCount(ulong count) => Count = count;
}
