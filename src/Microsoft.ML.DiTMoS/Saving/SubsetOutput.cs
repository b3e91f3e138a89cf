using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Saving;

/// <summary>What the saved mapping of a split writes: the subset from 1, 0 for none.</summary>
internal sealed class SubsetOutput
{
    [ColumnName("DiTMoS.Subset")]
    public uint Subset { get; set; }
}
