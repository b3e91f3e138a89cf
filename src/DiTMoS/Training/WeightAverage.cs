using System.Numerics;
using DiTMoS.Networks;

namespace DiTMoS.Training;

/// <summary>An exponential average of a network's weights and statistics, taken after every step.</summary>
/// <remarks>Polyak and Juditsky (1992). Early steps count more, so that the random start is forgotten: decay = min(d, (1 + t) / (10 + t)).</remarks>
internal sealed class WeightAverage
{
    private readonly Network _source;
    private readonly float _decay;
    private readonly int[] _steps;

    /// <summary>Averages <paramref name="source"/>; with a decay of 0 the average is the network itself.</summary>
    public WeightAverage(TrainingState state, string name, Network source, float decay)
    {
        _source = source;
        _decay = decay;
        Average = decay == 0 ? source : state.Add($"{name}.average", source.Clone());
        _steps = state.Add($"{name}.averageSteps", new int[1]);
    }

    /// <summary>The averaged network.</summary>
    public Network Average { get; }

    /// <summary>Begins anew with the network's present weights.</summary>
    public void Restart()
    {
        _steps[0] = 0;
        if (_decay > 0)
        {
            _source.CopyTo(Average);
        }
    }

    /// <summary>Takes the present weights into the average.</summary>
    public void Step()
    {
        if (_decay == 0)
        {
            return;
        }

        int t = _steps[0]++;
        float share = 1 - MathF.Min(_decay, (1f + t) / (10f + t));
        Blend(_source.Values, Average.Values, share);
        Blend(_source.Statistics, Average.Statistics, share);
    }

    /// <summary>Makes the average the network's weights.</summary>
    public void Adopt()
    {
        if (_decay > 0)
        {
            Average.CopyTo(_source);
        }
    }

    private static void Blend(float[] source, float[] average, float share)
    {
        int i = 0;
        for (; i <= source.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var a = new Vector<float>(average, i);
            (a + ((new Vector<float>(source, i) - a) * share)).CopyTo(average, i);
        }

        for (; i < source.Length; i++)
        {
            average[i] += (source[i] - average[i]) * share;
        }
    }
}
