using DiTMoS.Networks;

namespace DiTMoS.Bench;

/// <summary>The shapes of the published tiny nets (DiTMoS, PerCom 2024), for any window and any number of classes.</summary>
internal static class PublishedNets
{
    private const int HiddenUnits = 64;

    private static readonly BlockSpec[] Blocks = [new(8, 15), new(8, 9), new(4, 5)];

    public static NetworkSpec Selector(int channels, int length, int classifiers) => new()
    {
        Name = "selector",
        Channels = channels,
        Length = length,
        Blocks = Blocks,
        AggregatedChannels = [0, 0, 0],
        HiddenUnits = HiddenUnits,
        Outputs = classifiers,
    };

    public static NetworkSpec Classifier(int channels, int length, int classes) => new()
    {
        Name = "classifier",
        Channels = channels,
        Length = length,
        Blocks = Blocks,
        AggregatedChannels = [0, Blocks[0].OutputChannels, Blocks[1].OutputChannels],
        HiddenUnits = HiddenUnits,
        Outputs = classes,
    };
}
