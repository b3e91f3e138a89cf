using DiTMoS.Export.Onnx;
using DiTMoS.Graphs;
using DiTMoS.Networks;

namespace DiTMoS.Bench.OnnxRuntime;

/// <summary>A model's exported networks in ONNX Runtime: the selector for all windows, then each classifier for those that are routed to it.</summary>
/// <remarks>All tensors are made beforehand. A single window's features go from the selector to the classifier without a copy.</remarks>
internal sealed class OrtRoutedModel
{
    private readonly OrtNetwork _selector;
    private readonly OrtNetwork[] _classifiers;
    private readonly OrtBuffer[] _selectorOutputs;
    private readonly OrtBuffer _route;
    private readonly OrtBuffer _input;
    private readonly OrtBuffer[] _sources;              // what classifiers read, of all windows
    private readonly OrtBuffer[] _gathered;             // the same of one classifier's windows
    private readonly OrtBuffer _score;
    private readonly nint[] _selectorOutputViews;
    private readonly nint[] _classifierInputViews;
    private readonly int[] _members;
    private readonly int _windows;

    /// <summary>Exports and loads the networks.</summary>
    /// <param name="library">The library.</param>
    /// <param name="model">The model.</param>
    /// <param name="windows">Windows per call.</param>
    /// <param name="layout">How the exported networks shape windows and features.</param>
    public OrtRoutedModel(OrtLibrary library, DiTMoSModel model, int windows, OnnxLayout layout)
    {
        byte[] Export(NetworkGraph network) => OnnxWriter.Network(network, new OnnxOptions { Layout = layout });

        RoutedGraph graph = RoutedGraph.Of(model);
        _windows = windows;
        _selector = new OrtNetwork(library, Export(graph.Selector), null, windows);
        _classifiers = [.. graph.Classifiers.Select(classifier => new OrtNetwork(library, Export(classifier), [graph.Score.Name], windows == 1 ? 1 : null))];
        IReadOnlyList<OrtTensor> read = _classifiers[0].Inputs;
        _input = new OrtBuffer(library, _selector.Inputs[0], windows);
        _selectorOutputs = [.. _selector.Outputs.Select(tensor => new OrtBuffer(library, tensor, windows))];
        _route = SourceOf(graph.Route!.Name);
        _sources = [.. read.Select(tensor => SourceOf(tensor.Name))];
        _gathered = windows == 1 ? _sources : [.. read.Select(tensor => new OrtBuffer(library, tensor, windows))];
        _score = new OrtBuffer(library, _classifiers[0].Outputs[0], windows);
        _selectorOutputViews = [.. _selectorOutputs.Select(output => output.First(windows))];
        _classifierInputViews = new nint[_gathered.Length];
        _members = new int[windows];
        Selected = new int[windows];
        Classes = graph.Score.Channels;
        Scores = new float[windows * Classes];
    }

    /// <summary>Classes, K.</summary>
    public int Classes { get; }

    /// <summary>The classifier of each window of the last call.</summary>
    public int[] Selected { get; }

    /// <summary>The routed classifier's probabilities, shape (windows, K).</summary>
    public float[] Scores { get; }

    /// <summary>Scores as many windows as the model was made for, shape (windows, C, L).</summary>
    public void Score(ReadOnlySpan<float> windows)
    {
        windows.CopyTo(_input.Values);
        _selector.Run([_input.First(_windows)], _selectorOutputViews);
        for (int i = 0; i < _windows; i++)
        {
            Selected[i] = Logits.IndexOfMaximum(_route.Window(i));
        }

        for (int c = 0; c < _classifiers.Length; c++)
        {
            Classify(c);
        }
    }

    private void Classify(int classifier)
    {
        int count = 0;
        for (int i = 0; i < _windows; i++)
        {
            if (Selected[i] == classifier)
            {
                _members[count++] = i;
            }
        }

        if (count == 0)
        {
            return;
        }

        for (int s = 0; s < _gathered.Length; s++)
        {
            Gather(s, count);
            _classifierInputViews[s] = _gathered[s].First(count);
        }

        _classifiers[classifier].Run(_classifierInputViews, [_score.First(count)]);
        for (int j = 0; j < count; j++)
        {
            _score.Window(j).CopyTo(Scores.AsSpan(_members[j] * Classes, Classes));
        }
    }

    private void Gather(int input, int count)
    {
        OrtBuffer from = _sources[input];
        if (ReferenceEquals(from, _gathered[input]))
        {
            return;                                     // a single window
        }

        for (int j = 0; j < count; j++)
        {
            from.Window(_members[j]).CopyTo(_gathered[input].Window(j));
        }
    }

    private OrtBuffer SourceOf(string tensor)
    {
        int output = _selector.Outputs.ToList().FindIndex(candidate => candidate.Name == tensor);
        return output < 0 ? _input : _selectorOutputs[output];
    }
}
