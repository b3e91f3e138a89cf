using DiTMoS.Networks;

namespace DiTMoS.Tests.Networks;

/// <summary>Network shapes that between them use every kind of block.</summary>
internal static class NetworkShapes
{
    /// <summary>All shapes, by what is special about them.</summary>
    public static IReadOnlyDictionary<string, NetworkSpec> All { get; } = new Dictionary<string, NetworkSpec>
    {
        ["published"] = Spec(3, 61, new(8, 9), new(8, 5), new(4, 3)),
        ["padded, average pools"] = Spec(2, 40, new(5, 4, Padding: 1, Pool: 1), new(6, 3, Padding: 2, Pool: 3, PoolKind: PoolKind.Average), new(4, 2, Padding: 1, PoolKind: PoolKind.Average)),
        ["strided"] = Spec(3, 70, new(7, 5, Stride: 2, Pool: 1), new(5, 4, Padding: 3, Stride: 3), new(3, 1, Stride: 2, Pool: 1)),
        ["grouped, first block not folded"] = Spec(4, 37, new(6, 3, Groups: 2), new(12, 3, Padding: 1, Groups: 6, Pool: 3), new(9, 2, Groups: 3, Pool: 1)),
        ["padding as wide as the kernel"] = Spec(2, 9, new(3, 2, Padding: 3), new(5, 1, Padding: 2, Stride: 2, Pool: 1), new(4, 3, Padding: 2, Pool: 3)),
        ["one sample left"] = Spec(1, 12, new(17, 4, Pool: 3), new(4, 3, Pool: 1)),
    };

    /// <summary>Two shapes of which the second aggregates the block outputs of the first.</summary>
    public static (NetworkSpec Read, NetworkSpec Reader) Aggregated(bool padded)
    {
        NetworkSpec read = padded
            ? Spec(2, 40, new(5, 3, Padding: 1), new(6, 4, Padding: 2, Stride: 2, Pool: 1), new(3, 3, Padding: 1))
            : Spec(3, 61, new(8, 9), new(8, 5), new(4, 3));
        return (read, read with { Outputs = 6, AggregatedChannels = [0, read.Blocks[0].OutputChannels, padded ? 0 : read.Blocks[1].OutputChannels] });
    }

    /// <summary>A network whose norms do something: slopes of both signs, shifts, and running statistics away from 0 and 1.</summary>
    public static Network Random(NetworkSpec spec, int seed = 1)
    {
        var network = new Network(spec);
        var random = new SeededRandom(seed, "network");
        network.Initialize(random);
        foreach (ParameterEntry entry in network.Table.Entries.Where(e => e.Name.Contains("norm", StringComparison.Ordinal)))
        {
            foreach (ref float value in network[entry.Name])
            {
                value = entry.Name.EndsWith("running_var", StringComparison.Ordinal) ? 0.5f + random.NextSingle()
                    : entry.Name.EndsWith("norm.weight", StringComparison.Ordinal) ? (0.5f + random.NextSingle()) * random.OneOf(1, 1, -1)
                    : random.NextSingle() - 0.5f;
            }
        }

        return network;
    }

    private static NetworkSpec Spec(int channels, int length, params BlockSpec[] blocks) => new()
    {
        Name = "test",
        Channels = channels,
        Length = length,
        Blocks = blocks,
        AggregatedChannels = new int[blocks.Length],
        HiddenUnits = 13,
        Outputs = 5,
        Dropout = 0,
    };
}
