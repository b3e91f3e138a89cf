namespace DiTMoS.Training.Augmentation;

/// <summary>Applies <see cref="AugmentationOptions"/> to normalised windows.</summary>
internal sealed class WindowAugmentation : IWindowAugmentation
{
    private const int NoiseLength = 1 << 16;

    private readonly AugmentationOptions _options;
    private readonly int _seed;
    private readonly int _channels;
    private readonly int _length;
    private readonly float[] _noise = new float[NoiseLength];
    private readonly float[] _scratch;
    private SeededRandom _random;

    /// <summary>Prepares changes of windows of shape (channels, length).</summary>
    public WindowAugmentation(AugmentationOptions options, int seed, int channels, int length)
    {
        _options = options;
        _seed = seed;
        _channels = channels;
        _length = length;
        _scratch = new float[channels * length];
        _random = new SeededRandom(seed, "augmentation");
        var noise = new SeededRandom(seed, "augmentation.noise");
        foreach (ref float value in _noise.AsSpan())
        {
            value = (float)noise.NextGaussian();
        }
    }

    /// <summary>Starts the random numbers of one epoch of one stage.</summary>
    public void Begin(string stage, int epoch) => _random = new SeededRandom(_seed, stage, epoch);

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> window, Span<float> changed)
    {
        window.CopyTo(changed);
        if (_options.RotationDegrees > 0)
        {
            Rotate(changed);
        }

        if (_options.TimeShift > 0)
        {
            Shift(changed);
        }

        for (int c = 0; c < _channels; c++)
        {
            Span<float> row = changed.Slice(c * _length, _length);
            float factor = _options.Scaling > 0 ? 1 + (_options.Scaling * NextNoise()) : 1;
            float offset = _options.Offset > 0 ? _options.Offset * NextNoise() : 0;
            foreach (ref float value in row)
            {
                value = (value * factor) + offset;
            }
        }

        if (_options.Jitter > 0)
        {
            int at = _random.Next(NoiseLength);
            foreach (ref float value in changed)
            {
                value += _options.Jitter * _noise[at++ & (NoiseLength - 1)];
            }
        }

        if (_options.TimeMask > 0)
        {
            int span = _random.Next((int)(_options.TimeMask * _length) + 1);
            int first = _random.Next(_length - span + 1);
            for (int c = 0; c < _channels; c++)
            {
                changed.Slice((c * _length) + first, span).Clear();
            }
        }
    }

    private float NextNoise() => _noise[_random.Next(NoiseLength)];

    private void Shift(Span<float> window)
    {
        int most = (int)(_options.TimeShift * _length);
        int shift = _random.Next((2 * most) + 1) - most;
        if (shift == 0)
        {
            return;
        }

        window.CopyTo(_scratch);
        for (int c = 0; c < _channels; c++)
        {
            for (int t = 0; t < _length; t++)
            {
                window[(c * _length) + t] = _scratch[(c * _length) + Math.Clamp(t - shift, 0, _length - 1)];
            }
        }
    }

    // Rodrigues' formula, the same rotation for all groups of three channels: they are sensors on one body.
    private void Rotate(Span<float> window)
    {
        float angle = _options.RotationDegrees * MathF.PI / 180 * ((2 * _random.NextSingle()) - 1);
        (float x, float y, float z) = (NextNoise(), NextNoise(), NextNoise());
        float norm = MathF.Sqrt((x * x) + (y * y) + (z * z)) + 1e-12f;
        (x, y, z) = (x / norm, y / norm, z / norm);
        (float s, float c) = MathF.SinCos(angle);
        float d = 1 - c;
        for (int first = 0; first + 3 <= _channels; first += 3)
        {
            Span<float> a = window.Slice(first * _length, _length);
            Span<float> b = window.Slice((first + 1) * _length, _length);
            Span<float> e = window.Slice((first + 2) * _length, _length);
            for (int t = 0; t < _length; t++)
            {
                (float u, float v, float w) = (a[t], b[t], e[t]);
                a[t] = (u * (c + (x * x * d))) + (v * ((x * y * d) - (z * s))) + (w * ((x * z * d) + (y * s)));
                b[t] = (u * ((y * x * d) + (z * s))) + (v * (c + (y * y * d))) + (w * ((y * z * d) - (x * s)));
                e[t] = (u * ((z * x * d) - (y * s))) + (v * ((z * y * d) + (x * s))) + (w * (c + (z * z * d)));
            }
        }
    }
}
