using DiTMoS.Networks;

namespace DiTMoS.Training.Aggregation;

/// <summary>Carries a trained network's weights over into a wider shape whose added weights are zero: the function stays the same.</summary>
internal static class Widening
{
    /// <summary>Copies <paramref name="source"/> into <paramref name="target"/>.</summary>
    /// <param name="source">A network without some of the target's aggregated inputs or outputs.</param>
    /// <param name="target">The wider network; overwritten. Own input channels come first, so do the old outputs.</param>
    public static void Copy(Network source, Network target)
    {
        foreach (ParameterEntry entry in target.Table.Entries)
        {
            ParameterEntry old = source.Table[entry.Name];
            Span<float> to = target[entry.Name];
            ReadOnlySpan<float> from = source[entry.Name];
            if (old.Count == entry.Count)
            {
                from.CopyTo(to);
                continue;
            }

            to.Clear();
            int outputs = old.Shape[0];
            int row = old.Count / outputs;
            int wideRow = entry.Count / entry.Shape[0];
            for (int o = 0; o < outputs; o++)
            {
                from.Slice(o * row, row).CopyTo(to.Slice(o * wideRow, row));
            }
        }
    }
}
