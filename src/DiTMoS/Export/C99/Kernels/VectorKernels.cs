namespace DiTMoS.Export.C99.Kernels;

/// <summary>The C of what works value by value.</summary>
internal static class VectorKernels
{
    /// <summary>The first of the largest.</summary>
    public const string Largest = """
        /* The first of the largest of some values. */
        static int32_t largest(const float *values, int32_t count)
        {
            int32_t best = 0, i;
            for (i = 1; i < count; i++) {
                if (values[i] > values[best]) {
                    best = i;
                }
            }
            return best;
        }

        """;

    /// <summary>exp and softmax.</summary>
    public const string Softmax = """
        /* exp(x) for x <= 0: x = n ln 2 + r with n whole and |r| <= ln 2 / 2, exp(r) by its series, 2^n by its bits. */
        static float exponential(float x)
        {
            union { uint32_t bits; float value; } power;
            int32_t n;
            float r, e;
            if (!(x > -87.0f)) {
                return 0.0f;
            }
            n = (int32_t)(x * 1.44269504f - 0.5f);
            r = (x - (float)n * 0.693359375f) + (float)n * 2.12194440e-4f; /* ln 2 in two parts, the first of few bits */
            e = 1.0f + r * (1.0f + r * (0.5f + r * (1.66666667e-1f + r * (4.16666667e-2f + r * (8.33333333e-3f + r * 1.38888889e-3f)))));
            power.bits = (uint32_t)(n + 127) << 23;
            return e * power.value;
        }

        /* y[k] = exp(x[k]) / sum over j of exp(x[j]), both less the largest x, so that nothing overflows. */
        static void softmax(const float *x, float *y, int32_t count)
        {
            const float most = x[largest(x, count)];
            float sum = 0.0f;
            int32_t k;
            for (k = 0; k < count; k++) {
                y[k] = exponential(x[k] - most);
                sum += y[k];
            }
            for (k = 0; k < count; k++) {
                y[k] /= sum;
            }
        }

        """;

    /// <summary>y = left + right.</summary>
    public const string Add = """
        /* y[k] = left[k] + right[k]; y may be one of them. */
        static void add(const float *left, const float *right, float *y, int32_t count)
        {
            int32_t k;
            for (k = 0; k < count; k++) {
                y[k] = left[k] + right[k];
            }
        }

        """;

    /// <summary>y = the mean of some vectors.</summary>
    public const string Average = """
        /* y[k] = mean over i of x[i][k]; y may be one of them. */
        static void average(const float *const *x, int32_t members, float *y, int32_t count)
        {
            int32_t i, k;
            for (k = 0; k < count; k++) {
                float sum = x[0][k];
                for (i = 1; i < members; i++) {
                    sum += x[i][k];
                }
                y[k] = sum / (float)members;
            }
        }

        """;

    /// <summary>y = scale x + shift.</summary>
    /// <param name="layer">What the type of a layer's weights and bias is called.</param>
    public static string ScaleShift(string layer) => $$"""
        /* y[t][c] = scale[c] x[t][c] + shift[c]; y may be x. */
        static void scale_shift(const float *x, const {{layer}} *layer, float *y, int32_t rows, int32_t channels)
        {
            int32_t t, c;
            for (t = 0; t < rows; t++) {
                for (c = 0; c < channels; c++) {
                    y[t * channels + c] = MULTIPLY_ADD(layer->weights[c], x[t * channels + c], layer->bias[c]);
                }
            }
        }

        """;
}
