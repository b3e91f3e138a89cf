namespace DiTMoS.Export.C99.Kernels;

/// <summary>The C of a dense layer.</summary>
internal static class DenseKernel
{
    /// <summary>The kernel.</summary>
    /// <param name="layer">What the type of a layer's weights and bias is called.</param>
    public static string Text(string layer) => $$"""
        /* One input of four outputs. */
        #define TAP_4X1(value) do { \
            const float x0 = (value); \
            LOAD_4(w0, w1, w2, w3, w); \
            a0 = MULTIPLY_ADD(w0, x0, a0); a1 = MULTIPLY_ADD(w1, x0, a1); a2 = MULTIPLY_ADD(w2, x0, a2); a3 = MULTIPLY_ADD(w3, x0, a3); \
        } while (0)

        /* y[o] = b[o] + sum over i of w[o][i] x[i], with or without ReLU; x as it lies in memory, (L, C). */
        static NOT_INLINED void dense(const float *x, int32_t inputs, const {{layer}} *layer, float *y, int32_t outputs, int32_t relu)
        {
            const float *w = layer->weights;
            const float lowest = relu ? 0.0f : -3.402823466e38f;
            int32_t i, o;
            for (o = 0; o + 4 <= outputs; o += 4) {
                float a0 = layer->bias[o], a1 = layer->bias[o + 1], a2 = layer->bias[o + 2], a3 = layer->bias[o + 3];
                for (i = 0; i + 4 <= inputs; i += 4) {
                    TAP_4X1(x[i]);
                    TAP_4X1(x[i + 1]);
                    TAP_4X1(x[i + 2]);
                    TAP_4X1(x[i + 3]);
                }
                for (; i < inputs; i++) {
                    TAP_4X1(x[i]);
                }
                y[o] = LARGER(a0, lowest);
                y[o + 1] = LARGER(a1, lowest);
                y[o + 2] = LARGER(a2, lowest);
                y[o + 3] = LARGER(a3, lowest);
            }
            for (; o < outputs; o++) {
                float a0 = layer->bias[o];
                for (i = 0; i < inputs; i++) {
                    a0 = MULTIPLY_ADD(*w++, x[i], a0);
                }
                y[o] = LARGER(a0, lowest);
            }
        }

        """;
}
