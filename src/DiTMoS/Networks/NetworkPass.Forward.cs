using System.Runtime.Intrinsics;
using DiTMoS.Kernels;

namespace DiTMoS.Networks;

internal sealed unsafe partial class NetworkPass
{
    /// <summary>PyTorch's momentum of running statistics.</summary>
    public const float StatisticsMomentum = 0.1f;

    /// <summary>Computes the logits of a batch.</summary>
    /// <param name="batch">The windows; standardised already when <paramref name="training"/>.</param>
    /// <param name="training">Batch statistics and dropout, as opposed to running statistics and none.</param>
    /// <param name="features">The network whose block outputs the aggregating blocks read, after its own forward pass; null where none aggregate.</param>
    /// <param name="dropoutKey">The key of this pass's dropout masks.</param>
    /// <param name="statisticsUpdates">How many times this batch moves the running statistics. Default 1.</param>
    /// <param name="team">Splits the work by channels where given.</param>
    /// <param name="featuresOnly">Whether the hidden and output layers are left out. Default false.</param>
    public void Forward(
        LaneBatch batch,
        bool training,
        NetworkPass? features,
        ulong dropoutKey = 0,
        int statisticsUpdates = 1,
        ThreadTeam? team = null,
        bool featuresOnly = false)
    {
        _batch = batch;
        _training = training;
        _keptMomentum = MathF.Pow(1 - StatisticsMomentum, statisticsUpdates);
        PrepareInput();
        for (int b = 0; b < _blocks.Length; b++)
        {
            if (_spec.AggregatedChannels[b] > 0)
            {
                CopyFeatures(features!.BlockOutput(b - 1), b);
            }

            _current = b;
            ForEachChannelBlock(team, _blocks[b].Spec.OutputChannels, _forwardItem);
        }

        int heads = featuresOnly ? 0 : training ? _heads.Length : 1;        // without dropout all are the same
        for (int p = 0; p < heads; p++)
        {
            ForwardHead(_heads[p], dropoutKey + ((ulong)p * 0xA0761D6478BD642F));
        }
    }

    // The input norm: folded into the first convolution where nothing is padded, else applied to the samples.
    private void PrepareInput()
    {
        Block block = _blocks[0];
        int channels = _spec.Channels;
        Span<float> scale = stackalloc float[channels];
        Span<float> shift = stackalloc float[channels];
        if (_training)
        {
            Network["input.norm.weight"].CopyTo(scale);             // the samples are standardised already
            Network["input.norm.bias"].CopyTo(shift);
            MoveInputStatistics();
        }
        else
        {
            InputNorm.Inference(Network, scale, shift);
        }

        if (_foldedInput)
        {
            int outputs = block.Spec.OutputChannels;
            InputNorm.Fold(Network, scale, shift, new Span<float>(block.FoldedWeights, outputs * channels * block.Spec.Kernel), new Span<float>(block.FoldedBias, outputs));
            return;
        }

        LaneTensor source = _training ? _batch.Standardised : _batch.Samples;
        for (int g = 0; g < source.Groups; g++)
        {
            for (int c = 0; c < channels; c++)
            {
                Vector256<float> s = Vector256.Create(scale[c]);
                Vector256<float> b = Vector256.Create(shift[c]);
                float* p = source.Row(g, c);
                float* q = block.Input.Row(g, c);
                for (int t = 0; t < source.Length; t++)
                {
                    Vector256.MultiplyAddEstimate(Vector256.Load(p + ((long)t * Lanes)), s, b).Store(q + ((long)t * Lanes));
                }
            }
        }
    }

    private void MoveInputStatistics()
    {
        int runningMean = Network.Table["input.norm.running_mean"].Offset;
        int runningVariance = Network.Table["input.norm.running_var"].Offset;
        for (int c = 0; c < _spec.Channels; c++)
        {
            MoveStatistics(Network.Statistics, runningMean + c, runningVariance + c, _batch.Mean[c], _batch.Variance[c], (long)_batch.Count * _spec.Length);
        }
    }

    private LaneTensor ConvolutionInput(int block) =>
        block == 0 && _foldedInput
            ? (_training ? _batch.Standardised : _batch.Samples)
            : _blocks[block].Input.WithGroups(_batch.Groups);

    private void CopyFeatures(LaneTensor features, int block)
    {
        LaneTensor target = _blocks[block].Input;
        int own = _spec.OwnChannels(block);
        for (int g = 0; g < features.Groups; g++)
        {
            for (int c = 0; c < features.Channels; c++)
            {
                new Span<float>(features.Row(g, c), features.Length * Lanes).CopyTo(new Span<float>(target.Row(g, own + c), features.Length * Lanes));
            }
        }
    }

    // Convolution, statistics, norm, ReLU and pooling of four channels of the current block.
    private void ForwardItem(int item)
    {
        Block block = _blocks[_current];
        BlockSpec spec = block.Spec;
        int first = item * Conv1D.OutputBlock;
        int count = Math.Min(Conv1D.OutputBlock, spec.OutputChannels - first);
        LaneTensor y = block.Convolved.WithGroups(_batch.Groups);
        LaneTensor output = BlockOutput(_current);
        float[] values = Network.Values;
        fixed (float* v = values)
        {
            bool folded = _current == 0 && _foldedInput;
            float* weights = folded ? block.FoldedWeights : v + block.Weights;
            float* bias = folded ? block.FoldedBias : _training ? null : v + block.Bias;
            Conv1D.Forward(ConvolutionInput(_current), weights, bias, y, spec.Kernel, spec.Stride, spec.Padding, spec.Groups, first, count);
        }

        for (int o = first; o < first + count; o++)
        {
            float mean;
            float variance;
            if (_training)
            {
                (mean, variance) = NormReluPool.Statistics(y, o, _batch.Count);
                MoveStatistics(Network.Statistics, block.RunningMean + o, block.RunningVariance + o, mean + (_current == 0 && _foldedInput ? 0 : values[block.Bias + o]), variance, (long)_batch.Count * y.Length);
            }
            else
            {
                mean = Network.Statistics[block.RunningMean + o];
                variance = Network.Statistics[block.RunningVariance + o];
            }

            block.Mean[o] = mean;
            block.InverseDeviation[o] = 1 / MathF.Sqrt(variance + NormReluPool.Epsilon);
            float scale = values[block.NormWeight + o] * block.InverseDeviation[o];
            NormReluPool.Forward(y, output, o, mean, scale, values[block.NormBias + o], spec.Pool, spec.PoolKind == PoolKind.Average);
        }
    }

    // Exponential average with the unbiased variance, repeated as often as the recipe passes the same batch.
    private void MoveStatistics(float[] statistics, int meanIndex, int varianceIndex, float mean, float variance, long count)
    {
        float unbiased = count > 1 ? variance * (count / (float)(count - 1)) : variance;
        statistics[meanIndex] = (statistics[meanIndex] * _keptMomentum) + (mean * (1 - _keptMomentum));
        statistics[varianceIndex] = (statistics[varianceIndex] * _keptMomentum) + (unbiased * (1 - _keptMomentum));
    }

    private void ForwardHead(Head head, ulong dropoutKey)
    {
        int groups = _batch.Groups;
        bool drop = _training && _spec.Dropout > 0;
        int flattened = _spec.FlattenedLength * Lanes;
        int hidden = _spec.HiddenUnits * Lanes;
        if (drop)
        {
            Dropout.Mask(head.FlatMask.Row(0, 0), groups * flattened, _spec.Dropout, dropoutKey);
            Dropout.Mask(head.HiddenMask.Row(0, 0), groups * hidden, _spec.Dropout, ~dropoutKey);
        }

        for (int g = 0; g < groups; g++)
        {
            float* flat = _flat.Row(g, 0);
            if (drop)
            {
                Dropout.Apply(flat, head.FlatMask.Row(g, 0), head.Flat.Row(g, 0), flattened);
                flat = head.Flat.Row(g, 0);
            }

            float* h = head.Hidden.Row(g, 0);
            Linear.Forward(flat, Value("hidden.weight"), Value("hidden.bias"), h, _spec.FlattenedLength, _spec.HiddenUnits);
            for (int i = 0; i < hidden; i += Lanes)
            {
                Vector256.Max(Vector256.Load(h + i), Vector256<float>.Zero).Store(h + i);
            }

            if (drop)
            {
                Dropout.Apply(h, head.HiddenMask.Row(g, 0), h, hidden);
            }

            float* y = head.Output.Row(g, 0);
            Linear.Forward(h, Value("output.weight"), Value("output.bias"), y, _spec.HiddenUnits, _spec.Outputs);
            int filled = Math.Min(Lanes, _batch.Count - (g * Lanes));
            for (int b = 0; b < filled; b++)
            {
                Span<float> row = head.Logits.AsSpan(((g * Lanes) + b) * _spec.Outputs, _spec.Outputs);
                for (int j = 0; j < row.Length; j++)
                {
                    row[j] = y[(j * Lanes) + b];
                }
            }
        }
    }
}
