using DiTMoS.Graphs;

namespace DiTMoS.Compression.Calibration;

/// <summary>The ranges of all tensors of a model, as some windows show them.</summary>
/// <remarks>A classifier is seen on the windows that the selector sends to it; one that gets none, on all windows.</remarks>
internal sealed class CalibratedRanges
{
    private readonly Dictionary<string, RangeObserver> _selector = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RangeObserver>[] _classifiers;

    private CalibratedRanges(int classifiers) => _classifiers = [.. Enumerable.Range(0, classifiers).Select(_ => new Dictionary<string, RangeObserver>(StringComparer.Ordinal))];

    /// <summary>Looks at windows: once for the ends of all ranges, once for what lies between.</summary>
    /// <param name="graph">The model in single precision.</param>
    /// <param name="windows">Windows as the graph's input takes them, (C, L) each; finite, at least one.</param>
    public static CalibratedRanges Of(RoutedGraph graph, IReadOnlyList<float[]> windows)
    {
        var calibration = new CalibratedRanges(graph.Classifiers.Count);
        calibration.See(graph, windows, (observer, values) => observer.SeeEnds(values));
        calibration.See(graph, windows, (observer, values) => observer.Count(values));
        return calibration;
    }

    /// <summary>The range of the window's values or of a tensor of the selector.</summary>
    public RangeObserver OfSelector(string tensor) => _selector[tensor];

    /// <summary>The range of a tensor of a classifier.</summary>
    public RangeObserver OfClassifier(int classifier, string tensor) => _classifiers[classifier][tensor];

    private void See(RoutedGraph graph, IReadOnlyList<float[]> windows, Action<RangeObserver, ReadOnlySpan<float>> see)
    {
        var runner = new GraphRunner(graph);
        var unseen = Enumerable.Range(0, graph.Classifiers.Count).ToHashSet();
        foreach (float[] window in windows)
        {
            int route = runner.Run(window);
            unseen.Remove(route);
            SeeNetwork(_selector, graph.Selector.Nodes.Select(node => node.Output.Name).Prepend(graph.Input.Name), runner, see);
            SeeNetwork(_classifiers[route], graph.Classifiers[route].Nodes.Select(node => node.Output.Name), runner, see);
        }

        foreach (int classifier in unseen)
        {
            foreach (float[] window in windows)
            {
                runner.Run(window, classifier);
                SeeNetwork(_classifiers[classifier], graph.Classifiers[classifier].Nodes.Select(node => node.Output.Name), runner, see);
            }
        }
    }

    private static void SeeNetwork(Dictionary<string, RangeObserver> observers, IEnumerable<string> tensors, GraphRunner runner, Action<RangeObserver, ReadOnlySpan<float>> see)
    {
        foreach (string tensor in tensors)
        {
            if (!observers.TryGetValue(tensor, out RangeObserver? observer))
            {
                observers[tensor] = observer = new RangeObserver();
            }

            see(observer, runner.Values[tensor]);
        }
    }
}
