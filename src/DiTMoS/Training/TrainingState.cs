using DiTMoS.Networks;
using DiTMoS.Training.Optimizers;

namespace DiTMoS.Training;

/// <summary>Everything that changes during a run, by name: what a checkpoint keeps.</summary>
internal sealed class TrainingState
{
    private readonly List<(string Name, float[] Values)> _floats = [];
    private readonly List<(string Name, int[] Values)> _integers = [];
    private readonly List<(string Name, Optimizer Optimizer)> _optimizers = [];

    /// <summary>All named numbers.</summary>
    public IReadOnlyList<(string Name, float[] Values)> Floats => _floats;

    /// <summary>All named whole numbers.</summary>
    public IReadOnlyList<(string Name, int[] Values)> Integers => _integers;

    /// <summary>All named optimisers; their arrays are among <see cref="Floats"/>.</summary>
    public IReadOnlyList<(string Name, Optimizer Optimizer)> Optimizers => _optimizers;

    /// <summary>The history so far.</summary>
    public List<EpochRecord> Epochs { get; } = [];

    /// <summary>Keeps an array.</summary>
    public T Add<T>(string name, T values)
        where T : class
    {
        switch (values)
        {
            case float[] floats:
                _floats.Add((name, floats));
                break;
            case int[] integers:
                _integers.Add((name, integers));
                break;
            case Network network:
                _floats.Add(($"{name}.values", network.Values));
                _floats.Add(($"{name}.statistics", network.Statistics));
                break;
            case Optimizer optimizer:
                _optimizers.Add((name, optimizer));
                for (int i = 0; i < optimizer.State.Count; i++)
                {
                    _floats.Add(($"{name}.state{i}", optimizer.State[i]));
                }

                break;
            default:
                throw new ArgumentException($"No state of type {typeof(T).Name} can be kept.", nameof(values));
        }

        return values;
    }
}
