using DiTMoS.Data;
using DiTMoS.Networks;

namespace DiTMoS.Export.C99;

/// <summary>Windows, and what the engine says of them, that a device can be tested with.</summary>
/// <param name="Windows">Windows in the order in which a device takes them, (L, C).</param>
/// <param name="Expected">The engine's results.</param>
internal sealed record C99Vectors(IReadOnlyList<float[]> Windows, ExpectedResults Expected)
{
    /// <summary>The most windows.</summary>
    public const int MaximumCount = 4;

    /// <summary>Some windows of a set, evenly spread; without a set one window of zeros.</summary>
    public static C99Vectors Of(WindowModel model, WindowSet? windows)
    {
        NetworkSpec spec = model.Networks[0].Spec;
        int count = Math.Min(windows?.Count ?? 1, MaximumCount);
        WindowSet chosen = windows?.Select([.. Enumerable.Range(0, count).Select(i => (int)((long)i * windows.Count / count))]) ?? new WindowSet
        {
            Samples = new float[spec.Channels * spec.Length],
            Channels = spec.Channels,
            Length = spec.Length,
            Labels = [-1],
            ClassNames = model.ClassNames,
            ChannelNames = model.ChannelNames,
            SampleRateHz = model.SampleRateHz,
            FrontEnd = model.FrontEnd,
            Source = "zeros",
        };
        return new C99Vectors([.. Enumerable.Range(0, count).Select(i => Interleaved(chosen.Window(i), spec))], ExpectedResults.Of(model, chosen));
    }

    private static float[] Interleaved(ReadOnlySpan<float> window, NetworkSpec spec)
    {
        var rows = new float[window.Length];
        for (int t = 0; t < spec.Length; t++)
        {
            for (int c = 0; c < spec.Channels; c++)
            {
                rows[(t * spec.Channels) + c] = window[(c * spec.Length) + t];
            }
        }

        return rows;
    }
}
