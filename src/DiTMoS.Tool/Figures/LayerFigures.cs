using DiTMoS.Networks;

namespace DiTMoS.Tool.Figures;

/// <summary>One layer of a network, batch norm folded.</summary>
/// <param name="Name">The layer, such as <c>block 1</c>.</param>
/// <param name="Computes">What it does.</param>
/// <param name="Input">Input values, C x L.</param>
/// <param name="Output">Output values, C x L, behind pooling.</param>
/// <param name="Parameters">Weights and biases.</param>
/// <param name="Macs">Multiplications.</param>
internal sealed record LayerFigures(string Name, string Computes, string Input, string Output, long Parameters, long Macs)
{
    /// <summary>The layers of a network, in order.</summary>
    public static LayerFigures[] Of(NetworkSpec spec)
    {
        var layers = new List<LayerFigures>();
        for (int b = 0; b < spec.Blocks.Count; b++)
        {
            BlockSpec block = spec.Blocks[b];
            int length = spec.InputLength(b);
            long taps = (long)block.Kernel * (spec.InputChannels(b) / block.Groups);
            layers.Add(new LayerFigures(
                FormattableString.Invariant($"block {b + 1}"),
                Describe(block),
                spec.AggregatedChannels[b] == 0 ? Shape(spec.OwnChannels(b), length) : FormattableString.Invariant($"({spec.OwnChannels(b)}+{spec.AggregatedChannels[b]}) x {length}"),
                Shape(block.OutputChannels, block.OutputLength(length)),
                block.OutputChannels * (taps + 1),
                block.ConvolvedLength(length) * block.OutputChannels * taps));
        }

        layers.Add(Linear("hidden", "linear, ReLU", spec.FlattenedLength, spec.HiddenUnits));
        layers.Add(Linear("output", "linear", spec.HiddenUnits, spec.Outputs));
        return [.. layers];
    }

    /// <summary>The most values that lie in memory at one time: a layer's input and output, and the selector's features that the classifier reads later, where there is a selector.</summary>
    public static long PeakActivations(NetworkSpec? selector, NetworkSpec classifier)
    {
        if (selector is null)
        {
            return Peak(classifier);
        }

        long kept = 0;
        for (int b = 0; b < classifier.Blocks.Count; b++)
        {
            kept += (long)classifier.AggregatedChannels[b] * classifier.InputLength(b);
        }

        return kept + Math.Max(Peak(selector), Peak(classifier));
    }

    private static long Peak(NetworkSpec spec) =>
        Enumerable.Range(0, spec.Blocks.Count).Max(b =>
            ((long)spec.OwnChannels(b) * spec.InputLength(b)) + ((long)spec.Blocks[b].OutputChannels * spec.Blocks[b].ConvolvedLength(spec.InputLength(b))));

    private static LayerFigures Linear(string name, string computes, long inputs, long outputs) =>
        new(name, computes, FormattableString.Invariant($"{inputs}"), FormattableString.Invariant($"{outputs}"), (inputs + 1) * outputs, inputs * outputs);

    private static string Describe(BlockSpec block)
    {
        string convolution = FormattableString.Invariant($"conv {block.Kernel}");
        string stride = block.Stride > 1 ? FormattableString.Invariant($" stride {block.Stride}") : "";
        string groups = block.Groups > 1 ? FormattableString.Invariant($" groups {block.Groups}") : "";
        string pool = block.Pool > 1 ? FormattableString.Invariant($", {(block.PoolKind == PoolKind.Max ? "max" : "average")} pool {block.Pool}") : "";
        return $"{convolution}{stride}{groups}, ReLU{pool}";
    }

    private static string Shape(int channels, int length) => FormattableString.Invariant($"{channels} x {length}");
}
