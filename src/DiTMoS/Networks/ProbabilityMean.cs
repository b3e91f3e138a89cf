namespace DiTMoS.Networks;

/// <summary>The mean of several networks' probabilities of K classes, as logits of one classifier.</summary>
/// <remarks>T · ln of the mean of softmax(logits / T): divided by T, like a single network's logits, they give the mean again. Of one network they are its logits. In logarithms throughout, so that no probability is too small.</remarks>
/// <param name="members">The networks, at least 1.</param>
/// <param name="classes">Classes, K.</param>
/// <param name="temperature">T, over 0.</param>
internal sealed class ProbabilityMean(int members, int classes, double temperature)
{
    private readonly float[] _logits = new float[members * classes];
    private readonly double[] _offsets = new double[members];       // per member: ln Σ exp(logit / T)

    /// <summary>Where one member's logits are put, shape (K).</summary>
    public Span<float> Logits(int member) => _logits.AsSpan(member * classes, classes);

    /// <summary>Computes the mean.</summary>
    /// <param name="destination">Takes the logits, shape (K).</param>
    public void CopyTo(Span<float> destination)
    {
        if (members == 1)
        {
            _logits.CopyTo(destination);
            return;
        }

        Prepare();
        for (int k = 0; k < classes; k++)
        {
            destination[k] = (float)(temperature * LogProbability(k));
        }
    }

    /// <summary>Normalises each member; to be called when all logits are there, before <see cref="LogProbability(int)"/>.</summary>
    public void Prepare()
    {
        for (int m = 0; m < members; m++)
        {
            _offsets[m] = LogSum(Logits(m));
        }
    }

    /// <summary>The logarithm of the mean probability of one class.</summary>
    public double LogProbability(int k)
    {
        double most = double.NegativeInfinity;
        for (int m = 0; m < members; m++)
        {
            most = Math.Max(most, LogProbability(m, k));
        }

        double sum = 0;
        for (int m = 0; m < members; m++)
        {
            sum += Math.Exp(LogProbability(m, k) - most);
        }

        return most + Math.Log(sum) - Math.Log(members);
    }

    private double LogSum(ReadOnlySpan<float> logits)
    {
        double most = logits[Networks.Logits.IndexOfMaximum(logits)];
        double sum = 0;
        foreach (float logit in logits)
        {
            sum += Math.Exp((logit - most) / temperature);
        }

        return (most / temperature) + Math.Log(sum);
    }

    private double LogProbability(int member, int k) => (_logits[(member * classes) + k] / temperature) - _offsets[member];
}
