using System.Runtime.Intrinsics;

namespace DiTMoS.Kernels;

/// <summary>Fully connected layer over lane tensors of one sample per row: x (G, F, 1), y (G, J, 1), weights (J, F).</summary>
/// <remarks>Forward: y[j] = b[j] + Σf w[j,f] · x[f]. Differs from <see cref="LinearReference"/> by rounding only.</remarks>
internal static unsafe class Linear
{
    private const int Lanes = LaneTensor.Lanes;
    private const int Block = 4;

    /// <summary>y = W x + b for one lane group.</summary>
    /// <param name="x">Input (F, 8).</param>
    /// <param name="w">Weights (J, F).</param>
    /// <param name="bias">Bias (J).</param>
    /// <param name="y">Output (J, 8).</param>
    /// <param name="inputs">F.</param>
    /// <param name="outputs">J.</param>
    public static void Forward(float* x, float* w, float* bias, float* y, int inputs, int outputs)
    {
        int j = 0;
        for (; j <= outputs - (2 * Block); j += 2 * Block)
        {
            Vector256<float> a0 = Vector256.Create(bias[j]), a1 = Vector256.Create(bias[j + 1]), a2 = Vector256.Create(bias[j + 2]), a3 = Vector256.Create(bias[j + 3]);
            Vector256<float> a4 = Vector256.Create(bias[j + 4]), a5 = Vector256.Create(bias[j + 5]), a6 = Vector256.Create(bias[j + 6]), a7 = Vector256.Create(bias[j + 7]);
            float* r0 = w + ((long)j * inputs);
            float* r4 = r0 + (4L * inputs);
            for (int f = 0; f < inputs; f++)
            {
                Vector256<float> v = Vector256.Load(x + (f * Lanes));
                a0 = Vector256.MultiplyAddEstimate(Vector256.Create(r0[f]), v, a0);
                a1 = Vector256.MultiplyAddEstimate(Vector256.Create(r0[f + inputs]), v, a1);
                a2 = Vector256.MultiplyAddEstimate(Vector256.Create(r0[f + (2 * inputs)]), v, a2);
                a3 = Vector256.MultiplyAddEstimate(Vector256.Create(r0[f + (3 * inputs)]), v, a3);
                a4 = Vector256.MultiplyAddEstimate(Vector256.Create(r4[f]), v, a4);
                a5 = Vector256.MultiplyAddEstimate(Vector256.Create(r4[f + inputs]), v, a5);
                a6 = Vector256.MultiplyAddEstimate(Vector256.Create(r4[f + (2 * inputs)]), v, a6);
                a7 = Vector256.MultiplyAddEstimate(Vector256.Create(r4[f + (3 * inputs)]), v, a7);
            }

            float* d = y + (j * Lanes);
            a0.Store(d);
            a1.Store(d + 8);
            a2.Store(d + 16);
            a3.Store(d + 24);
            a4.Store(d + 32);
            a5.Store(d + 40);
            a6.Store(d + 48);
            a7.Store(d + 56);
        }

        for (; j < outputs; j++)
        {
            Vector256<float> even = Vector256.Create(bias[j]), odd = default;
            float* row = w + ((long)j * inputs);
            int f = 0;
            for (; f <= inputs - 2; f += 2)
            {
                even = Vector256.MultiplyAddEstimate(Vector256.Create(row[f]), Vector256.Load(x + (f * Lanes)), even);
                odd = Vector256.MultiplyAddEstimate(Vector256.Create(row[f + 1]), Vector256.Load(x + ((f + 1) * Lanes)), odd);
            }

            if (f < inputs)
            {
                even = Vector256.MultiplyAddEstimate(Vector256.Create(row[f]), Vector256.Load(x + (f * Lanes)), even);
            }

            (even + odd).Store(y + (j * Lanes));
        }
    }

    /// <summary>dx[f] += Σj w[j,f] · dy[j] for one lane group.</summary>
    /// <param name="dy">Output gradient (J, 8).</param>
    /// <param name="w">Weights (J, F).</param>
    /// <param name="dx">Input gradient (F, 8), added to.</param>
    /// <param name="inputs">F.</param>
    /// <param name="outputs">J.</param>
    public static void BackwardInput(float* dy, float* w, float* dx, int inputs, int outputs)
    {
        int f = 0;
        for (; f <= inputs - Block; f += Block)
        {
            float* d = dx + (f * Lanes);
            Vector256<float> a0 = Vector256.Load(d), a1 = Vector256.Load(d + 8), a2 = Vector256.Load(d + 16), a3 = Vector256.Load(d + 24);
            for (int j = 0; j < outputs; j++)
            {
                float* row = w + ((long)j * inputs) + f;
                Vector256<float> v = Vector256.Load(dy + (j * Lanes));
                a0 = Vector256.MultiplyAddEstimate(Vector256.Create(row[0]), v, a0);
                a1 = Vector256.MultiplyAddEstimate(Vector256.Create(row[1]), v, a1);
                a2 = Vector256.MultiplyAddEstimate(Vector256.Create(row[2]), v, a2);
                a3 = Vector256.MultiplyAddEstimate(Vector256.Create(row[3]), v, a3);
            }

            a0.Store(d);
            a1.Store(d + 8);
            a2.Store(d + 16);
            a3.Store(d + 24);
        }

        for (; f < inputs; f++)
        {
            Vector256<float> sum = Vector256.Load(dx + (f * Lanes));
            for (int j = 0; j < outputs; j++)
            {
                sum = Vector256.MultiplyAddEstimate(Vector256.Create(w[((long)j * inputs) + f]), Vector256.Load(dy + (j * Lanes)), sum);
            }

            sum.Store(dx + (f * Lanes));
        }
    }

    /// <summary>dw[j,f] += Σ over windows of dy[j] · x[f], and db[j] += Σ dy[j], for one lane group.</summary>
    /// <param name="x">Input (F, 8).</param>
    /// <param name="dy">Output gradient (J, 8), zero in lanes without a window.</param>
    /// <param name="dw">Weight gradient (J, F), added to.</param>
    /// <param name="db">Bias gradient (J), added to.</param>
    /// <param name="transposed">Scratch for the input by window, 8 * (F rounded up to 8) floats.</param>
    /// <param name="inputs">F.</param>
    /// <param name="outputs">J.</param>
    public static void BackwardWeights(float* x, float* dy, float* dw, float* db, float* transposed, int inputs, int outputs)
    {
        int padded = (inputs + Lanes - 1) / Lanes * Lanes;
        for (int f = 0; f < inputs; f++)
        {
            for (int b = 0; b < Lanes; b++)
            {
                transposed[(b * padded) + f] = x[(f * Lanes) + b];      // eight weights of one output then share a vector
            }
        }

        int whole = inputs / Lanes * Lanes;
        for (int j = 0; j < outputs; j++)
        {
            float* d = dy + (j * Lanes);
            float* row = dw + ((long)j * inputs);
            Vector256<float> v0 = Vector256.Create(d[0]), v1 = Vector256.Create(d[1]), v2 = Vector256.Create(d[2]), v3 = Vector256.Create(d[3]);
            Vector256<float> v4 = Vector256.Create(d[4]), v5 = Vector256.Create(d[5]), v6 = Vector256.Create(d[6]), v7 = Vector256.Create(d[7]);
            db[j] += Vector256.Sum(Vector256.Load(d));
            for (int f = 0; f < whole; f += Lanes)
            {
                float* p = transposed + f;
                Vector256<float> even = Vector256.MultiplyAddEstimate(v0, Vector256.Load(p), Vector256.Load(row + f));
                Vector256<float> odd = v1 * Vector256.Load(p + padded);
                even = Vector256.MultiplyAddEstimate(v2, Vector256.Load(p + (2 * padded)), even);
                odd = Vector256.MultiplyAddEstimate(v3, Vector256.Load(p + (3 * padded)), odd);
                even = Vector256.MultiplyAddEstimate(v4, Vector256.Load(p + (4 * padded)), even);
                odd = Vector256.MultiplyAddEstimate(v5, Vector256.Load(p + (5 * padded)), odd);
                even = Vector256.MultiplyAddEstimate(v6, Vector256.Load(p + (6 * padded)), even);
                odd = Vector256.MultiplyAddEstimate(v7, Vector256.Load(p + (7 * padded)), odd);
                (even + odd).Store(row + f);
            }

            for (int f = whole; f < inputs; f++)
            {
                float sum = row[f];
                for (int b = 0; b < Lanes; b++)
                {
                    sum += d[b] * transposed[(b * padded) + f];
                }

                row[f] = sum;
            }
        }
    }
}
