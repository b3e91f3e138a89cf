using DiTMoS.Kernels;
using DiTMoS.Networks;

namespace DiTMoS.Training.Joint;

/// <summary>The mixture-of-experts loss over the logits of a batch, with its companions.</summary>
/// <remarks>See <see cref="JointOptions"/> for the terms. Selector outputs: N routing logits, then K base logits where there is a shared base.</remarks>
internal sealed class MixtureObjective
{
    private readonly int _classifiers;
    private readonly int _classes;
    private readonly bool _hasBase;
    private readonly float[] _classWeights;
    private readonly float[] _routing;                  // (B, N): routing probabilities
    private readonly float[] _meanRouting;
    private readonly float[] _posterior;
    private readonly float[] _logits;
    private readonly float[] _expert;                   // (N, K): gradient of each classifier's cross-entropy
    private readonly float[] _baseGradient;

    /// <summary>The own weight of each window of the batch; null for 1.</summary>
    public float[]? WindowWeights { get; init; }

    /// <summary>Reserves scratch for batches of at most <paramref name="batch"/> windows.</summary>
    public MixtureObjective(int batch, int classifiers, int classes, bool hasBase, float[] classWeights)
    {
        _classifiers = classifiers;
        _classes = classes;
        _hasBase = hasBase;
        _classWeights = classWeights;
        _routing = new float[batch * classifiers];
        _meanRouting = new float[classifiers];
        _posterior = new float[classifiers];
        _logits = new float[classes];
        _expert = new float[classifiers * classes];
        _baseGradient = new float[classes];
    }

    /// <summary>Writes all logit gradients of a batch.</summary>
    /// <param name="backend">Holds the logits of selector and classifiers.</param>
    /// <param name="labels">The class of each window of the batch.</param>
    /// <param name="subsets">The subset of each window; read while <paramref name="guidance"/> is over 0.</param>
    /// <param name="guidance">Share of routing and credit that follows the subsets, in [0, 1].</param>
    /// <param name="smoothing">Label smoothing.</param>
    /// <param name="teacher">The strong model's logits, shape (B, K); empty without distillation.</param>
    /// <param name="options">Weights of the terms.</param>
    /// <returns>The mean of the mixture loss.</returns>
    public float Compute(
        IRoutedBackend backend,
        ReadOnlySpan<int> labels,
        ReadOnlySpan<int> subsets,
        float guidance,
        float smoothing,
        ReadOnlySpan<float> teacher,
        JointOptions options)
    {
        int outputs = _classifiers + (_hasBase ? _classes : 0);
        backend.SelectorGradients.Clear();
        for (int i = 0; i < _classifiers; i++)
        {
            backend.ClassifierGradients(i).Clear();
        }

        Array.Clear(_meanRouting);
        for (int b = 0; b < labels.Length; b++)
        {
            Span<float> routing = _routing.AsSpan(b * _classifiers, _classifiers);
            SoftmaxLosses.Softmax(backend.SelectorLogits.Slice(b * outputs, _classifiers), routing);
            for (int i = 0; i < _classifiers; i++)
            {
                _meanRouting[i] += routing[i] / labels.Length;
            }
        }

        double loss = 0;
        for (int b = 0; b < labels.Length; b++)
        {
            loss += Window(backend, b, labels, subsets, guidance, smoothing, teacher, options, outputs);
        }

        return (float)(loss / labels.Length);
    }

    private float Window(
        IRoutedBackend backend,
        int b,
        ReadOnlySpan<int> labels,
        ReadOnlySpan<int> subsets,
        float guidance,
        float smoothing,
        ReadOnlySpan<float> teacher,
        JointOptions options,
        int outputs)
    {
        int label = labels[b];
        float weight = _classWeights[label] * (WindowWeights?[b] ?? 1) / labels.Length;
        ReadOnlySpan<float> selector = backend.SelectorLogits.Slice(b * outputs, outputs);
        ReadOnlySpan<float> routing = _routing.AsSpan(b * _classifiers, _classifiers);
        ReadOnlySpan<float> shared = selector[_classifiers..];

        // Each expert's cross-entropy, and the share of credit that it takes: g_i exp(-CE_i) / Σ.
        float largest = float.NegativeInfinity;
        Array.Clear(_expert);
        for (int i = 0; i < _classifiers; i++)
        {
            float cost = ExpertCost(backend, b, i, label, smoothing, shared, teacher, options);
            _posterior[i] = MathF.Log(routing[i] + 1e-30f) - cost;
            largest = MathF.Max(largest, _posterior[i]);
        }

        float sum = 0;
        for (int i = 0; i < _classifiers; i++)
        {
            _posterior[i] = MathF.Exp(_posterior[i] - largest);
            sum += _posterior[i];
        }

        float loss = -(largest + MathF.Log(sum));
        Array.Clear(_baseGradient);
        int routed = Logits.IndexOfMaximum(routing);
        Span<float> selectorGradient = backend.SelectorGradients.Slice(b * outputs, outputs);
        float entropySlope = 0;
        for (int i = 0; i < _classifiers; i++)
        {
            entropySlope += routing[i] * MathF.Log(_meanRouting[i] + 1e-30f);
        }

        for (int i = 0; i < _classifiers; i++)
        {
            float credit = _posterior[i] / sum;
            if (guidance > 0)
            {
                credit = ((1 - guidance) * credit) + (subsets[b] == i ? guidance : 0);
            }

            selectorGradient[i] += weight * (routing[i] - credit);
            selectorGradient[i] += options.LoadBalancing / labels.Length * routing[i] * (MathF.Log(_meanRouting[i] + 1e-30f) - entropySlope);
            float share = weight * (credit + (i == routed ? options.RoutedLoss : 0));
            Span<float> gradient = backend.ClassifierGradients(i).Slice(b * _classes, _classes);
            for (int k = 0; k < _classes; k++)
            {
                float g = share * _expert[(i * _classes) + k];
                gradient[k] += g;
                _baseGradient[k] += g;
            }
        }

        if (_hasBase)
        {
            SoftmaxLosses.CrossEntropy(shared, label, weight * options.BaseLoss, smoothing, _baseGradient);
            _baseGradient.CopyTo(selectorGradient[_classifiers..]);
        }

        return loss;
    }

    // CE of base + classifier; its gradient goes to _expert.
    private float ExpertCost(IRoutedBackend backend, int b, int i, int label, float smoothing, ReadOnlySpan<float> shared, ReadOnlySpan<float> teacher, JointOptions options)
    {
        ReadOnlySpan<float> own = backend.ClassifierLogits(i).Slice(b * _classes, _classes);
        for (int k = 0; k < _classes; k++)
        {
            _logits[k] = own[k] + (_hasBase ? shared[k] : 0);
        }

        Span<float> gradient = _expert.AsSpan(i * _classes, _classes);
        float cost = SoftmaxLosses.CrossEntropy(_logits, label, 1, smoothing, gradient);
        if (!teacher.IsEmpty)
        {
            cost += options.Distillation * SoftmaxLosses.KullbackLeibler(
                _logits, teacher.Slice(b * _classes, _classes), options.DistillationTemperature, options.Distillation, gradient);
        }

        return cost;
    }
}
