using System.Runtime.Intrinsics;
using DiTMoS.Kernels;

namespace DiTMoS.Networks;

internal sealed unsafe partial class NetworkPass
{
    private IReadOnlyList<NetworkPass>? _readers;

    /// <summary>Computes <see cref="Gradients"/> from <see cref="LogitGradients"/>, after a forward pass in training mode.</summary>
    /// <param name="readers">Networks that aggregated this one's block outputs and have passed backward already; their gradients are added. Null for none.</param>
    /// <param name="team">Splits the work by channels where given.</param>
    public void Backward(IReadOnlyList<NetworkPass>? readers = null, ThreadTeam? team = null)
    {
        _readers = readers;
        BackwardHeads();
        for (int b = _blocks.Length - 1; b >= 0; b--)
        {
            _current = b;
            Block block = _blocks[b];
            ForEachChannelBlock(team, block.Spec.OutputChannels, _normItem);
            if (block.GradientChannels == 0)
            {
                FoldedInputGradients(block);
                continue;
            }

            fixed (float* v = Network.Values)
            {
                Conv1D.ReverseWeights(v + block.Weights, block.Spec.OutputChannels, block.InputChannels, block.Spec.Kernel, block.Spec.Groups, block.Reversed);
            }

            ForEachChannelBlock(team, block.GradientChannels, _inputItem);
            if (b == 0)
            {
                InputNormGradients(block);
            }
        }
    }

    private void BackwardHeads()
    {
        int hiddenWeights = Network.Table["hidden.weight"].Offset;
        Gradients.AsSpan(hiddenWeights).Clear();        // hidden and output layers come last and are summed over heads and groups
        for (int g = 0; g < _batch.Groups; g++)
        {
            new Span<float>(_dFlat.Row(g, 0), _spec.FlattenedLength * Lanes).Clear();
        }

        foreach (Head head in _heads)
        {
            BackwardHead(head);
        }
    }

    private void BackwardHead(Head head)
    {
        ReadOnlySpan<float> gradients = head.LogitGradients.AsSpan(0, _batch.Count * _spec.Outputs);
        if (!gradients.ContainsAnyExcept(0f))
        {
            return;                                     // this evaluation carried no loss
        }

        bool drop = _spec.Dropout > 0;
        int hidden = _spec.HiddenUnits * Lanes;
        int flattened = _spec.FlattenedLength * Lanes;
        fixed (float* d = Gradients)
        {
            float* hiddenWeight = d + Network.Table["hidden.weight"].Offset;
            float* hiddenBias = d + Network.Table["hidden.bias"].Offset;
            float* outputWeight = d + Network.Table["output.weight"].Offset;
            float* outputBias = d + Network.Table["output.bias"].Offset;
            for (int g = 0; g < _batch.Groups; g++)
            {
                float* dOutput = head.DOutput.Row(g, 0);
                new Span<float>(dOutput, _spec.Outputs * Lanes).Clear();
                int filled = Math.Min(Lanes, _batch.Count - (g * Lanes));
                for (int b = 0; b < filled; b++)
                {
                    ReadOnlySpan<float> row = gradients.Slice(((g * Lanes) + b) * _spec.Outputs, _spec.Outputs);
                    for (int j = 0; j < row.Length; j++)
                    {
                        dOutput[(j * Lanes) + b] = row[j];
                    }
                }

                float* h = head.Hidden.Row(g, 0);
                float* dHidden = head.DHidden.Row(g, 0);
                new Span<float>(dHidden, hidden).Clear();
                Linear.BackwardWeights(h, dOutput, outputWeight, outputBias, _transposed, _spec.HiddenUnits, _spec.Outputs);
                Linear.BackwardInput(dOutput, Value("output.weight"), dHidden, _spec.HiddenUnits, _spec.Outputs);
                if (drop)
                {
                    Dropout.Apply(dHidden, head.HiddenMask.Row(g, 0), dHidden, hidden);
                }

                for (int i = 0; i < hidden; i += Lanes)     // a hidden value that ReLU or dropout silenced is zero
                {
                    (Vector256.Load(dHidden + i) & Vector256.GreaterThan(Vector256.Load(h + i), Vector256<float>.Zero)).Store(dHidden + i);
                }

                float* flat = drop ? head.Flat.Row(g, 0) : _flat.Row(g, 0);
                Linear.BackwardWeights(flat, dHidden, hiddenWeight, hiddenBias, _transposed, _spec.FlattenedLength, _spec.HiddenUnits);
                float* dFlat = _dFlat.Row(g, 0);
                if (!drop)
                {
                    Linear.BackwardInput(dHidden, Value("hidden.weight"), dFlat, _spec.FlattenedLength, _spec.HiddenUnits);
                    continue;
                }

                float* own = head.DFlat.Row(g, 0);
                new Span<float>(own, flattened).Clear();
                Linear.BackwardInput(dHidden, Value("hidden.weight"), own, _spec.FlattenedLength, _spec.HiddenUnits);
                float* mask = head.FlatMask.Row(g, 0);
                for (int i = 0; i < flattened; i += Lanes)
                {
                    Vector256.MultiplyAddEstimate(Vector256.Load(own + i), Vector256.Load(mask + i), Vector256.Load(dFlat + i)).Store(dFlat + i);
                }
            }
        }
    }

    private LaneTensor OutputGradient(int block) =>
        (block == _blocks.Length - 1 ? _dFlat : _blocks[block + 1].DInput.Rows(0, _blocks[block].Spec.OutputChannels)).WithGroups(_batch.Groups);

    // dy, norm gradients and weight gradients of four output channels of the current block.
    private void NormItem(int item)
    {
        Block block = _blocks[_current];
        BlockSpec spec = block.Spec;
        int first = item * Conv1D.OutputBlock;
        int count = Math.Min(Conv1D.OutputBlock, spec.OutputChannels - first);
        LaneTensor y = block.Convolved.WithGroups(_batch.Groups);
        LaneTensor dy = block.DConvolved.WithGroups(_batch.Groups);
        LaneTensor dOutput = OutputGradient(_current);
        float[] values = Network.Values;
        for (int o = first; o < first + count; o++)
        {
            (Gradients[block.NormWeight + o], Gradients[block.NormBias + o]) = NormReluPool.Backward(
                y,
                dOutput,
                dy,
                o,
                _batch.Count,
                block.Mean[o],
                block.InverseDeviation[o],
                values[block.NormWeight + o],
                values[block.NormBias + o],
                spec.Pool,
                spec.PoolKind == PoolKind.Average);
        }

        fixed (float* d = Gradients)
        {
            Conv1D.BackwardWeights(ConvolutionInput(_current), dy, d + block.Weights, spec.Kernel, spec.Stride, spec.Padding, spec.Groups, first, count);
        }
    }

    // Gradient of four input channels of the current block, those of aggregating networks added in their order.
    private void InputItem(int item)
    {
        Block block = _blocks[_current];
        BlockSpec spec = block.Spec;
        int first = item * Conv1D.OutputBlock;
        int count = Math.Min(Conv1D.OutputBlock, block.GradientChannels - first);
        LaneTensor dx = block.DInput.WithGroups(_batch.Groups);
        Conv1D.BackwardInput(block.DConvolved.WithGroups(_batch.Groups), block.Reversed, dx, spec.Kernel, spec.Stride, spec.Padding, spec.Groups, first, count);
        if (_readers == null || _current == 0)
        {
            return;
        }

        for (int i = 0; i < _readers.Count; i++)        // an enumerator of the interface would be allocated
        {
            NetworkPass reader = _readers[i];
            if (reader._spec.AggregatedChannels[_current] == 0)
            {
                continue;
            }

            LaneTensor added = reader.AggregatedGradient(_current);
            for (int g = 0; g < added.Groups; g++)
            {
                for (int c = first; c < first + count; c++)
                {
                    float* p = dx.Row(g, c);
                    float* q = added.Row(g, c);
                    for (int t = 0; t < dx.Length * Lanes; t += Lanes)
                    {
                        (Vector256.Load(p + t) + Vector256.Load(q + t)).Store(p + t);
                    }
                }
            }
        }
    }

    // The first convolution read x̂ with weights w·γ: its weight gradient so far is that of w·γ.
    private void FoldedInputGradients(Block block)
    {
        int channels = _spec.Channels;
        int taps = block.Spec.Kernel;
        int normWeight = Network.Table["input.norm.weight"].Offset;
        float[] values = Network.Values;
        Gradients.AsSpan(normWeight, channels).Clear();
        for (int o = 0; o < block.Spec.OutputChannels; o++)
        {
            for (int c = 0; c < channels; c++)
            {
                int row = block.Weights + (((o * channels) + c) * taps);
                float gamma = values[normWeight + c];
                float sum = 0;
                for (int k = 0; k < taps; k++)
                {
                    sum += values[row + k] * Gradients[row + k];
                    Gradients[row + k] *= gamma;
                }

                Gradients[normWeight + c] += sum;
            }
        }
    }

    private void InputNormGradients(Block block)
    {
        int normWeight = Network.Table["input.norm.weight"].Offset;
        int normBias = Network.Table["input.norm.bias"].Offset;
        LaneTensor dx = block.DInput.WithGroups(_batch.Groups);
        LaneTensor hat = _batch.Standardised;
        for (int c = 0; c < _spec.Channels; c++)
        {
            float weight = 0;
            float bias = 0;
            for (int g = 0; g < dx.Groups; g++)
            {
                Vector256<float> products = default;
                Vector256<float> sums = default;
                float* p = dx.Row(g, c);
                float* q = hat.Row(g, c);
                for (int t = 0; t < dx.Length * Lanes; t += Lanes)
                {
                    Vector256<float> d = Vector256.Load(p + t);
                    sums += d;
                    products = Vector256.MultiplyAddEstimate(d, Vector256.Load(q + t), products);
                }

                weight += Vector256.Sum(products);
                bias += Vector256.Sum(sums);
            }

            Gradients[normWeight + c] = weight;
            Gradients[normBias + c] = bias;
        }
    }
}
