using DiTMoS.Networks;

namespace DiTMoS.Training.Aggregation;

/// <summary>Carries a trained network's weights over into a wider shape whose added weights are zero: the function stays the same.</summary>
internal static class Widening
{
    /// <summary>Copies of a model's networks, selector first, wider by what is asked for and not there yet.</summary>
    /// <param name="model">The trained model; not changed.</param>
    /// <param name="featureAggregation">Whether the classifiers are to read the selector's features.</param>
    /// <param name="sharedBase">Whether the selector is to give class logits.</param>
    public static IReadOnlyList<Network> Widen(DiTMoSModel model, bool featureAggregation, bool sharedBase)
    {
        NetworkSpec selector = model.Selector.Spec;
        if (sharedBase && !model.SharedBase)
        {
            selector = selector with { Outputs = selector.Outputs + model.ClassNames.Count };
        }

        NetworkSpec classifier = model.Classifiers[0].Spec;
        if (featureAggregation && classifier.AggregatedChannels.All(channels => channels == 0))
        {
            classifier = classifier with { AggregatedChannels = [.. classifier.Blocks.Select((_, b) => b == 0 ? 0 : selector.Blocks[b - 1].OutputChannels)] };
        }

        return [Create(model.Selector, selector), .. model.Classifiers.Select(c => Create(c, classifier))];

        static Network Create(Network source, NetworkSpec spec)
        {
            spec.Check();
            var network = new Network(spec);
            Copy(source, network);
            return network;
        }
    }

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
