using System.Runtime.Intrinsics;
using DiTMoS.Kernels;

namespace DiTMoS.Networks;

/// <summary>One window's activations in networks of one shape, and the pass over them.</summary>
/// <remarks>
/// Gives what <see cref="NetworkPass"/> gives for the same window, bit for bit, at an eighth of its cost: there, eight windows share each vector.
/// All memory is allocated here, once.
/// </remarks>
internal sealed unsafe class WindowPass
{
    private const int Lanes = WindowTensor.Lanes;

    private readonly LaneArena _arena = new();          // owns what all tensors point to
    private readonly NetworkSpec _spec;
    private readonly WindowTensor _input;               // behind the input norm, where that is not folded
    private readonly WindowTensor[] _outputs;
    private readonly bool[] _aggregates;                // by block
    private readonly float* _flat;
    private readonly float* _hidden;
    private readonly float[] _logits;                   // pinned, padded to whole vectors

    /// <summary>Reserves memory for networks of one shape.</summary>
    /// <param name="spec">The shape.</param>
    /// <param name="reader">The shape of networks that aggregate the outputs of this one's blocks; null where none do.</param>
    public WindowPass(NetworkSpec spec, NetworkSpec? reader = null)
    {
        _spec = spec;
        _input = InputNorm.Folds(spec) ? default : WindowTensor.ChannelMajor(_arena, spec.Channels, spec.Length, spec.Blocks[0].Padding);
        _outputs = [.. Enumerable.Range(0, spec.Blocks.Count).Select(b => Output(b, reader))];
        _aggregates = [.. spec.AggregatedChannels.Select(channels => channels > 0)];
        _flat = _arena.Floats(spec.FlattenedLength);
        _hidden = _arena.Floats(spec.HiddenUnits + Lanes);
        _logits = GC.AllocateArray<float>(spec.Outputs + Lanes, pinned: true);
    }

    /// <summary>The logits of the last pass, shape (outputs).</summary>
    public ReadOnlySpan<float> Logits => _logits.AsSpan(0, _spec.Outputs);

    /// <summary>The pooled output of block <paramref name="block"/>: what other networks aggregate.</summary>
    public WindowTensor BlockOutput(int block) => _outputs[block];

    /// <summary>Computes the logits of one window.</summary>
    /// <param name="samples">The normalised window, (C, L), channel-major without margins.</param>
    /// <param name="network">A network of this shape.</param>
    /// <param name="features">The pass whose block outputs the aggregating blocks read; null where none aggregate.</param>
    /// <param name="scratch">Room for <see cref="ScratchFor"/> floats, 64-byte aligned; passes may share it.</param>
    public void Forward(WindowTensor samples, PackedNetwork network, WindowPass? features, float* scratch)
    {
        WindowTensor x = samples;
        if (_input.Channels > 0)
        {
            Normalise(samples, network);
            x = _input;
        }

        for (int b = 0; b < _outputs.Length; b++)
        {
            WindowTensor added = _aggregates[b] ? features!.BlockOutput(b - 1) : default;
            WindowConv1D.Forward(x, added, network.Blocks[b], _outputs[b], scratch);
            x = _outputs[b];
        }

        x.CopyTo(_flat);
        WindowLinear.Forward(_flat, network.Hidden, _hidden);
        for (int i = 0; i < network.Hidden.Width; i += Lanes)
        {
            Vector256.Max(Vector256.Load(_hidden + i), Vector256<float>.Zero).Store(_hidden + i);
        }

        fixed (float* logits = _logits)
        {
            WindowLinear.Forward(_hidden, network.Output, logits);
        }

        GC.KeepAlive(network);                          // whose memory only pointers have led to
        GC.KeepAlive(features);
        GC.KeepAlive(this);
    }

    /// <summary>Floats of scratch for networks of a shape.</summary>
    public static long ScratchFor(NetworkSpec spec) =>
        Enumerable.Range(0, spec.Blocks.Count).Max(b => WindowConv1D.ScratchFor(spec.Blocks[b].OutputLength(spec.InputLength(b)), spec.Blocks[b].Pool));

    // The margin serves whoever reads the output next: this network's next block and the reader's.
    private WindowTensor Output(int block, NetworkSpec? reader)
    {
        BlockSpec spec = _spec.Blocks[block];
        int length = spec.OutputLength(_spec.InputLength(block));
        int width = PackedConv1D.WidthFor(spec.OutputChannels, spec.Groups);
        return WindowTensor.ChannelsLast(_arena, spec.OutputChannels, width, length, Math.Max(PaddingOf(_spec, block + 1), PaddingOf(reader, block + 1)));
    }

    private static int PaddingOf(NetworkSpec? spec, int block) => spec is not null && block < spec.Blocks.Count ? spec.Blocks[block].Padding : 0;

    private void Normalise(WindowTensor samples, PackedNetwork network)
    {
        for (int c = 0; c < samples.Channels; c++)
        {
            Vector256<float> scale = Vector256.Create(network.InputScale[c]);
            Vector256<float> shift = Vector256.Create(network.InputShift[c]);
            float* source = samples.At(c, 0);
            float* target = _input.At(c, 0);
            int t = 0;
            for (; t <= samples.Length - Lanes; t += Lanes)
            {
                Vector256.MultiplyAddEstimate(Vector256.Load(source + t), scale, shift).Store(target + t);
            }

            for (; t < samples.Length; t++)
            {
                target[t] = Vector256.MultiplyAddEstimate(Vector256.Create(source[t]), scale, shift).ToScalar();
            }
        }
    }
}
