using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Tests.Networks;

namespace DiTMoS.Tests.Export.Onnx;

/// <summary>Small models of random shape, with weights and norms that do something.</summary>
internal static class RandomModels
{
    /// <summary>The model of a seed: one to four blocks, any padding, stride, groups and pooling that fit, with and without aggregation and shared base; selectors of as many blocks as classifiers, of fewer or of one more.</summary>
    public static DiTMoSModel Draw(int seed)
    {
        var random = new SeededRandom(seed, "random models");
        int channels = 1 + random.Next(4);
        int classes = 2 + random.Next(4);
        int n = 2 + random.Next(3);
        bool shared = random.Next(2) == 0;
        NetworkSpec classifier = Spec(random, channels, 16 + random.Next(40), classes);
        NetworkSpec selector = Resized(classifier, random) with { Name = "selector", Outputs = n + (shared ? classes : 0) };
        if (random.Next(3) > 0)
        {
            classifier = Aggregated(classifier, selector, random);
        }

        return new DiTMoSModel(NetworkShapes.Random(selector, seed), [.. Enumerable.Range(1, n).Select(i => NetworkShapes.Random(classifier, seed + i))])
        {
            ClassNames = [.. Enumerable.Range(0, classes).Select(k => $"class {k}")],
            ChannelNames = [.. Enumerable.Range(0, channels).Select(c => $"channel {c}")],
            Normalization = new ChannelNormalization([.. Enumerable.Range(0, channels).Select(_ => (2 * random.NextSingle()) - 1)], [.. Enumerable.Range(0, channels).Select(_ => 0.5 + random.NextSingle())]),
            Temperature = 0.5f + random.NextSingle(),
            Record = ModelData.SmallRecord(),
        };
    }

    private static NetworkSpec Spec(SeededRandom random, int channels, int length, int outputs)
    {
        var blocks = new List<BlockSpec>();
        int left = length;
        int input = channels;
        for (int b = random.Next(4); b >= 0; b--)
        {
            int groups = blocks.Count > 0 && random.Next(3) == 0 ? 2 : 1;
            var block = new BlockSpec(
                2 * (1 + random.Next(4)),
                1 + random.Next(Math.Min(7, left)),
                random.Next(3),
                1 + random.Next(2),
                groups,
                1 + random.Next(3),
                random.OneOf(PoolKind.Max, PoolKind.Average));
            if (block.OutputLength(left) >= 1 && input % groups == 0)
            {
                blocks.Add(block);
                left = block.OutputLength(left);
                input = block.OutputChannels;
            }
        }

        return new NetworkSpec
        {
            Name = "classifier",
            Channels = channels,
            Length = length,
            Blocks = blocks.Count > 0 ? blocks : [new BlockSpec(3, 3)],
            AggregatedChannels = new int[Math.Max(1, blocks.Count)],
            HiddenUnits = 1 + random.Next(9),
            Outputs = outputs,
        };
    }

    /// <summary>The network, or one with fewer blocks or one block more.</summary>
    private static NetworkSpec Resized(NetworkSpec network, SeededRandom random)
    {
        BlockSpec[] blocks = random.Next(4) switch
        {
            0 => [.. network.Blocks.Take(1 + random.Next(network.Blocks.Count))],
            1 => [.. network.Blocks, new BlockSpec(3, 1, Pool: 1)],
            _ => [.. network.Blocks],
        };
        return network with { Blocks = blocks, AggregatedChannels = new int[blocks.Length] };
    }

    /// <summary>The classifier reading what the selector's blocks give, in some of its blocks.</summary>
    private static NetworkSpec Aggregated(NetworkSpec classifier, NetworkSpec selector, SeededRandom random) => classifier with
    {
        AggregatedChannels = [.. classifier.Blocks.Select((_, b) => b > 0 && b <= selector.Blocks.Count && random.Next(4) > 0 ? selector.Blocks[b - 1].OutputChannels : 0)],
    };
}
