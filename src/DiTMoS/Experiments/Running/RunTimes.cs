using System.Globalization;

namespace DiTMoS.Experiments.Running;

/// <summary>How long runs take: multiplications over a speed that finished runs tell.</summary>
/// <remarks>A method's speed is that of its own finished runs; without any, that of all; without those, one that was assumed. Each run also takes a moment to read and judge.</remarks>
internal sealed class RunTimes
{
    /// <summary>What the training of a strong model that runs share is called, beside the names of methods.</summary>
    public const string StrongModel = "strong model";

    private const double AssumedSpeed = 2e10;
    private const double SecondsBeside = 0.5;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (double Cost, double Seconds, int Runs)> _byMethod = [];

    /// <summary>What the times are computed from, in words.</summary>
    public string Basis
    {
        get
        {
            lock (_gate)
            {
                int runs = _byMethod.Values.Sum(sum => sum.Runs);
                string assumed = string.Create(CultureInfo.InvariantCulture, $"{AssumedSpeed / 1e9:0} billion multiplications a second of one core, as assumed");
                return runs == 0
                    ? $"{assumed}: no run is finished yet"
                    : string.Create(CultureInfo.InvariantCulture, $"{runs} finished runs of {_byMethod.Count} methods; other methods by the mean of these, {MeanSpeed() / 1e9:0.0} billion multiplications a second of one core");
            }
        }
    }

    /// <summary>Learns from a finished run.</summary>
    /// <param name="method">The method's name.</param>
    /// <param name="cost">Its multiplications.</param>
    /// <param name="seconds">What its training took.</param>
    public void Add(string method, double cost, double seconds)
    {
        if (cost <= 0 || seconds <= 0)
        {
            return;
        }

        lock (_gate)
        {
            (double Cost, double Seconds, int Runs) sum = _byMethod.GetValueOrDefault(method);
            _byMethod[method] = (sum.Cost + cost, sum.Seconds + seconds, sum.Runs + 1);
        }
    }

    /// <summary>Seconds that a run will take.</summary>
    /// <param name="method">The method's name.</param>
    /// <param name="cost">Its multiplications.</param>
    public double Of(string method, double cost)
    {
        lock (_gate)
        {
            double speed = _byMethod.TryGetValue(method, out (double Cost, double Seconds, int Runs) sum) ? sum.Cost / sum.Seconds : MeanSpeed();
            return SecondsBeside + (cost / speed);
        }
    }

    private double MeanSpeed() => _byMethod.Count == 0 ? AssumedSpeed : _byMethod.Values.Sum(sum => sum.Cost) / _byMethod.Values.Sum(sum => sum.Seconds);
}
