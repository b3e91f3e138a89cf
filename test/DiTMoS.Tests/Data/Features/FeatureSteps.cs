using DiTMoS.Data.Features;

namespace DiTMoS.Tests.Data.Features;

/// <summary>Applies one step to one window.</summary>
internal static class FeatureSteps
{
    public static FeatureShape Shape(int length, double? rateHz, params string[] channels) => new(channels, length, rateHz);

    /// <summary>The values of each output channel, by its name.</summary>
    public static Dictionary<string, float[]> Compute(this FeatureStep step, FeatureShape input, float[] window, int index = 0)
    {
        FeatureChain chain = FeatureChain.Create(input, [step]);
        var output = new float[chain.Shape.Channels * chain.Shape.Length];
        Array.Fill(output, float.NaN);
        chain.Compute(window, output, index);
        return chain.Shape.ChannelNames.Select((name, c) => (name, output[(c * chain.Shape.Length)..((c + 1) * chain.Shape.Length)])).ToDictionary();
    }

    public static void AssertRefused(this FeatureStep step, FeatureShape input, params string[] parts)
    {
        string message = Assert.Throws<OptionException>(() => step.Output(input)).Message;
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.Equal(message, Assert.Throws<OptionException>(() => FeatureChain.Create(input, [step])).Message);
    }
}
