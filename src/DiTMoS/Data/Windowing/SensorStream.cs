namespace DiTMoS.Data.Windowing;

/// <summary>What one sensor measured, each sample with its own time.</summary>
/// <param name="channels">Numbers per sample, at least 1.</param>
/// <param name="longestGapSeconds">The most time between two samples that is bridged by a straight line, over 0; where more passes, nothing is known between them.</param>
internal sealed class SensorStream(int channels, double longestGapSeconds)
{
    private const int FirstSamples = 256;

    private double[] _times = new double[FirstSamples];
    private float[] _values = new float[FirstSamples * channels];

    /// <summary>Numbers per sample.</summary>
    public int Channels { get; } = channels;

    /// <summary>The most time between two samples that is bridged.</summary>
    public double LongestGapSeconds { get; } = longestGapSeconds;

    /// <summary>The number of samples.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes that the samples take in memory.</summary>
    public long Bytes => ((long)_times.Length * sizeof(double)) + ((long)_values.Length * sizeof(float));

    /// <summary>When each sample was taken, in seconds.</summary>
    public ReadOnlySpan<double> Times => _times.AsSpan(0, Count);

    /// <summary>The numbers of a sample.</summary>
    public ReadOnlySpan<float> this[int sample] => _values.AsSpan(sample * Channels, Channels);

    /// <summary>Adds a sample.</summary>
    /// <param name="seconds">When it was taken; finite. Order does not matter until <see cref="Order"/>.</param>
    /// <param name="values">Its numbers, finite.</param>
    public void Add(double seconds, ReadOnlySpan<float> values)
    {
        if (Count == _times.Length)
        {
            Array.Resize(ref _times, Count * 2);
            Array.Resize(ref _values, checked(Count * 2 * Channels));
        }

        _times[Count] = seconds;
        values[..Channels].CopyTo(_values.AsSpan(Count * Channels));
        Count++;
    }

    /// <summary>Brings the samples into the order of their times, and keeps the first of those taken at the same time.</summary>
    /// <returns>How many were left out.</returns>
    public int Order()
    {
        bool isRising = true;
        for (int i = 1; i < Count; i++)
        {
            isRising &= _times[i] > _times[i - 1];
        }

        if (isRising)
        {
            return 0;
        }

        int[] order = [.. Enumerable.Range(0, Count).OrderBy(i => _times[i])];       // equal times stay in their order
        var times = new double[Count];
        var values = new float[Count * Channels];
        int kept = 0;
        foreach (int i in order)
        {
            if (kept == 0 || _times[i] > times[kept - 1])
            {
                times[kept] = _times[i];
                this[i].CopyTo(values.AsSpan(kept * Channels));
                kept++;
            }
        }

        int dropped = Count - kept;
        (_times, _values, Count) = (times, values, kept);
        return dropped;
    }
}
