using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Tests.Networks;

namespace DiTMoS.Tests.Planning;

/// <summary>Models of published shape with random weights.</summary>
internal static class PublishedModels
{
    /// <summary>The published networks for windows of 3 x 151, 17 classes, six classifiers.</summary>
    public static DiTMoSModel UniMib(bool aggregation = true, bool sharedBase = false) => Make(3, 151, 17, 6, aggregation, sharedBase);

    /// <summary>Published blocks for any window.</summary>
    public static DiTMoSModel Make(int channels, int length, int classes, int n, bool aggregation, bool sharedBase)
    {
        var options = new NetworkOptions { FeatureAggregation = aggregation, SharedBase = sharedBase };
        return new DiTMoSModel(
            NetworkShapes.Random(PublishedNetworks.Selector(channels, length, options.SelectorOutputs(n, classes), options), 1),
            [.. Enumerable.Range(0, n).Select(i => NetworkShapes.Random(PublishedNetworks.Classifier(channels, length, classes, options), 2 + i))])
        {
            ClassNames = [.. Enumerable.Range(0, classes).Select(k => $"class {k}")],
            ChannelNames = [.. Enumerable.Range(0, channels).Select(c => $"channel {c}")],
            Normalization = new ChannelNormalization([.. Enumerable.Range(0, channels).Select(c => 0.5 - c)], [.. Enumerable.Range(0, channels).Select(c => 1 + (0.2 * c))]),
            Record = ModelData.SmallRecord(),
        };
    }

    /// <summary>Two networks of 3 -> 16 -> 32 -> 32 channels with stride 2 and no pooling, for windows of 3 x 151.</summary>
    public static DiTMoSModel Strided()
    {
        const int Classes = 17;
        return new DiTMoSModel(NetworkShapes.Random(Shape("selector", 2), 1), [NetworkShapes.Random(Shape("classifier", Classes), 2), NetworkShapes.Random(Shape("classifier", Classes), 3)])
        {
            ClassNames = [.. Enumerable.Range(0, Classes).Select(k => $"class {k}")],
            ChannelNames = ["x", "y", "z"],
            Normalization = ChannelNormalization.Identity(3),
            Record = ModelData.SmallRecord(),
        };

        static NetworkSpec Shape(string name, int outputs) => new()
        {
            Name = name,
            Channels = 3,
            Length = 151,
            Blocks = [new BlockSpec(16, 5, Stride: 2, Pool: 1), new BlockSpec(32, 5, Stride: 2, Pool: 1), new BlockSpec(32, 3, Stride: 2, Pool: 1)],
            AggregatedChannels = [0, 0, 0],
            HiddenUnits = 17,
            Outputs = outputs,
        };
    }

    /// <summary>Networks of the published classifiers' shape, or of the padded strong model's with few channels, whose probabilities are averaged.</summary>
    public static EnsembleModel Ensemble(int members, bool padded = false)
    {
        const int Classes = 6;
        NetworkSpec tiny = PublishedNetworks.Classifier(3, 151, Classes, new NetworkOptions { FeatureAggregation = false });
        NetworkSpec strong = PublishedNetworks.Strong(3, 151, Classes);
        NetworkSpec spec = padded ? strong with { Blocks = [.. strong.Blocks.Select(block => block with { OutputChannels = 8 })], HiddenUnits = 32 } : tiny;
        return new EnsembleModel([.. Enumerable.Range(0, members).Select(i => NetworkShapes.Random(spec, 5 + i))])
        {
            ClassNames = [.. Enumerable.Range(0, Classes).Select(k => $"class {k}")],
            ChannelNames = ["x", "y", "z"],
            Normalization = new ChannelNormalization([0.5, -0.5, 0], [1, 1.2, 0.8]),
            Temperature = 1.5f,
            Record = ModelData.SmallRecord(),
        };
    }

    /// <summary>Windows of random values for a model.</summary>
    public static WindowSet Windows(WindowModel model, int count, int seed = 0)
    {
        NetworkSpec spec = model.Networks[0].Spec;
        return new WindowSet
        {
            Samples = Draw.Gaussian(count * spec.Channels * spec.Length, seed, "windows").ToSingle(),
            Channels = spec.Channels,
            Length = spec.Length,
            Labels = [.. Enumerable.Range(0, count).Select(i => i % model.ClassNames.Count)],
            ClassNames = model.ClassNames,
            ChannelNames = model.ChannelNames,
            Source = "random windows",
        };
    }
}
