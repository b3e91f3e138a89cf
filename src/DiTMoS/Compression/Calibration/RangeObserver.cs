namespace DiTMoS.Compression.Calibration;

/// <summary>What values a tensor was seen to hold: their ends first, then a histogram between them.</summary>
internal sealed class RangeObserver
{
    private const int Bins = 2048;
    private const int Candidates = 100;                         // ranges that the least squared error is sought among
    private const double LeastShare = 0.2;                      // of the widest range
    private const int Levels = 255;

    private readonly long[] _counts = new long[Bins];
    private float _low = float.PositiveInfinity;
    private float _high = float.NegativeInfinity;

    /// <summary>The least value; 0 where none was seen.</summary>
    public float Low => _low > _high ? 0 : _low;

    /// <summary>The largest value; 0 where none was seen.</summary>
    public float High => _low > _high ? 0 : _high;

    /// <summary>Widens the ends.</summary>
    public void SeeEnds(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            _low = Math.Min(_low, value);
            _high = Math.Max(_high, value);
        }
    }

    /// <summary>Counts values between the ends.</summary>
    public void Count(ReadOnlySpan<float> values)
    {
        double width = (double)High - Low;
        foreach (float value in values)
        {
            _counts[width > 0 ? Math.Clamp((int)((value - Low) / width * Bins), 0, Bins - 1) : 0]++;
        }
    }

    /// <summary>The range of the integers.</summary>
    public (float Low, float High) Range(QuantizationOptions options) => options.Calibration switch
    {
        CalibrationMethod.MinMax => (Low, High),
        CalibrationMethod.Percentile => AtPercentile(1 - (options.Percentile / 100)),
        _ => OfLeastError(),
    };

    private (float Low, float High) AtPercentile(double share)
    {
        long leave = (long)(share * _counts.Sum());
        int first = 0;
        int last = Bins - 1;
        for (long left = leave - _counts[first]; left >= 0 && first < last; left -= _counts[++first])
        {
        }

        for (long left = leave - _counts[last]; left >= 0 && last > first; left -= _counts[--last])
        {
        }

        return (EdgeOf(first), EdgeOf(last + 1));
    }

    /// <summary>Both ends are drawn in by the same share, 0 staying where it is.</summary>
    private (float Low, float High) OfLeastError()
    {
        double least = double.PositiveInfinity;
        double best = 1;
        for (int i = 0; i < Candidates; i++)
        {
            double share = 1 - (i * (1 - LeastShare) / Candidates);
            double error = ErrorOf(share * Math.Min(0, Low), share * Math.Max(0, High), least);
            if (error < least)
            {
                least = error;
                best = share;
            }
        }

        return ((float)(best * Math.Min(0, Low)), (float)(best * Math.Max(0, High)));
    }

    private double ErrorOf(double low, double high, double enough)
    {
        double step = (high - low) / Levels;
        double error = 0;
        for (int b = 0; b < Bins && error < enough; b++)
        {
            double value = (EdgeOf(b) + (double)EdgeOf(b + 1)) / 2;
            double clipped = value - Math.Clamp(value, low, high);
            error += _counts[b] * ((clipped * clipped) + (clipped == 0 ? step * step / 12 : 0));    // a step's rounding error is uniform
        }

        return error;
    }

    private float EdgeOf(int bin) => (float)(Low + (((double)High - Low) * bin / Bins));
}
