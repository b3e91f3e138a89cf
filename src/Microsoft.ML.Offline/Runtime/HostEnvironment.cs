namespace Microsoft.ML.Runtime;

/// <summary>An environment, and the host of every component in it.</summary>
internal sealed class HostEnvironment : IHost
{
    private readonly Action<string, ChannelMessage> _log;
    private readonly string _name;
    private readonly Lock _lock = new();

    /// <summary>The root, whose randomness differs from run to run unless there is a seed.</summary>
    public HostEnvironment(int? seed, Action<string, ChannelMessage> log)
        : this("", seed is { } s ? new Random(s) : new Random(), new ComponentCatalog(), log)
        => Seed = seed;

    private HostEnvironment(string name, Random rand, ComponentCatalog catalog, Action<string, ChannelMessage> log)
    {
        _name = name;
        _log = log;
        Rand = rand;
        ComponentCatalog = catalog;
    }

    /// <summary>The seed that the root was made with.</summary>
    public int? Seed { get; private init; }

    public Random Rand { get; }

    public ComponentCatalog ComponentCatalog { get; }

    public string ContextDescription => _name;

    public TException Process<TException>(TException ex)
        where TException : Exception
        => ex;

    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        Check.NonEmpty(name, nameof(name));
        lock (_lock)
            return new HostEnvironment(Within(name), new Random(seed ?? Rand.Next()), ComponentCatalog, _log) { Seed = seed ?? Seed };
    }

    public IChannel Start(string name) => new Channel(Within(name), _log);

    public IPipe<TMessage> StartPipe<TMessage>(string name)
        => Start(name) as IPipe<TMessage> ?? throw new NotSupportedException($"There is no pipe for messages of type {typeof(TMessage)}.");

    public IProgressChannel StartProgressChannel(string name) => new SilentProgress();

    private string Within(string name) => _name.Length == 0 ? name : $"{_name}; {name}";
}
