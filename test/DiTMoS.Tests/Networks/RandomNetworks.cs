using DiTMoS.Networks;

namespace DiTMoS.Tests.Networks;

/// <summary>Small random network shapes: any kernel, stride, padding, groups and pooling that leave a sample.</summary>
internal static class RandomNetworks
{
    /// <summary>A shape of one to three blocks that reads nothing of others.</summary>
    public static NetworkSpec Spec(SeededRandom random)
    {
        int channels = 1 + random.Next(12);
        int length = 1 + random.Next(90);
        var blocks = new List<BlockSpec>();
        (int inputs, int samples) = (channels, length);
        for (int b = 1 + random.Next(3); b > 0; b--)
        {
            BlockSpec block = Block(random, inputs, samples);
            blocks.Add(block);
            (inputs, samples) = (block.OutputChannels, block.OutputLength(samples));
        }

        return new NetworkSpec
        {
            Name = "random",
            Channels = channels,
            Length = length,
            Blocks = blocks,
            AggregatedChannels = new int[blocks.Count],
            HiddenUnits = 1 + random.Next(80),
            Outputs = 1 + random.Next(20),
        };
    }

    /// <summary>A shape that reads the outputs of another's blocks; its own have other widths, kernels and padding. Null where none fits.</summary>
    public static NetworkSpec? Reader(SeededRandom random, NetworkSpec read)
    {
        var blocks = new List<BlockSpec>();
        var aggregated = new List<int>();
        int inputs = read.Channels;
        for (int b = 0; b < read.Blocks.Count; b++)
        {
            int added = b > 0 && random.Next(4) > 0 ? read.Blocks[b - 1].OutputChannels : 0;
            int samples = read.InputLength(b);
            BlockSpec? block = Enumerable.Range(0, 200).Select(_ => Block(random, inputs + added, samples)).FirstOrDefault(candidate => candidate.OutputLength(samples) == read.InputLength(b + 1));
            if (block is null)
            {
                return null;
            }

            blocks.Add(block);
            aggregated.Add(added);
            inputs = block.OutputChannels;
        }

        return read with { Blocks = blocks, AggregatedChannels = aggregated, HiddenUnits = 1 + random.Next(80), Outputs = 1 + random.Next(20) };
    }

    private static BlockSpec Block(SeededRandom random, int inputs, int samples)
    {
        int[] divisors = [.. Enumerable.Range(1, inputs).Where(g => inputs % g == 0)];
        int groups = random.OneOf(1, divisors[random.Next(divisors.Length)]);
        int outputs = groups * (1 + random.Next(Math.Max(1, 20 / groups)));
        int padding = random.Next(4);
        int kernel = 1 + random.Next(Math.Min(16, samples + (2 * padding)));
        var block = new BlockSpec(outputs, kernel, padding, 1 + random.Next(3), groups, 1, random.OneOf(PoolKind.Max, PoolKind.Average));
        return block with { Pool = random.OneOf(1, 2, 1 + random.Next(9)) is var pool && pool <= block.ConvolvedLength(samples) ? pool : 1 };
    }
}
