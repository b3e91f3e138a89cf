using DiTMoS.Kernels;

namespace DiTMoS.Networks;

/// <summary>Scores windows with a selector and all its classifiers, many at a time.</summary>
internal sealed class RoutedScorer
{
    private const int Chunk = 64;                       // windows per piece of work: eight lane groups

    private readonly Network _selector;
    private readonly IReadOnlyList<Network> _classifiers;
    private readonly ThreadTeam _team;
    private readonly Lazy<Worker>[] _workers;
    private readonly int _classes;

    /// <summary>Prepares scoring; the networks' weights may change between calls.</summary>
    public RoutedScorer(Network selector, IReadOnlyList<Network> classifiers, ThreadTeam team)
    {
        _selector = selector;
        _classifiers = classifiers;
        _team = team;
        _classes = classifiers[0].Spec.Outputs;
        _workers = [.. Enumerable.Range(0, team.Threads).Select(_ => new Lazy<Worker>(() => new Worker(selector, classifiers)))];
    }

    /// <summary>The scores of some windows.</summary>
    /// <param name="samples">Normalised windows, shape (rows, C, L).</param>
    /// <param name="rows">Which of them.</param>
    public RoutedScores Score(ReadOnlyMemory<float> samples, ReadOnlyMemory<int> rows)
    {
        int n = _classifiers.Count;
        var scores = new RoutedScores
        {
            Count = rows.Length,
            Classifiers = n,
            Classes = _classes,
            RoutingLogits = new float[rows.Length * n],
            ClassifierLogits = new float[rows.Length * n * _classes],
        };
        ForEachChunk(rows.Length, (worker, first, count) => worker.Score(samples.Span, rows.Span.Slice(first, count), scores, first));
        return scores;
    }

    /// <summary>What each classifier's convolutions make of some windows: one array a classifier, shape (rows, flattened length).</summary>
    /// <param name="samples">Normalised windows, shape (all rows, C, L).</param>
    /// <param name="rows">Which of them.</param>
    public float[][] Features(ReadOnlyMemory<float> samples, ReadOnlyMemory<int> rows)
    {
        int width = _classifiers[0].Spec.FlattenedLength;
        float[][] features = [.. _classifiers.Select(_ => new float[rows.Length * width])];
        ForEachChunk(rows.Length, (worker, first, count) => worker.Features(samples.Span, rows.Span.Slice(first, count), features, first));
        return features;
    }

    private void ForEachChunk(int count, Action<Worker, int, int> score)
    {
        int chunks = (count + Chunk - 1) / Chunk;
        int parts = Math.Min(_team.Threads, chunks);
        _team.Run(parts, part =>
        {
            for (int c = part; c < chunks; c += parts)
            {
                int first = c * Chunk;
                score(_workers[part].Value, first, Math.Min(Chunk, count - first));
            }
        });
    }

    private sealed class Worker(Network selector, IReadOnlyList<Network> classifiers)
    {
        private readonly LaneBatch _batch = new(Chunk, selector.Spec.Channels, selector.Spec.Length);
        private readonly NetworkPass _selector = new(selector, Chunk, gradients: false);
        private readonly NetworkPass[] _classifiers = [.. classifiers.Select(c => new NetworkPass(c, Chunk, gradients: false))];

        public void Score(ReadOnlySpan<float> samples, ReadOnlySpan<int> rows, RoutedScores scores, int first)
        {
            int n = scores.Classifiers;
            int k = scores.Classes;
            _batch.Load(samples, rows);
            _selector.Forward(_batch, training: false, null);
            int outputs = _selector.Network.Spec.Outputs;
            ReadOnlySpan<float> routing = _selector.Logits();
            for (int b = 0; b < rows.Length; b++)
            {
                routing.Slice(b * outputs, n).CopyTo(scores.RoutingLogits.AsSpan((first + b) * n));
            }

            for (int i = 0; i < n; i++)
            {
                _classifiers[i].Forward(_batch, training: false, _selector);
                ReadOnlySpan<float> logits = _classifiers[i].Logits();
                for (int b = 0; b < rows.Length; b++)
                {
                    Span<float> target = scores.ClassifierLogits.AsSpan((((first + b) * n) + i) * k, k);
                    logits.Slice(b * k, k).CopyTo(target);
                    if (outputs > n)                    // the shared base: class logits behind the routing logits
                    {
                        ReadOnlySpan<float> shared = routing.Slice((b * outputs) + n, k);
                        for (int j = 0; j < k; j++)
                        {
                            target[j] += shared[j];
                        }
                    }
                }
            }
        }

        public void Features(ReadOnlySpan<float> samples, ReadOnlySpan<int> rows, float[][] features, int first)
        {
            _batch.Load(samples, rows);
            _selector.Forward(_batch, training: false, null, featuresOnly: true);
            for (int i = 0; i < _classifiers.Length; i++)
            {
                NetworkSpec spec = _classifiers[i].Network.Spec;
                _classifiers[i].Forward(_batch, training: false, _selector, featuresOnly: true);
                _classifiers[i].BlockOutput(spec.Blocks.Count - 1).CopyWindows(features[i].AsSpan(first * spec.FlattenedLength, rows.Length * spec.FlattenedLength));
            }
        }
    }
}
