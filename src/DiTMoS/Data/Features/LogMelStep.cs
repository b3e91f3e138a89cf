namespace DiTMoS.Data.Features;

/// <summary>Log-mel energies of sound: channels <c>mel0</c>, <c>mel1</c>, ..., a value per frame. Options and recipe: <see cref="MelStep"/>.</summary>
/// <remarks>Several input channels give <c>left_mel0</c>, ..., <c>right_mel0</c>, ...</remarks>
public sealed record LogMelStep : MelStep
{
    private protected override IEnumerable<string> ValueNames => Enumerable.Range(0, Filters).Select(m => FormattableString.Invariant($"mel{m}"));

    internal override IFeatureKernel Prepare(FeatureShape input)
    {
        Check(input);
        return new Kernel(new MelFrames(this, input), input.Channels, Filters);
    }

    private sealed class Kernel(MelFrames frames, int channels, int filters) : IFeatureKernel
    {
        private readonly double[] _logMel = new double[filters];

        public void Compute(ReadOnlySpan<float> input, Span<float> output, int window)
        {
            int length = input.Length / channels;
            SeededRandom? noise = frames.NoiseOf(window);
            for (int c = 0; c < channels; c++)
            {
                frames.Take(input.Slice(c * length, length), noise);
                Span<float> values = output.Slice(c * filters * frames.Count, filters * frames.Count);       // (M, frames)
                for (int t = 0; t < frames.Count; t++)
                {
                    frames.Compute(t, _logMel);
                    for (int m = 0; m < filters; m++)
                    {
                        values[(m * frames.Count) + t] = (float)_logMel[m];
                    }
                }
            }
        }
    }
}
