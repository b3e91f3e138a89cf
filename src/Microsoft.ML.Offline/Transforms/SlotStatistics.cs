namespace Microsoft.ML.Transforms;

/// <summary>What is known about the numbers of one slot. Values that are not finite do not count towards mean and variance.</summary>
internal sealed class SlotStatistics
{
    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;
    private double _mean;
    private double _squares;
    private long _count;

    public void Add(double value)
    {
        _min = value < _min ? value : _min;
        _max = value > _max ? value : _max;
        if (!double.IsFinite(value))
            return;
        _count++;
        var delta = value - _mean;
        _mean += delta / _count;
        _squares += delta * (value - _mean);
    }

    /// <summary>Scale and offset by the smallest and the largest; a constant slot becomes zero.</summary>
    public (double Scale, double Offset) MinMax(bool fixZero)
        => !(_max > _min) ? (0, 0) : fixZero ? (1 / Math.Max(Math.Abs(_max), Math.Abs(_min)), 0) : (1 / (_max - _min), _min);

    /// <summary>Scale and offset by mean and variance; a constant slot becomes zero.</summary>
    public (double Scale, double Offset) MeanVariance(bool fixZero, bool single)
    {
        if (_squares == 0 || _count == 0)
            return (0, 0);
        var variance = _squares / _count;
        var spread = fixZero ? Math.Sqrt(variance + _mean * _mean) : Math.Sqrt(variance);
        return (1 / (single ? (float)spread : spread), fixZero ? 0 : _mean);
    }

    /// <summary>Standard deviation and mean.</summary>
    public (double Scale, double Offset) Distribution() => _squares == 0 || _count == 0 ? (0, 0) : (Math.Sqrt(_squares / _count), _mean);
}
