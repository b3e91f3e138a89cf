using DiTMoS.Kernels;

namespace DiTMoS.Networks;

/// <summary>Scores windows with one network, many at a time.</summary>
internal sealed class NetworkScorer
{
    private const int Chunk = 64;

    private readonly Network _network;
    private readonly ThreadTeam _team;
    private readonly Lazy<(LaneBatch Batch, NetworkPass Pass)>[] _workers;

    /// <summary>Prepares scoring; the network's weights may change between calls.</summary>
    public NetworkScorer(Network network, ThreadTeam team)
    {
        _network = network;
        _team = team;
        _workers = [.. Enumerable.Range(0, team.Threads).Select(_ => new Lazy<(LaneBatch, NetworkPass)>(() =>
            (new LaneBatch(Chunk, network.Spec.Channels, network.Spec.Length), new NetworkPass(network, Chunk, gradients: false))))];
    }

    /// <summary>The logits of some windows, shape (rows, outputs).</summary>
    /// <param name="samples">Normalised windows, shape (all rows, C, L).</param>
    /// <param name="rows">Which of them.</param>
    public float[] Logits(ReadOnlyMemory<float> samples, ReadOnlyMemory<int> rows)
    {
        int outputs = _network.Spec.Outputs;
        var logits = new float[rows.Length * outputs];
        ForEachChunk(samples, rows, featuresOnly: false, (pass, first, count) => pass.Logits().CopyTo(logits.AsSpan(first * outputs, count * outputs)));
        return logits;
    }

    /// <summary>The flattened output of the last block for some windows, shape (rows, flattened length).</summary>
    /// <param name="samples">Normalised windows, shape (all rows, C, L).</param>
    /// <param name="rows">Which of them.</param>
    public float[] Features(ReadOnlyMemory<float> samples, ReadOnlyMemory<int> rows)
    {
        int width = _network.Spec.FlattenedLength;
        int last = _network.Spec.Blocks.Count - 1;
        var features = new float[rows.Length * width];
        ForEachChunk(samples, rows, featuresOnly: true, (pass, first, count) => pass.BlockOutput(last).CopyWindows(features.AsSpan(first * width, count * width)));
        return features;
    }

    private void ForEachChunk(ReadOnlyMemory<float> samples, ReadOnlyMemory<int> rows, bool featuresOnly, Action<NetworkPass, int, int> read)
    {
        int chunks = (rows.Length + Chunk - 1) / Chunk;
        int parts = Math.Min(_team.Threads, chunks);
        _team.Run(parts, part =>
        {
            (LaneBatch batch, NetworkPass pass) = _workers[part].Value;
            for (int c = part; c < chunks; c += parts)
            {
                int first = c * Chunk;
                int count = Math.Min(Chunk, rows.Length - first);
                batch.Load(samples.Span, rows.Span.Slice(first, count));
                pass.Forward(batch, training: false, null, featuresOnly: featuresOnly);
                read(pass, first, count);
            }
        });
    }
}
