namespace DiTMoS.Networks;

/// <summary>Where each named tensor of a network lies in its two flat arrays.</summary>
public sealed class ParameterTable
{
    private readonly Dictionary<string, ParameterEntry> _byName = new(StringComparer.Ordinal);

    /// <summary>Lays out the tensors of <paramref name="spec"/>, in the order of the layers.</summary>
    public ParameterTable(NetworkSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var entries = new List<ParameterEntry>();
        int values = 0;
        int statistics = 0;

        void Add(string name, bool isStatistic, params int[] shape)
        {
            int count = shape.Aggregate(1, (a, b) => checked(a * b));
            var entry = new ParameterEntry(name, shape, isStatistic ? statistics : values, count, isStatistic);
            entries.Add(entry);
            _byName.Add(name, entry);
            if (isStatistic)
            {
                statistics += count;
            }
            else
            {
                values += count;
            }
        }

        void AddNorm(string name, int channels)
        {
            Add($"{name}.weight", false, channels);
            Add($"{name}.bias", false, channels);
            Add($"{name}.running_mean", true, channels);
            Add($"{name}.running_var", true, channels);
        }

        AddNorm("input.norm", spec.Channels);
        for (int b = 0; b < spec.Blocks.Count; b++)
        {
            BlockSpec block = spec.Blocks[b];
            Add($"block{b + 1}.conv.weight", false, block.OutputChannels, spec.InputChannels(b) / block.Groups, block.Kernel);
            Add($"block{b + 1}.conv.bias", false, block.OutputChannels);
            AddNorm($"block{b + 1}.norm", block.OutputChannels);
        }

        Add("hidden.weight", false, spec.HiddenUnits, spec.FlattenedLength);
        Add("hidden.bias", false, spec.HiddenUnits);
        Add("output.weight", false, spec.Outputs, spec.HiddenUnits);
        Add("output.bias", false, spec.Outputs);
        Entries = entries;
        ValueCount = values;
        StatisticCount = statistics;
    }

    /// <summary>All tensors, in the order of the layers.</summary>
    public IReadOnlyList<ParameterEntry> Entries { get; }

    /// <summary>Trained values over all tensors.</summary>
    public int ValueCount { get; }

    /// <summary>Running statistics over all tensors.</summary>
    public int StatisticCount { get; }

    /// <summary>The tensor called <paramref name="name"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public ParameterEntry this[string name] => _byName[name];
}
