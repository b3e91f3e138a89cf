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
            const float *b = layer->bias;
            int32_t i, o;
            for (o = outputs / 4; o > 0; o--) {
                const float *p = x;
                float a0 = b[0], a1 = b[1], a2 = b[2], a3 = b[3];
                for (i = inputs / 4; i > 0; i--) {
                    TAP_4X1(p[0]);
                    TAP_4X1(p[1]);
                    TAP_4X1(p[2]);
                    TAP_4X1(p[3]);
                    p += 4;
                }
                for (i = inputs % 4; i > 0; i--) {
                    TAP_4X1(*p++);
                }
                y[0] = LARGER(a0, lowest);
                y[1] = LARGER(a1, lowest);
                y[2] = LARGER(a2, lowest);
                y[3] = LARGER(a3, lowest);
                b += 4;
                y += 4;
            }
            for (o = outputs % 4; o > 0; o--) {
                const float *p = x;
                float a0 = *b++;
                for (i = inputs; i > 0; i--) {
                    a0 = MULTIPLY_ADD(*w, *p, a0);
                    w++;
                    p++;
                }
                *y++ = LARGER(a0, lowest);
            }
        }

        """;
}
