using DiTMoS.Networks;

namespace DiTMoS.Tests.Networks;

public sealed class PublishedNetworksTests
{
    [Fact]
    public void Selector_UniMiBWindow_HasThePublishedFigures()
    {
        NetworkSpec selector = PublishedNetworks.Selector(3, 151, 6);

        Assert.Equal(4_898, selector.FoldedParameters);
        Assert.Equal(91_752, selector.Macs);
        Assert.Equal([151, 68, 30, 13], Enumerable.Range(0, 4).Select(selector.InputLength));
        Assert.Equal(52, selector.FlattenedLength);
    }

    [Fact]
    public void Classifier_UniMiBWindow_HasThePublishedFigures()
    {
        NetworkSpec classifier = PublishedNetworks.Classifier(3, 151, 17);

        Assert.Equal(6_349, classifier.FoldedParameters);
        Assert.Equal(131_176, classifier.Macs);
        Assert.Equal([0, 8, 8], classifier.AggregatedChannels);
        Assert.Equal([3, 16, 16], Enumerable.Range(0, 3).Select(classifier.InputChannels));
    }

    [Fact]
    public void Strong_UniMiBWindow_HasThePublishedFigures()
    {
        NetworkSpec strong = PublishedNetworks.Strong(3, 151, 17);

        Assert.Equal(117_031, new ParameterTable(strong).ValueCount);   // scales and shifts of all batch norms included
        Assert.Equal(116_545, strong.FoldedParameters);
        Assert.Equal(9.02, Math.Round(strong.Macs / 1e6, 2));
        Assert.Equal(176, strong.FlattenedLength);
    }

    [Fact]
    public void SingleClassifier_UniMiBWindow_HasThePublishedParameters()
    {
        NetworkSpec single = PublishedNetworks.SingleClassifier(3, 151, 17);

        Assert.InRange(single.FoldedParameters, 0.95 * 16_300, 1.05 * 16_300);
        Assert.Equal([1, 2, 1, 2, 1, 2], single.Blocks.Select(block => block.Pool));
        Assert.All(single.Blocks, block => Assert.Equal(8, block.OutputChannels));
    }

    [Theory]
    [InlineData(1, 101, 9, 64)]
    [InlineData(13, 61, 9, 32)]
    [InlineData(3, 151, 2, 64)]
    [InlineData(45, 125, 19, 64)]
    [InlineData(13, 49, 9, 16)]
    public void SingleClassifier_AnyWindow_UsesTheBudget(int channels, int length, int classes, int hidden)
    {
        var budget = new NetworkOptions { HiddenUnits = hidden };
        NetworkSpec classifier = PublishedNetworks.Classifier(channels, length, classes, budget);
        NetworkSpec selector = PublishedNetworks.Selector(channels, length, 6, budget);
        long parameters = (long)((selector.FoldedParameters + (6 * classifier.FoldedParameters)) * 63.6 / 166.9);

        NetworkSpec single = PublishedNetworks.SingleClassifier(channels, length, classes, budget);

        Assert.InRange(single.FoldedParameters, 1, parameters);
        NetworkSpec wider = single with { HiddenUnits = single.HiddenUnits + 1 };
        Assert.True(wider.FoldedParameters > parameters || single.HiddenUnits == 128, $"{single.FoldedParameters} of {parameters} parameters are used.");
    }

    [Fact]
    public void SingleClassifier_BudgetTooSmall_SaysWhatIsNeeded()
    {
        var error = Assert.Throws<OptionException>(() => PublishedNetworks.SingleClassifier(3, 151, 17, new NetworkOptions { Widths = [32, 1, 1], HiddenUnits = 1 }));

        Assert.Contains("must keep the tiny networks' budget of", error.Message, StringComparison.Ordinal);
        Assert.Contains("more hidden units", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Classifier_WithoutAggregation_ReadsOnlyItsOwnFeatures()
    {
        NetworkSpec classifier = PublishedNetworks.Classifier(3, 151, 17, new NetworkOptions { FeatureAggregation = false });

        Assert.Equal([0, 0, 0], classifier.AggregatedChannels);
        Assert.Equal(PublishedNetworks.Selector(3, 151, 17).FoldedParameters, classifier.FoldedParameters);
    }

    [Theory]
    [InlineData(false, 6)]
    [InlineData(true, 23)]
    public void SelectorOutputs_SharedBase_AddsClassLogits(bool sharedBase, int outputs)
    {
        var options = new NetworkOptions { SharedBase = sharedBase };

        Assert.Equal(outputs, options.SelectorOutputs(6, 17));
    }

    [Theory]
    [InlineData(151, 15, 9, 5)]
    [InlineData(125, 15, 9, 5)]
    [InlineData(78, 15, 9, 5)]
    [InlineData(77, 13, 9, 5)]
    [InlineData(51, 5, 3, 3)]
    [InlineData(48, 5, 3, 3)]
    [InlineData(47, 3, 3, 3)]
    [InlineData(46, 3, 3, 3)]
    public void TinyKernels_WindowLength_FollowsTheRule(int length, params int[] kernels)
    {
        Assert.Equal(kernels, PublishedNetworks.TinyKernels(length).Kernels);
    }

    [Fact]
    public void TinyKernels_EveryShortWindow_HasTheLargestFactorOfAFineSearch()
    {
        for (int length = 46; length <= 78; length++)
        {
            int[] expected = Enumerable.Range(1, 15 * 9 * 5)
                .Select(step => (int[])[Scaled(15, 676 - step), Scaled(9, 676 - step), Scaled(5, 676 - step)])
                .First(kernels => SamplesLeft(length, kernels) >= 4);

            Assert.Equal(expected, PublishedNetworks.TinyKernels(length).Kernels);
        }

        // Steps of 1/675 hit every m/15, m/9 and m/5.
        static int Scaled(int kernel, int step) => Math.Max(3, (((kernel * step) + 674) / 675) | 1);
        static int SamplesLeft(int length, int[] kernels) => kernels.Aggregate(length, (samples, kernel) => (samples - kernel + 1) / 2);
    }

    [Fact]
    public void TinyKernels_Scaled_SaysTheRuleAndItsResult()
    {
        KernelScaling scaling = PublishedNetworks.TinyKernels(51);

        Assert.Equal(1.0 / 3, scaling.Factor, 12);
        Assert.Equal(
            "Kernels 5, 3, 3, scaled from 15, 9, 5 by 5/15, the largest factor that leaves at least 4 of 51 samples after the last pooling: it leaves 4, the published kernels 0.",
            scaling.Rule);
    }

    [Fact]
    public void TinyKernels_NamedByTheUser_AreUsedAsTheyAre()
    {
        var options = new NetworkOptions { Kernels = [5, 5, 3] };

        Assert.Equal([5, 5, 3], PublishedNetworks.Selector(3, 40, 6, options).Blocks.Select(block => block.Kernel));
    }

    [Fact]
    public void Selector_WindowTooShort_NamesTheShortestThatWorks()
    {
        var error = Assert.Throws<OptionException>(() => PublishedNetworks.Selector(3, 45, 6));

        Assert.Contains("must be at least 46 samples", error.Message, StringComparison.Ordinal);
        Assert.Contains("Got 45", error.Message, StringComparison.Ordinal);
        Assert.NotNull(PublishedNetworks.Selector(3, 46, 6));
    }

    [Fact]
    public void Strong_WindowTooShort_NamesTheShortestThatWorks()
    {
        var error = Assert.Throws<OptionException>(() => PublishedNetworks.Strong(3, 31, 6));

        Assert.Contains("must be at least 32 samples", error.Message, StringComparison.Ordinal);
        Assert.Equal([3, 3, 3, 3, 3, 3], PublishedNetworks.StrongKernels(32).Kernels);
    }

    [Fact]
    public void Selector_NamedKernelsTooLong_NamesTheBlock()
    {
        var error = Assert.Throws<OptionException>(() => PublishedNetworks.Selector(3, 40, 6, new NetworkOptions { Kernels = [15, 9, 5] }));

        Assert.Contains("block 3", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("must be as many as the 3 widths", new[] { 8, 8, 4 }, new[] { 5, 3 })]
    [InlineData("must be named for 2 widths", new[] { 8, 4 }, null)]
    [InlineData("widths", new[] { 8, 0, 4 }, new[] { 5, 3, 3 })]
    public void Selector_OptionsThatDoNotFit_AreRefusedByName(string part, int[] widths, int[]? kernels)
    {
        var error = Assert.Throws<OptionException>(() => PublishedNetworks.Selector(3, 151, 6, new NetworkOptions { Widths = widths, Kernels = kernels }));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ParametersBeyondTheLimit_AreRefusedBeforeAnythingIsAllocated()
    {
        NetworkSpec spec = PublishedNetworks.Selector(3, 151, 6) with { Length = 1 << 20, HiddenUnits = 1 << 16 };

        Assert.Contains("parameters", Assert.Throws<OptionException>(spec.Check).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_LayersThatWouldExhaustMemory_AreRefused()
    {
        var spec = new NetworkSpec { Name = "crafted", Channels = 1, Length = 1 << 20, Blocks = [new BlockSpec(1 << 16, 1, Pool: 1 << 16)], AggregatedChannels = [0], HiddenUnits = 1, Outputs = 2 };

        Assert.Contains("must hold at most 16777216 values", Assert.Throws<OptionException>(spec.Check).Message, StringComparison.Ordinal);
    }
}
