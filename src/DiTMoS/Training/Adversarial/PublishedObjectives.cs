using DiTMoS.Kernels;
using DiTMoS.Networks;

namespace DiTMoS.Training.Adversarial;

/// <summary>The losses of the alternating recipe: what they ask of each logit of a batch.</summary>
/// <remarks>DiTMoS (PerCom 2024), adversarial training; the loss weights are those of the authors' code.</remarks>
internal sealed class PublishedObjectives
{
    private readonly int _classifiers;
    private readonly int _classes;
    private readonly float[] _probabilities;
    private readonly float[] _confidence;               // (B, N): the largest probability, negative where the classifier is wrong
    private readonly float[] _gradient;
    private readonly int[] _right;                      // (B): how many classifiers are right

    private readonly float[] _classWeights;

    /// <summary>The own weight of each window of the batch; null for 1.</summary>
    public float[]? WindowWeights { get; init; }

    /// <summary>Reserves scratch for batches of at most <paramref name="batch"/> windows.</summary>
    /// <param name="batch">The largest batch.</param>
    /// <param name="classifiers">N.</param>
    /// <param name="classes">K.</param>
    /// <param name="classWeights">The weight of each class in every loss; null for 1.</param>
    public PublishedObjectives(int batch, int classifiers, int classes, float[]? classWeights = null)
    {
        _classWeights = classWeights ?? [.. Enumerable.Repeat(1f, classes)];
        _classifiers = classifiers;
        _classes = classes;
        _probabilities = new float[Math.Max(classes, classifiers)];
        _confidence = new float[batch * classifiers];
        _gradient = new float[classes];
        _right = new int[batch];
    }

    /// <summary>N-way cross-entropy against the classifier of the highest signed confidence.</summary>
    /// <param name="backend">Holds the logits of selector and classifiers; the selector's logit gradients are written.</param>
    /// <param name="labels">The class of each window of the batch.</param>
    /// <param name="options">Which windows count where no classifier is right.</param>
    /// <returns>The mean loss.</returns>
    public float Selector(IRoutedBackend backend, ReadOnlySpan<int> labels, AdversarialOptions options)
    {
        Judge(backend, labels);
        int outputs = backend.Selector.Spec.Outputs;
        Span<float> gradients = backend.SelectorGradients;
        gradients.Clear();
        float loss = 0;
        for (int b = 0; b < labels.Length; b++)
        {
            float weight = WeightOf(b, labels[b]) / labels.Length;
            if (_right[b] == 0 && options.IgnoreUnsolvedInSelector)
            {
                continue;
            }

            int target = Logits.IndexOfMaximum(_confidence.AsSpan(b * _classifiers, _classifiers));
            ReadOnlySpan<float> logits = backend.SelectorLogits.Slice(b * outputs, _classifiers);
            loss += SoftmaxLosses.CrossEntropy(logits, target, weight, 0, gradients.Slice(b * outputs, _classifiers)) * weight;
        }

        return loss;
    }

    /// <summary>Reads from the classifiers' logits who is right about which window, and how sure; it holds until the next call.</summary>
    /// <param name="backend">Holds the logits; of several heads, the first is read.</param>
    /// <param name="labels">The class of each window of the batch.</param>
    public void Judge(IRoutedBackend backend, ReadOnlySpan<int> labels)
    {
        Array.Clear(_right);
        for (int i = 0; i < _classifiers; i++)
        {
            ReadOnlySpan<float> logits = backend.ClassifierLogits(i);
            for (int b = 0; b < labels.Length; b++)
            {
                Span<float> p = _probabilities.AsSpan(0, _classes);
                SoftmaxLosses.Softmax(logits.Slice(b * _classes, _classes), p);
                int best = Logits.IndexOfMaximum(p);
                bool right = best == labels[b];
                _confidence[(b * _classifiers) + i] = right ? p[best] : -p[best];
                _right[b] += right ? 1 : 0;
            }
        }
    }

    /// <summary>CE_sel + α CE_single + β CE_union + γ CE_overlap for each classifier, by the masks of the last <see cref="Judge"/>.</summary>
    /// <param name="backend">Holds the logits; the classifiers' logit gradients are written.</param>
    /// <param name="labels">The class of each window of the batch.</param>
    /// <param name="options">The loss weights and which heads carry which loss.</param>
    /// <param name="components">For each classifier CE_sel, CE_single, CE_union, CE_overlap (negative): shape (N, 4), overwritten.</param>
    /// <returns>The mean over classifiers of the weighted loss.</returns>
    public float Classifiers(IRoutedBackend backend, ReadOnlySpan<int> labels, AdversarialOptions options, Span<float> components)
    {
        // One head: all losses share a dropout draw. Three heads, as the authors' code draws them: masks, regularisers, selection.
        bool separate = options.SeparateDropoutDraws;
        int outputs = backend.Selector.Spec.Outputs;
        int unsolved = 0;
        for (int b = 0; b < labels.Length; b++)
        {
            unsolved += _right[b] == 0 ? 1 : 0;
        }

        float total = 0;
        for (int i = 0; i < _classifiers; i++)
        {
            int single = 0;
            int overlap = 0;
            int routed = 0;
            for (int b = 0; b < labels.Length; b++)
            {
                bool right = _confidence[(b * _classifiers) + i] > 0;
                bool chosen = Route(backend, b, outputs) == i;
                routed += chosen ? 1 : 0;
                single += right && _right[b] == 1 ? 1 : 0;
                overlap += Overlaps(right, chosen, b, options) ? 1 : 0;
            }

            if (separate)
            {
                backend.ClassifierGradients(i, 0).Clear();
            }

            int regulariserHead = separate ? 1 : 0;
            int selectionHead = separate ? 2 : 0;
            backend.ClassifierGradients(i, regulariserHead).Clear();
            backend.ClassifierGradients(i, selectionHead).Clear();
            Span<float> parts = components.Slice(i * 4, 4);
            parts.Clear();
            for (int b = 0; b < labels.Length; b++)
            {
                bool right = _confidence[(b * _classifiers) + i] > 0;
                bool chosen = Route(backend, b, outputs) == i;
                if (chosen)
                {
                    parts[0] += Add(backend, i, selectionHead, b, labels[b], 1f / Math.Max(1, routed), 1);
                }

                if (right && _right[b] == 1)
                {
                    parts[1] += Add(backend, i, regulariserHead, b, labels[b], 1f / Math.Max(1, single), options.SingleWeight);
                }

                if (_right[b] == 0 && (!options.UnionForRoutedOnly || chosen))
                {
                    parts[2] += Add(backend, i, regulariserHead, b, labels[b], 1f / Math.Max(1, unsolved), options.UnionWeight);
                }

                if (Overlaps(right, chosen, b, options))
                {
                    float share = 1f / Math.Max(1, overlap);
                    parts[3] -= options.OverlapIsBounded
                        ? AddDoubt(backend, i, regulariserHead, b, labels[b], share, -options.OverlapWeight)
                        : Add(backend, i, regulariserHead, b, labels[b], share, -options.OverlapWeight);
                }
            }

            total += parts[0] + (options.SingleWeight * parts[1]) + (options.UnionWeight * parts[2]) + (options.OverlapWeight * parts[3]);
        }

        return total / _classifiers;
    }

    private float WeightOf(int window, int label) => _classWeights[label] * (WindowWeights?[window] ?? 1);

    private bool Overlaps(bool right, bool chosen, int window, AdversarialOptions options) =>
        right && _right[window] > 1 && !(chosen && options.OverlapSparesRouted);

    private int Route(IRoutedBackend backend, int window, int outputs) =>
        Logits.IndexOfMaximum(backend.SelectorLogits.Slice(window * outputs, _classifiers));

    // Adds factor · share · CE to the gradients and returns share · CE.
    private float Add(IRoutedBackend backend, int classifier, int head, int window, int label, float share, float factor)
    {
        share *= WeightOf(window, label);
        _gradient.AsSpan().Clear();
        ReadOnlySpan<float> logits = backend.ClassifierLogits(classifier, head).Slice(window * _classes, _classes);
        float loss = SoftmaxLosses.CrossEntropy(logits, label, share * factor, 0, _gradient);
        Accumulate(backend, classifier, head, window);
        return loss * share;
    }

    // The same for 1 - p of the label; its gradient is that of the cross-entropy times p.
    private float AddDoubt(IRoutedBackend backend, int classifier, int head, int window, int label, float share, float factor)
    {
        share *= WeightOf(window, label);
        _gradient.AsSpan().Clear();
        ReadOnlySpan<float> logits = backend.ClassifierLogits(classifier, head).Slice(window * _classes, _classes);
        Span<float> p = _probabilities.AsSpan(0, _classes);
        SoftmaxLosses.Softmax(logits, p);
        SoftmaxLosses.CrossEntropy(logits, label, share * factor * p[label], 0, _gradient);
        Accumulate(backend, classifier, head, window);
        return (1 - p[label]) * share;
    }

    private void Accumulate(IRoutedBackend backend, int classifier, int head, int window)
    {
        Span<float> target = backend.ClassifierGradients(classifier, head).Slice(window * _classes, _classes);
        for (int k = 0; k < _classes; k++)
        {
            target[k] += _gradient[k];
        }
    }
}
