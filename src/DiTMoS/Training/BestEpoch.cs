using DiTMoS.Networks;

namespace DiTMoS.Training;

/// <summary>Keeps the weights of the best epoch so far; of equally good ones the latest.</summary>
internal sealed class BestEpoch
{
    private readonly IReadOnlyList<Network> _networks;
    private readonly Network[] _kept;
    private readonly float[] _score;

    /// <summary>Watches some networks.</summary>
    public BestEpoch(TrainingState state, string name, IReadOnlyList<Network> networks)
    {
        _networks = networks;
        _kept = [.. networks.Select((n, i) => state.Add($"{name}.best{i}", n.Clone()))];
        _score = state.Add($"{name}.score", new float[] { -1 });
    }

    /// <summary>Keeps the current weights where <paramref name="score"/> is not below the best so far.</summary>
    public void Offer(float score)
    {
        if (score >= _score[0])
        {
            _score[0] = score;
            Copy(_networks, _kept);
        }
    }

    /// <summary>Puts the kept weights back, if any were kept.</summary>
    public void Restore()
    {
        if (_score[0] >= 0)
        {
            Copy(_kept, _networks);
        }
    }

    private static void Copy(IReadOnlyList<Network> from, IReadOnlyList<Network> to)
    {
        for (int i = 0; i < from.Count; i++)
        {
            from[i].CopyTo(to[i]);
        }
    }
}
