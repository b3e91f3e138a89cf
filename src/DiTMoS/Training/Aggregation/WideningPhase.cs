using DiTMoS.Networks;

namespace DiTMoS.Training.Aggregation;

/// <summary>Stage 3 after training: carries the trained networks over into their wider shapes, function unchanged.</summary>
internal sealed class WideningPhase(IReadOnlyList<Network> narrow, IReadOnlyList<Network> wide) : TrainingPhase("widening", epochs: 1)
{
    /// <inheritdoc/>
    public override double CostPerEpoch => 0;

    /// <inheritdoc/>
    public override float Train(int epoch)
    {
        for (int i = 0; i < narrow.Count; i++)
        {
            Widening.Copy(narrow[i], wide[i]);
        }

        return 0;
    }
}
