using DiTMoS.Networks;
using DiTMoS.Training;
using DiTMoS.Training.Optimizers;

namespace DiTMoS.Tests.Training;

/// <summary>Logits without networks behind them, for the tests of losses.</summary>
internal sealed class LogitsBackend : IRoutedBackend
{
    private readonly Network _selector;

    public LogitsBackend(int batch, int classifiers, int classes, int selectorOutputs)
    {
        var random = new SeededRandom(5, "logits");
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextGaussian())];
        Selector = Draw(batch * selectorOutputs);
        Classifier = [.. Enumerable.Range(0, classifiers).Select(_ => Draw(batch * classes))];
        SelectorSlopes = new float[Selector.Length];
        ClassifierSlopes = [.. Enumerable.Range(0, classifiers).Select(_ => new float[batch * classes])];
        _selector = new Network(PublishedNetworks.Selector(1, 60, selectorOutputs));
    }

    public float[] Selector { get; }

    public float[][] Classifier { get; }

    public float[] SelectorSlopes { get; }

    public float[][] ClassifierSlopes { get; }

    public Span<float> SelectorLogits => Selector;

    public Span<float> SelectorGradients => SelectorSlopes;

    Network IRoutedBackend.Selector => _selector;

    IReadOnlyList<Network> IRoutedBackend.Classifiers => throw new NotSupportedException();

    IEnumerable<Optimizer> IRoutedBackend.Optimizers => throw new NotSupportedException();

    public Span<float> ClassifierLogits(int classifier, int head = 0) => Classifier[classifier];

    public Span<float> ClassifierGradients(int classifier, int head = 0) => ClassifierSlopes[classifier];

    public void Load(ReadOnlySpan<float> samples, ReadOnlySpan<int> rows, IWindowAugmentation? augmentation) => throw new NotSupportedException();

    public void ForwardSelector(in PassMode mode) => throw new NotSupportedException();

    public void ForwardClassifiers(in PassMode mode) => throw new NotSupportedException();

    public void StepClassifiers(float learningRate) => throw new NotSupportedException();

    public void StepSelector(float learningRate, bool withFeatureGradients) => throw new NotSupportedException();
}
