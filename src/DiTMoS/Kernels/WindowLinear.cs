using System.Runtime.Intrinsics;

namespace DiTMoS.Kernels;

/// <summary>Fully connected layer for a single window: eight outputs share a vector.</summary>
/// <remarks>
/// y[j] = b[j] + Σf w[j,f] · x[f]. Adds in the order of <see cref="Linear"/>, which sums even and odd inputs apart for the outputs behind the last
/// whole vector, so results are the same, bit for bit; <see cref="LinearReference"/> specifies both.
/// </remarks>
internal static unsafe class WindowLinear
{
    private const int Lanes = WindowTensor.Lanes;

    /// <summary>y = W x + b.</summary>
    /// <param name="x">Input (F).</param>
    /// <param name="layer">W and b.</param>
    /// <param name="y">Output, <see cref="PackedLinear.Width"/> floats; zero behind J.</param>
    public static void Forward(float* x, PackedLinear layer, float* y)
    {
        float* w = layer.Weights;
        float* bias = layer.Bias;
        int inputs = layer.Inputs;
        int outputs = layer.Outputs;
        int width = layer.Width;
        int whole = outputs / Lanes * Lanes;
        int j = 0;
        for (; j <= whole - (8 * Lanes); j += 8 * Lanes)
        {
            Eight(x, w + j, bias + j, y + j, inputs, width);
        }

        for (; j <= whole - (2 * Lanes); j += 2 * Lanes)
        {
            Two(x, w + j, bias + j, y + j, inputs, width);
        }

        if (j < whole)
        {
            One(x, w + j, bias + j, y + j, inputs, width);
        }

        if (whole < outputs)
        {
            Rest(x, w + whole, bias + whole, y + whole, inputs, width);
        }
    }

    private static void Eight(float* x, float* w, float* bias, float* y, int inputs, int width)
    {
        Vector256<float> a0 = Vector256.Load(bias), a1 = Vector256.Load(bias + 8), a2 = Vector256.Load(bias + 16), a3 = Vector256.Load(bias + 24);
        Vector256<float> a4 = Vector256.Load(bias + 32), a5 = Vector256.Load(bias + 40), a6 = Vector256.Load(bias + 48), a7 = Vector256.Load(bias + 56);
        for (float* end = x + inputs; x < end; x++, w += width)
        {
            Vector256<float> v = Vector256.Create(*x);
            a0 = Vector256.MultiplyAddEstimate(Vector256.Load(w), v, a0);
            a1 = Vector256.MultiplyAddEstimate(Vector256.Load(w + 8), v, a1);
            a2 = Vector256.MultiplyAddEstimate(Vector256.Load(w + 16), v, a2);
            a3 = Vector256.MultiplyAddEstimate(Vector256.Load(w + 24), v, a3);
            a4 = Vector256.MultiplyAddEstimate(Vector256.Load(w + 32), v, a4);
            a5 = Vector256.MultiplyAddEstimate(Vector256.Load(w + 40), v, a5);
            a6 = Vector256.MultiplyAddEstimate(Vector256.Load(w + 48), v, a6);
            a7 = Vector256.MultiplyAddEstimate(Vector256.Load(w + 56), v, a7);
        }

        a0.Store(y);
        a1.Store(y + 8);
        a2.Store(y + 16);
        a3.Store(y + 24);
        a4.Store(y + 32);
        a5.Store(y + 40);
        a6.Store(y + 48);
        a7.Store(y + 56);
    }

    private static void Two(float* x, float* w, float* bias, float* y, int inputs, int width)
    {
        Vector256<float> a0 = Vector256.Load(bias), a1 = Vector256.Load(bias + 8);
        for (float* end = x + inputs; x < end; x++, w += width)
        {
            Vector256<float> v = Vector256.Create(*x);
            a0 = Vector256.MultiplyAddEstimate(Vector256.Load(w), v, a0);
            a1 = Vector256.MultiplyAddEstimate(Vector256.Load(w + 8), v, a1);
        }

        a0.Store(y);
        a1.Store(y + 8);
    }

    private static void One(float* x, float* w, float* bias, float* y, int inputs, int width)
    {
        Vector256<float> sum = Vector256.Load(bias);
        for (float* end = x + inputs; x < end; x++, w += width)
        {
            sum = Vector256.MultiplyAddEstimate(Vector256.Load(w), Vector256.Create(*x), sum);
        }

        sum.Store(y);
    }

    private static void Rest(float* x, float* w, float* bias, float* y, int inputs, int width)
    {
        Vector256<float> even = Vector256.Load(bias), odd = default;
        int f = 0;
        for (; f <= inputs - 2; f += 2, w += 2L * width)
        {
            even = Vector256.MultiplyAddEstimate(Vector256.Load(w), Vector256.Create(x[f]), even);
            odd = Vector256.MultiplyAddEstimate(Vector256.Load(w + width), Vector256.Create(x[f + 1]), odd);
        }

        if (f < inputs)
        {
            even = Vector256.MultiplyAddEstimate(Vector256.Load(w), Vector256.Create(x[f]), even);
        }

        (even + odd).Store(y);
    }
}
