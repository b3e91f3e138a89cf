using DiTMoS.Kernels;

namespace DiTMoS.Networks;

/// <summary>One network's activations and gradients for batches of at most a given size, and the passes over them.</summary>
/// <remarks>
/// <para>All memory is allocated here, once; passes allocate nothing. A pass may be split over a <see cref="ThreadTeam"/> by channels.</para>
/// <para>
/// Norms cost little: the input norm is folded into the first convolution's weights (the batch statistics are the same for all networks and come
/// with the batch), the other norms, their ReLU and their pooling are one pass over each row. A convolution's bias in front of a norm has no
/// gradient: the norm takes every constant away.
/// </para>
/// <para>The hidden and the output layer may be evaluated several times with dropout masks of their own, on one pass of the convolutions.</para>
/// </remarks>
internal sealed unsafe partial class NetworkPass
{
    private const int Lanes = LaneTensor.Lanes;

    private readonly LaneArena _arena = new();          // owns what all tensors point to
    private readonly NetworkSpec _spec;
    private readonly bool _foldedInput;
    private readonly Block[] _blocks;
    private readonly Head[] _heads;
    private readonly LaneTensor _flat;
    private readonly LaneTensor _dFlat;
    private readonly float* _transposed;
    private readonly Action<int> _forwardItem;
    private readonly Action<int> _normItem;
    private readonly Action<int> _inputItem;

    private LaneBatch _batch;
    private bool _training;
    private float _keptMomentum;
    private int _current;

    /// <summary>Reserves memory for passes over <paramref name="network"/>.</summary>
    /// <param name="network">The network; its weights are read, its running statistics are moved by training passes.</param>
    /// <param name="windows">The largest batch.</param>
    /// <param name="gradients">Whether backward passes are wanted.</param>
    /// <param name="heads">How many times the hidden and output layers are evaluated. Default 1.</param>
    /// <param name="featureGradients">Whether gradients of aggregated inputs are wanted too. Default false.</param>
    public NetworkPass(Network network, int windows, bool gradients, int heads = 1, bool featureGradients = false)
    {
        Network = network;
        _spec = network.Spec;
        int groups = (windows + Lanes - 1) / Lanes;
        LaneArena arena = _arena;
        _batch = null!;                                 // set by every forward pass before anything reads it
        _foldedInput = InputNorm.Folds(_spec);
        _blocks = new Block[_spec.Blocks.Count];
        for (int b = 0; b < _blocks.Length; b++)
        {
            _blocks[b] = new Block(network, b, groups, arena, gradients, featureGradients, _foldedInput);
        }

        BlockSpec last = _spec.Blocks[^1];
        _flat = arena.Tensor(groups, last.OutputChannels, _spec.InputLength(_blocks.Length));
        _dFlat = gradients ? arena.Tensor(groups, last.OutputChannels, _flat.Length) : default;
        _heads = new Head[heads];
        for (int p = 0; p < heads; p++)
        {
            _heads[p] = new Head(_spec, groups, windows, arena, gradients);
        }

        _transposed = arena.Floats((Math.Max(_spec.FlattenedLength, _spec.HiddenUnits) + Lanes) * (long)Lanes);
        Gradients = gradients ? GC.AllocateArray<float>(network.Values.Length, pinned: true) : [];
        _forwardItem = ForwardItem;
        _normItem = NormItem;
        _inputItem = InputItem;
    }

    /// <summary>The network that this computes.</summary>
    public Network Network { get; }

    /// <summary>Gradients of all trained values after a backward pass, laid out as <see cref="Network.Values"/>.</summary>
    public float[] Gradients { get; }

    /// <summary>The logits of one evaluation of the output layer, shape (N, outputs).</summary>
    public Span<float> Logits(int head = 0) => _heads[head].Logits.AsSpan(0, _batch.Count * _spec.Outputs);

    /// <summary>Where the gradients of those logits are to be written, shape (N, outputs).</summary>
    public Span<float> LogitGradients(int head = 0) => _heads[head].LogitGradients.AsSpan(0, _batch.Count * _spec.Outputs);

    /// <summary>The pooled output of block <paramref name="block"/>, (G, O, L): what other networks aggregate.</summary>
    public LaneTensor BlockOutput(int block) =>
        (block == _blocks.Length - 1 ? _flat : _blocks[block + 1].Input.Rows(0, _blocks[block].Spec.OutputChannels)).WithGroups(_batch.Groups);

    /// <summary>The gradient of the aggregated inputs of block <paramref name="block"/>, (G, aggregated channels, L).</summary>
    public LaneTensor AggregatedGradient(int block) =>
        _blocks[block].DInput.Rows(_spec.OwnChannels(block), _spec.AggregatedChannels[block]).WithGroups(_batch.Groups);

    private float* Value(string name, int offset = 0)
    {
        ParameterEntry entry = Network.Table[name];
        return (float*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref Network.Values[entry.Offset + offset]);
    }

    private static void ForEachChannelBlock(ThreadTeam? team, int channels, Action<int> item)
    {
        int items = (channels + Conv1D.OutputBlock - 1) / Conv1D.OutputBlock;
        if (team != null)
        {
            team.Run(items, item);
            return;
        }

        for (int i = 0; i < items; i++)
        {
            item(i);
        }
    }

    // Everything that one convolution block owns. Pointers lead into the network's pinned arrays.
    private sealed class Block
    {
        public readonly BlockSpec Spec;
        public readonly LaneTensor Input;               // all input channels; the margin is the padding
        public readonly LaneTensor Convolved;
        public readonly LaneTensor DConvolved;
        public readonly LaneTensor DInput;
        public readonly float* Reversed;
        public readonly float* FoldedWeights;
        public readonly float* FoldedBias;
        public readonly int Weights;                    // offsets into the flat arrays
        public readonly int Bias;
        public readonly int NormWeight;
        public readonly int NormBias;
        public readonly int RunningMean;
        public readonly int RunningVariance;
        public readonly int InputChannels;
        public readonly int GradientChannels;           // input channels that a gradient is wanted for
        public readonly float[] Mean;
        public readonly float[] InverseDeviation;

        public Block(Network network, int index, int groups, LaneArena arena, bool gradients, bool featureGradients, bool foldedInput)
        {
            NetworkSpec spec = network.Spec;
            Spec = spec.Blocks[index];
            InputChannels = spec.InputChannels(index);
            int length = spec.InputLength(index);
            bool folded = index == 0 && foldedInput;
            Input = folded ? default : arena.Tensor(groups, InputChannels, length, Spec.Padding);
            Convolved = arena.Tensor(groups, Spec.OutputChannels, Spec.ConvolvedLength(length));
            if (folded)
            {
                FoldedWeights = arena.Floats((long)Spec.OutputChannels * InputChannels * Spec.Kernel);
                FoldedBias = arena.Floats(Spec.OutputChannels);
            }

            if (gradients)
            {
                int margin = Spec.Stride == 1 ? Math.Max(0, Spec.Kernel - 1 - Spec.Padding) : 0;
                DConvolved = arena.Tensor(groups, Spec.OutputChannels, Convolved.Length, margin);
                if (!folded)
                {
                    GradientChannels = featureGradients ? InputChannels : spec.OwnChannels(index);
                    DInput = arena.Tensor(groups, InputChannels, length);
                    Reversed = arena.Floats((long)Spec.OutputChannels * (InputChannels / Spec.Groups) * Spec.Kernel);
                }
            }

            string name = $"block{index + 1}";
            Weights = network.Table[$"{name}.conv.weight"].Offset;
            Bias = network.Table[$"{name}.conv.bias"].Offset;
            NormWeight = network.Table[$"{name}.norm.weight"].Offset;
            NormBias = network.Table[$"{name}.norm.bias"].Offset;
            RunningMean = network.Table[$"{name}.norm.running_mean"].Offset;
            RunningVariance = network.Table[$"{name}.norm.running_var"].Offset;
            Mean = new float[Spec.OutputChannels];
            InverseDeviation = new float[Spec.OutputChannels];
        }
    }

    // One evaluation of the hidden and the output layer.
    private sealed class Head
    {
        public readonly LaneTensor Flat;                // after dropout
        public readonly LaneTensor Hidden;              // after ReLU and dropout
        public readonly LaneTensor Output;
        public readonly LaneTensor FlatMask;
        public readonly LaneTensor HiddenMask;
        public readonly LaneTensor DHidden;
        public readonly LaneTensor DOutput;
        public readonly LaneTensor DFlat;
        public readonly float[] Logits;
        public readonly float[] LogitGradients;

        public Head(NetworkSpec spec, int groups, int windows, LaneArena arena, bool gradients)
        {
            Flat = arena.Tensor(groups, spec.FlattenedLength, 1);
            Hidden = arena.Tensor(groups, spec.HiddenUnits, 1);
            Output = arena.Tensor(groups, spec.Outputs, 1);
            Logits = new float[windows * spec.Outputs];
            LogitGradients = gradients ? new float[windows * spec.Outputs] : [];
            if (spec.Dropout > 0)
            {
                FlatMask = arena.Tensor(groups, spec.FlattenedLength, 1);
                HiddenMask = arena.Tensor(groups, spec.HiddenUnits, 1);
            }

            if (gradients)
            {
                DHidden = arena.Tensor(groups, spec.HiddenUnits, 1);
                DOutput = arena.Tensor(groups, spec.Outputs, 1);
                DFlat = arena.Tensor(groups, spec.FlattenedLength, 1);
            }
        }
    }
}
