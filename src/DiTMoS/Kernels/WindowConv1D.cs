using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DiTMoS.Kernels;

/// <summary>Convolution, norm, ReLU and pooling of a single window: eight output channels share a vector, twelve samples stay in registers.</summary>
/// <remarks>
/// <para>
/// Adds in the order of <see cref="Conv1D"/> (bias, then c, then k, fused where the processor can) and does to each sum what
/// <see cref="NormReluPool"/> does, so results are those of the lane kernels, bit for bit; <see cref="Conv1DReference"/> and
/// <see cref="NormReluPoolReference"/> specify both.
/// </para>
/// <para>The input may lie in two tensors, one behind the other along channels: a classifier's own features and the selector's.</para>
/// </remarks>
internal static unsafe class WindowConv1D
{
    private const int Lanes = WindowTensor.Lanes;
    private const int Long = 12;                        // samples at once: with a weight and a broadcast value, 14 of 16 registers
    private const int Short = 4;                        // for what twelve do not divide

    /// <summary>Floats of scratch that <see cref="Forward"/> needs.</summary>
    /// <param name="outputLength">Output samples after pooling.</param>
    /// <param name="pool">Q.</param>
    public static long ScratchFor(int outputLength, int pool) => (long)outputLength * pool * Lanes;

    /// <summary>Computes all pooled outputs of one window.</summary>
    /// <param name="own">Input channels [0, own.Channels), with a margin of at least P zeros.</param>
    /// <param name="added">The channels behind them, as long and with such a margin; default where there are none.</param>
    /// <param name="conv">Weights, norm and pooling.</param>
    /// <param name="output">Channels-last, (O, T / Q), each sample <see cref="PackedConv1D.WidthFor"/> floats.</param>
    /// <param name="scratch">Room for one vector of outputs before pooling, 64-byte aligned.</param>
    public static void Forward(WindowTensor own, WindowTensor added, PackedConv1D conv, WindowTensor output, float* scratch)
    {
        Debug.Assert(own.Channels + added.Channels == conv.Shape.C && own.Length == conv.Shape.L, "input does not fit");
        Debug.Assert(output.Length == conv.OutputLength && output.SampleStep >= PackedConv1D.WidthFor(conv.Shape.O, conv.Shape.Groups) && output.ChannelStep == 1, "output does not fit");
        for (int group = 0; group < conv.Shape.Groups; group++)
        {
            int first = group * conv.Inputs;
            int split = Math.Clamp(own.Channels - first, 0, conv.Inputs);       // channels of this group that lie in the first tensor
            for (int vector = 0; vector < conv.Vectors; vector++)
            {
                int index = (group * conv.Vectors) + vector;
                Convolve(own, added, first, split, conv, index, scratch);
                Finish(scratch, conv, index, output.At((group * conv.Outputs) + (vector * Lanes), 0), output.SampleStep);
            }
        }
    }

    // Only samples that a whole pooling window takes are computed. The last block may overlap the one before it and writes the same values again.
    private static void Convolve(WindowTensor own, WindowTensor added, int first, int split, PackedConv1D conv, int index, float* sums)
    {
        int samples = conv.OutputLength * conv.Pool;
        float* w = conv.Weights + ((long)index * conv.WeightsPerVector);
        Vector256<float> bias = Vector256.Load(conv.Bias + (index * Lanes));
        for (int t = 0; t < samples;)
        {
            int left = samples - t;
            int block = left > Short && samples >= Long ? Long : samples >= Short ? Short : 1;
            t = Math.Min(t, samples - block);
            float* target = sums + ((long)t * Lanes);
            for (int i = 0; i < block; i++)
            {
                bias.Store(target + (i * Lanes));
            }

            int origin = (t * conv.Shape.Stride) - conv.Shape.Padding;
            if (split > 0)
            {
                Accumulate(own, first, split, origin, w, conv, block, target);
            }

            if (split < conv.Inputs)
            {
                Accumulate(added, first + split - own.Channels, conv.Inputs - split, origin, w + ((long)split * conv.Shape.K * Lanes), conv, block, target);
            }

            t += block;
        }
    }

    private static void Accumulate(WindowTensor x, int first, int channels, int origin, float* w, PackedConv1D conv, int block, float* sums)
    {
        float* p = x.At(first, origin);
        int step = conv.Shape.Stride * x.SampleStep;
        int kernel = conv.Shape.K;
        if (block == Long)
        {
            switch (x.SampleStep, step)
            {
                case (1, 1):
                    TwelveAdjacent(p, channels, x.ChannelStep, w, kernel, sums);
                    break;
                case (Lanes, Lanes):
                    TwelveVectors(p, channels, x.ChannelStep, w, kernel, sums);
                    break;
                default:
                    Twelve(p, channels, x.ChannelStep, x.SampleStep, step, w, kernel, sums);
                    break;
            }
        }
        else if (block == Short)
        {
            Four(p, channels, x.ChannelStep, x.SampleStep, step, w, kernel, sums);
        }
        else
        {
            One(p, channels, x.ChannelStep, x.SampleStep, w, kernel, sums);
        }
    }

    // The steps of recordings and of eight channels are constants to the compiler: twelve addresses are then one register and twelve offsets.
    private static void TwelveAdjacent(float* x, int channels, int channelStep, float* w, int kernel, float* sums) =>
        Twelve(x, channels, channelStep, 1, 1, w, kernel, sums);

    private static void TwelveVectors(float* x, int channels, int channelStep, float* w, int kernel, float* sums) =>
        Twelve(x, channels, channelStep, Lanes, Lanes, w, kernel, sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Twelve(float* x, int channels, int channelStep, int sampleStep, int step, float* w, int kernel, float* sums)
    {
        Vector256<float> a0 = Vector256.Load(sums), a1 = Vector256.Load(sums + 8), a2 = Vector256.Load(sums + 16), a3 = Vector256.Load(sums + 24);
        Vector256<float> a4 = Vector256.Load(sums + 32), a5 = Vector256.Load(sums + 40), a6 = Vector256.Load(sums + 48), a7 = Vector256.Load(sums + 56);
        Vector256<float> a8 = Vector256.Load(sums + 64), a9 = Vector256.Load(sums + 72), a10 = Vector256.Load(sums + 80), a11 = Vector256.Load(sums + 88);
        for (int c = 0; c < channels; c++, x += channelStep)
        {
            float* p = x;
            for (float* end = w + ((long)kernel * Lanes); w < end; w += Lanes, p += sampleStep)
            {
                Vector256<float> v = Vector256.Load(w);
                a0 = Vector256.MultiplyAddEstimate(v, Vector256.Create(p[0]), a0);
                a1 = Vector256.MultiplyAddEstimate(v, Vector256.Create(p[step]), a1);
                a2 = Vector256.MultiplyAddEstimate(v, Vector256.Create(p[2L * step]), a2);
                a3 = Vector256.MultiplyAddEstimate(v, Vector256.Create(p[3L * step]), a3);
                a4 = Vector256.MultiplyAddEstimate(v, Vector256.Create(p[4L * step]), a4);
                a5 = Vector256.MultiplyAddEstimate(v, Vector256.Create(p[5L * step]), a5);
                a6 = Vector256.MultiplyAddEstimate(v, Vector256.Create(p[6L * step]), a6);
                a7 = Vector256.MultiplyAddEstimate(v, Vector256.Create(p[7L * step]), a7);
                a8 = Vector256.MultiplyAddEstimate(v, Vector256.Create(p[8L * step]), a8);
                a9 = Vector256.MultiplyAddEstimate(v, Vector256.Create(p[9L * step]), a9);
                a10 = Vector256.MultiplyAddEstimate(v, Vector256.Create(p[10L * step]), a10);
                a11 = Vector256.MultiplyAddEstimate(v, Vector256.Create(p[11L * step]), a11);
            }
        }

        a0.Store(sums);
        a1.Store(sums + 8);
        a2.Store(sums + 16);
        a3.Store(sums + 24);
        a4.Store(sums + 32);
        a5.Store(sums + 40);
        a6.Store(sums + 48);
        a7.Store(sums + 56);
        a8.Store(sums + 64);
        a9.Store(sums + 72);
        a10.Store(sums + 80);
        a11.Store(sums + 88);
    }

    private static void Four(float* x, int channels, int channelStep, int sampleStep, int step, float* w, int kernel, float* sums)
    {
        Vector256<float> a0 = Vector256.Load(sums), a1 = Vector256.Load(sums + 8), a2 = Vector256.Load(sums + 16), a3 = Vector256.Load(sums + 24);
        for (int c = 0; c < channels; c++, x += channelStep)
        {
            float* p = x;
            for (float* end = w + ((long)kernel * Lanes); w < end; w += Lanes, p += sampleStep)
            {
                Vector256<float> v = Vector256.Load(w);
                a0 = Vector256.MultiplyAddEstimate(v, Vector256.Create(p[0]), a0);
                a1 = Vector256.MultiplyAddEstimate(v, Vector256.Create(p[step]), a1);
                a2 = Vector256.MultiplyAddEstimate(v, Vector256.Create(p[2L * step]), a2);
                a3 = Vector256.MultiplyAddEstimate(v, Vector256.Create(p[3L * step]), a3);
            }
        }

        a0.Store(sums);
        a1.Store(sums + 8);
        a2.Store(sums + 16);
        a3.Store(sums + 24);
    }

    private static void One(float* x, int channels, int channelStep, int sampleStep, float* w, int kernel, float* sums)
    {
        Vector256<float> sum = Vector256.Load(sums);
        for (int c = 0; c < channels; c++, x += channelStep)
        {
            float* p = x;
            for (float* end = w + ((long)kernel * Lanes); w < end; w += Lanes, p += sampleStep)
            {
                sum = Vector256.MultiplyAddEstimate(Vector256.Load(w), Vector256.Create(*p), sum);
            }
        }

        sum.Store(sums);
    }

    // Norm, ReLU and pooling of one vector of outputs, as NormReluPool does it to one channel.
    private static void Finish(float* y, PackedConv1D conv, int index, float* output, int outputStep)
    {
        Vector256<float> m = Vector256.Load(conv.Mean + (index * Lanes));
        Vector256<float> s = Vector256.Load(conv.Scale + (index * Lanes));
        Vector256<float> b = Vector256.Load(conv.Shift + (index * Lanes));
        int pool = conv.Pool;
        if (pool == 2 && !conv.Average)
        {
            for (int p = 0; p < conv.OutputLength; p++, y += 2 * Lanes, output += outputStep)
            {
                Vector256<float> z0 = Vector256.MultiplyAddEstimate(Vector256.Load(y) - m, s, b);
                Vector256<float> z1 = Vector256.MultiplyAddEstimate(Vector256.Load(y + Lanes) - m, s, b);
                Vector256.Max(Vector256.Max(z0, z1), Vector256<float>.Zero).Store(output);
            }

            return;
        }

        Vector256<float> share = Vector256.Create(1f / pool);
        for (int p = 0; p < conv.OutputLength; p++, output += outputStep)
        {
            Vector256<float> a = default;
            for (int q = 0; q < pool; q++, y += Lanes)
            {
                Vector256<float> z = Vector256.Max(Vector256.MultiplyAddEstimate(Vector256.Load(y) - m, s, b), Vector256<float>.Zero);
                a = conv.Average ? a + z : Vector256.Max(a, z);
            }

            (conv.Average ? a * share : a).Store(output);
        }
    }
}
