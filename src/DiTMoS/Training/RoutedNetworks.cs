using DiTMoS.Kernels;
using DiTMoS.Networks;
using DiTMoS.Training.Optimizers;

namespace DiTMoS.Training;

/// <summary>The backend on this machine's processor.</summary>
/// <remarks>The classifiers are independent pieces of work for the thread team; the selector alone is split by channels.</remarks>
internal sealed class RoutedNetworks : IRoutedBackend
{
    private readonly ThreadTeam _team;
    private readonly BatchLoader _loader;
    private readonly NetworkPass _selector;
    private readonly NetworkPass[] _classifiers;
    private readonly Optimizer _selectorOptimizer;
    private readonly Optimizer[] _classifierOptimizers;
    private readonly Action<int> _forwardClassifier;
    private readonly Action<int> _stepClassifier;
    private readonly IReadOnlyList<WeightAverage>? _averages;
    private PassMode _mode;
    private float _learningRate;

    /// <summary>Reserves everything that training needs.</summary>
    /// <param name="selector">The selector.</param>
    /// <param name="classifiers">The classifiers, all of one shape.</param>
    /// <param name="batch">The largest batch, B.</param>
    /// <param name="heads">Dropout draws of each classifier per pass. Default 1.</param>
    /// <param name="featureGradients">Whether gradients can flow from the classifiers into the selector's features.</param>
    /// <param name="optimizer">Makes the optimiser of a network with the given number of values.</param>
    /// <param name="team">The threads; not disposed here.</param>
    /// <param name="averages">Averages to move after each step, selector's first; null for none.</param>
    public RoutedNetworks(
        Network selector,
        IReadOnlyList<Network> classifiers,
        int batch,
        int heads,
        bool featureGradients,
        Func<int, Optimizer> optimizer,
        ThreadTeam team,
        IReadOnlyList<WeightAverage>? averages = null)
    {
        _averages = averages;
        Selector = selector;
        Classifiers = classifiers;
        _team = team;
        _loader = new BatchLoader(batch, selector.Spec.Channels, selector.Spec.Length);
        _selector = new NetworkPass(selector, batch, gradients: true);
        _classifiers = [.. classifiers.Select(c => new NetworkPass(c, batch, gradients: true, heads, featureGradients))];
        _selectorOptimizer = optimizer(selector.Values.Length);
        _classifierOptimizers = [.. classifiers.Select(c => optimizer(c.Values.Length))];
        _forwardClassifier = ForwardClassifier;
        _stepClassifier = StepClassifier;
    }

    /// <inheritdoc/>
    public Network Selector { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Network> Classifiers { get; }

    /// <inheritdoc/>
    public Span<float> SelectorLogits => _selector.Logits();

    /// <inheritdoc/>
    public Span<float> SelectorGradients => _selector.LogitGradients();

    /// <inheritdoc/>
    public IEnumerable<Optimizer> Optimizers => _classifierOptimizers.Prepend(_selectorOptimizer);

    /// <inheritdoc cref="RoutedBackendFactory"/>
    public static IRoutedBackend Create(
        IReadOnlyList<Network> networks,
        OptimizationOptions optimization,
        int heads,
        bool featureGradients,
        ThreadTeam team,
        IReadOnlyList<WeightAverage> averages) =>
        new RoutedNetworks(networks[0], [.. networks.Skip(1)], optimization.BatchSize, heads, featureGradients, optimization.Create, team, averages);

    /// <summary>The gradients of the selector's values, as the last backward pass left them.</summary>
    public ReadOnlySpan<float> SelectorValueGradients => _selector.Gradients;

    /// <summary>The gradients of one classifier's values, as the last backward pass left them.</summary>
    public ReadOnlySpan<float> ClassifierValueGradients(int classifier) => _classifiers[classifier].Gradients;

    /// <inheritdoc/>
    public Span<float> ClassifierLogits(int classifier, int head = 0) => _classifiers[classifier].Logits(head);

    /// <inheritdoc/>
    public Span<float> ClassifierGradients(int classifier, int head = 0) => _classifiers[classifier].LogitGradients(head);

    /// <inheritdoc/>
    public void Load(ReadOnlySpan<float> samples, ReadOnlySpan<int> rows, IWindowAugmentation? augmentation) => _loader.Load(samples, rows, augmentation);

    /// <inheritdoc/>
    public void ForwardSelector(in PassMode mode) =>
        _selector.Forward(_loader.Batch, mode.Training, null, mode.DropoutKey, mode.StatisticsUpdates, _team);

    /// <inheritdoc/>
    public void ForwardClassifiers(in PassMode mode)
    {
        _mode = mode;
        _team.Run(_classifiers.Length, _forwardClassifier);
    }

    /// <inheritdoc/>
    public void StepClassifiers(float learningRate)
    {
        _learningRate = learningRate;
        _team.Run(_classifiers.Length, _stepClassifier);
    }

    /// <inheritdoc/>
    public void StepSelector(float learningRate, bool withFeatureGradients)
    {
        _selector.Backward(withFeatureGradients ? _classifiers : null, _team);
        _selectorOptimizer.Step(Selector.Values, _selector.Gradients, learningRate);
        _averages?[0].Step();
    }

    private void ForwardClassifier(int classifier) =>
        _classifiers[classifier].Forward(_loader.Batch, _mode.Training, _selector, _mode.DropoutKey ^ ((ulong)(classifier + 1) * 0xE7037ED1A0B428DB), _mode.StatisticsUpdates);

    private void StepClassifier(int classifier)
    {
        NetworkPass pass = _classifiers[classifier];
        pass.Backward();
        _classifierOptimizers[classifier].Step(pass.Network.Values, pass.Gradients, _learningRate);
        _averages?[classifier + 1].Step();
    }
}
