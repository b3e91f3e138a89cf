namespace DiTMoS.Networks;

/// <summary>A network's shape and its weights, as two flat arrays.</summary>
public sealed class Network
{
    /// <summary>Creates a network whose weights are zero and whose running variances are one.</summary>
    /// <exception cref="OptionException">The shape cannot be computed.</exception>
    public Network(NetworkSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        spec.Check();
        Spec = spec;
        Table = new ParameterTable(spec);
        Values = GC.AllocateArray<float>(Table.ValueCount, pinned: true);
        Statistics = GC.AllocateArray<float>(Table.StatisticCount, pinned: true);
        foreach (ParameterEntry entry in Table.Entries)
        {
            if (entry.Name.EndsWith(".norm.weight", StringComparison.Ordinal) || entry.Name.EndsWith(".running_var", StringComparison.Ordinal))
            {
                this[entry.Name].Fill(1);
            }
        }
    }

    /// <summary>The network's shape.</summary>
    public NetworkSpec Spec { get; }

    /// <summary>Where each tensor lies.</summary>
    public ParameterTable Table { get; }

    /// <summary>All trained values; pinned, so that addresses stay.</summary>
    public float[] Values { get; }

    /// <summary>All running means and variances; pinned, so that addresses stay.</summary>
    public float[] Statistics { get; }

    /// <summary>The tensor called <paramref name="name"/>, to read or to change.</summary>
    public Span<float> this[string name]
    {
        get
        {
            ParameterEntry entry = Table[name];
            return (entry.IsStatistic ? Statistics : Values).AsSpan(entry.Offset, entry.Count);
        }
    }

    /// <summary>A network with the same shape and the same weights, sharing nothing.</summary>
    public Network Clone()
    {
        var clone = new Network(Spec);
        CopyTo(clone);
        return clone;
    }

    /// <summary>Copies all weights and statistics into a network of the same shape.</summary>
    public void CopyTo(Network target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Values.CopyTo(target.Values, 0);
        Statistics.CopyTo(target.Statistics, 0);
    }

    /// <summary>Draws all weights and biases uniformly from ±1/sqrt(fan-in), as PyTorch does; norms become the identity.</summary>
    /// <param name="random">The stream to draw from.</param>
    public void Initialize(SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int fanIn = 1;
        foreach (ParameterEntry entry in Table.Entries)
        {
            Span<float> values = this[entry.Name];
            if (entry.IsStatistic || entry.Name.Contains(".norm.", StringComparison.Ordinal))
            {
                values.Fill(entry.Name.EndsWith("weight", StringComparison.Ordinal) || entry.Name.EndsWith("running_var", StringComparison.Ordinal) ? 1 : 0);
                continue;
            }

            if (entry.Shape.Count > 1)
            {
                fanIn = entry.Count / entry.Shape[0];   // the bias behind a weight has the same fan-in
            }

            float bound = 1 / MathF.Sqrt(fanIn);
            foreach (ref float value in values)
            {
                value = ((2 * random.NextSingle()) - 1) * bound;
            }
        }
    }
}
