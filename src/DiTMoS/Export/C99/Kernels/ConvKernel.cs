namespace DiTMoS.Export.C99.Kernels;

/// <summary>The C of convolution, ReLU and pooling in one pass.</summary>
internal static class ConvKernel
{
    /// <summary>The kernel.</summary>
    /// <param name="layer">What the type of a layer's weights and bias is called.</param>
    /// <param name="strided">Whether a convolution of the model has a stride over 1.</param>
    /// <param name="tails">Whether one has a number of output channels in a group that is no multiple of 4.</param>
    public static string Text(string layer, bool strided, bool tails) => $$"""
        /* A convolution with its ReLU and pooling, all rows interleaved, (L, C). Its input channels come from one tensor, or from
         * two, those of the second behind those of the first. */
        typedef struct {
            int32_t length;     /* rows of an input */
            int32_t channels_a; /* channels of the first input */
            int32_t channels_b; /* channels of the second input, 0: there is none */
            int32_t rows;       /* output rows */
            int32_t outputs;    /* output channels */
            int32_t kernel;
            int32_t stride;
            int32_t padding;
            int32_t groups;
            int32_t pool;
            int32_t average;    /* 1: average pooling, 0: maximum */
        } conv_shape;

        /* Rows of a tensor; the first of them is row `first`. */
        typedef struct {
            const float *at;
            int32_t first;
        } conv_input;

        static inline int32_t smaller(int32_t a, int32_t b) { return a < b ? a : b; }
        static inline int32_t larger(int32_t a, int32_t b) { return a > b ? a : b; }

        /* The channels [from, to) that a group reads of input `part`. */
        static inline int32_t from_channel(const conv_shape *s, int32_t part, int32_t group)
        {
            const int32_t first = group * ((SHAPE_CHANNELS_A(s) + SHAPE_CHANNELS_B(s)) / SHAPE_GROUPS(s));
            return part == 0 ? first : larger(first - SHAPE_CHANNELS_A(s), 0);
        }

        static inline int32_t to_channel(const conv_shape *s, int32_t part, int32_t group)
        {
            const int32_t end = (group + 1) * ((SHAPE_CHANNELS_A(s) + SHAPE_CHANNELS_B(s)) / SHAPE_GROUPS(s));
            return part == 0 ? smaller(end, SHAPE_CHANNELS_A(s)) : end - SHAPE_CHANNELS_A(s);
        }

        /* ReLU and pooling of one channel at four positions, which are 4, 2 or 1 output rows. */
        static LAYER_CODE void store_4(const conv_shape *s, float *y, float a0, float a1, float a2, float a3)
        {
            a0 = LARGER(a0, 0.0f);
            if (SHAPE_POOL(s) == 1) {
                y[0] = a0;
                y[SHAPE_OUTPUTS(s)] = LARGER(a1, 0.0f);
                y[2 * SHAPE_OUTPUTS(s)] = LARGER(a2, 0.0f);
                y[3 * SHAPE_OUTPUTS(s)] = LARGER(a3, 0.0f);
            } else if (SHAPE_POOL(s) == 2) {
                if (SHAPE_AVERAGE(s)) {
                    y[0] = (a0 + LARGER(a1, 0.0f)) / 2.0f;
                    y[SHAPE_OUTPUTS(s)] = (LARGER(a2, 0.0f) + LARGER(a3, 0.0f)) / 2.0f;
                } else {
                    y[0] = LARGER(a0, a1);
                    y[SHAPE_OUTPUTS(s)] = LARGER(LARGER(a2, 0.0f), a3);
                }
            } else if (SHAPE_AVERAGE(s)) {
                y[0] = (a0 + LARGER(a1, 0.0f) + LARGER(a2, 0.0f) + LARGER(a3, 0.0f)) / 4.0f;
            } else {
                y[0] = LARGER(LARGER(LARGER(a0, a1), a2), a3);
            }
        }

        /* One tap of four output channels at four positions. */
        #define TAP_4X4(x0, x1, x2, x3) do { \
            LOAD_4(w0, w1, w2, w3, w); \
            a00 = MULTIPLY_ADD(w0, x0, a00); a01 = MULTIPLY_ADD(w0, x1, a01); a02 = MULTIPLY_ADD(w0, x2, a02); a03 = MULTIPLY_ADD(w0, x3, a03); \
            a10 = MULTIPLY_ADD(w1, x0, a10); a11 = MULTIPLY_ADD(w1, x1, a11); a12 = MULTIPLY_ADD(w1, x2, a12); a13 = MULTIPLY_ADD(w1, x3, a13); \
            a20 = MULTIPLY_ADD(w2, x0, a20); a21 = MULTIPLY_ADD(w2, x1, a21); a22 = MULTIPLY_ADD(w2, x2, a22); a23 = MULTIPLY_ADD(w2, x3, a23); \
            a30 = MULTIPLY_ADD(w3, x0, a30); a31 = MULTIPLY_ADD(w3, x1, a31); a32 = MULTIPLY_ADD(w3, x2, a32); a33 = MULTIPLY_ADD(w3, x3, a33); \
            KEEP_ORDER(); \
        } while (0)

        {{(tails ? TapOfOne : "")}}/* All taps of input channel p[0] at four positions one row apart: each input row is read once, and is the last position's,
         * then the third's, the second's and the first's. `s` and `channels` are the shape and the input's channels. */
        #define TAPS(TAP, p) do { \
            float x0 = (p)[0], x1 = (p)[channels], x2 = (p)[2 * channels], x3 = x2; \
            int32_t left; \
            (p) += 3 * channels; \
            for (left = SHAPE_KERNEL(s); left >= 4; left -= 4) { \
                x3 = (p)[0]; TAP(x0, x1, x2, x3); \
                x0 = (p)[channels]; TAP(x1, x2, x3, x0); \
                x1 = (p)[2 * channels]; TAP(x2, x3, x0, x1); \
                x2 = (p)[3 * channels]; TAP(x3, x0, x1, x2); \
                (p) += 4 * channels; \
            } \
            if (SHAPE_KERNEL(s) % 4 > 0) { x3 = (p)[0]; TAP(x0, x1, x2, x3); } \
            if (SHAPE_KERNEL(s) % 4 > 1) { x0 = (p)[channels]; TAP(x1, x2, x3, x0); } \
            if (SHAPE_KERNEL(s) % 4 > 2) { x1 = (p)[2 * channels]; TAP(x2, x3, x0, x1); } \
        } while (0)
        {{(strided ? Strided : "")}}
        /* Four output channels at four positions, the first of which begins at input row `row`: y = pool(max(0, b + sum of w x)).
         * Returns the weights behind those that were read. */
        static INLINED const float *conv_4x4(const conv_shape *s, int32_t parts, conv_input xa, conv_input xb, int32_t group, int32_t row, const float *w, const float *b, float *y)
        {
            float a00 = b[0], a01 = a00, a02 = a00, a03 = a00;
            float a10 = b[1], a11 = a10, a12 = a10, a13 = a10;
            float a20 = b[2], a21 = a20, a22 = a20, a23 = a20;
            float a30 = b[3], a31 = a30, a32 = a30, a33 = a30;
            int32_t part, c;
            for (part = 0; part < parts; part++) {
                const int32_t channels = part == 0 ? SHAPE_CHANNELS_A(s) : SHAPE_CHANNELS_B(s);
                const int32_t end = to_channel(s, part, group);
                const float *x = part == 0 ? xa.at + (row - xa.first) * channels : xb.at + (row - xb.first) * channels;
                for (c = from_channel(s, part, group); c < end; c++) {
                    const float *p = x + c;
                    {{Taps("TAP_4X4", strided)}}
                }
            }
            store_4(s, y, a00, a01, a02, a03);
            store_4(s, y + 1, a10, a11, a12, a13);
            store_4(s, y + 2, a20, a21, a22, a23);
            store_4(s, y + 3, a30, a31, a32, a33);
            return w;
        }

        {{(tails ? OneChannel(strided) : "")}}/* `lanes` output channels of one output row, 4 or 1, position by position; rows in the padding count as 0. */
        static NOT_INLINED const float *conv_row(const conv_shape *s, int32_t parts, conv_input xa, conv_input xb, int32_t group, int32_t u, int32_t lanes, const float *weights, const float *b, float *y)
        {
            const float *w = weights;
            int32_t position, part, c, k, lane;
            for (position = 0; position < SHAPE_POOL(s); position++) {
                const int32_t row = (u * SHAPE_POOL(s) + position) * SHAPE_STRIDE(s) - SHAPE_PADDING(s);
                const int32_t first = larger(0, -row), end = smaller(SHAPE_KERNEL(s), SHAPE_LENGTH(s) - row);
                float a0 = b[0], a1 = 0.0f, a2 = 0.0f, a3 = 0.0f, a[4];
                w = weights;
                if (lanes == 4) {
                    a1 = b[1];
                    a2 = b[2];
                    a3 = b[3];
                }
                for (part = 0; part < parts; part++) {
                    const int32_t channels = part == 0 ? SHAPE_CHANNELS_A(s) : SHAPE_CHANNELS_B(s);
                    const conv_input x = part == 0 ? xa : xb;
                    for (c = from_channel(s, part, group); c < to_channel(s, part, group); c++) {
                        for (k = first; k < end; k++) {
                            const float value = x.at[(row + k - x.first) * channels + c];
                            const float *tap = w + k * lanes;
                            a0 = MULTIPLY_ADD(tap[0], value, a0);
                            if (lanes == 4) {
                                a1 = MULTIPLY_ADD(tap[1], value, a1);
                                a2 = MULTIPLY_ADD(tap[2], value, a2);
                                a3 = MULTIPLY_ADD(tap[3], value, a3);
                            }
                        }
                        w += SHAPE_KERNEL(s) * lanes;
                    }
                }
                a[0] = a0;
                a[1] = a1;
                a[2] = a2;
                a[3] = a3;
                for (lane = 0; lane < lanes; lane++) {
                    const float value = LARGER(a[lane], 0.0f);
                    const float before = position == 0 ? 0.0f : y[lane];
                    const float pooled = SHAPE_AVERAGE(s) ? before + value : LARGER(before, value);
                    y[lane] = SHAPE_AVERAGE(s) && position == SHAPE_POOL(s) - 1 ? pooled / (float)SHAPE_POOL(s) : pooled;
                }
            }
            return w;
        }

        /* Output rows [first, end); y begins with row y_first; `parts` inputs are read, one or two. Four positions at a time, all
         * channels of them before the next four, so that y may grow over rows of x that are past. */
        static LAYER_CODE void conv_rows(const conv_shape *s, int32_t parts, conv_input xa, conv_input xb, const {{layer}} *layer, float *y, int32_t y_first, int32_t first, int32_t end)
        {
            const int32_t step = SHAPE_POOL(s) == 1 ? 4 : SHAPE_POOL(s) == 2 ? 2 : 1;
            const int32_t fours = SHAPE_POOL(s) == 1 || SHAPE_POOL(s) == 2 || SHAPE_POOL(s) == 4;
            const int32_t of_group = SHAPE_OUTPUTS(s) / SHAPE_GROUPS(s);
            int32_t u, v, group, o;
            for (u = first; u < end; u += step) {
                const int32_t row = u * SHAPE_POOL(s) * SHAPE_STRIDE(s) - SHAPE_PADDING(s);
                const int32_t whole = fours && u + step <= end && (SHAPE_PADDING(s) == 0 || (row >= 0 && row + 3 * SHAPE_STRIDE(s) + SHAPE_KERNEL(s) <= SHAPE_LENGTH(s)));
                for (v = u; v < (whole ? u + 1 : smaller(u + step, end)); v++) {
                    const float *w = layer->weights, *b = layer->bias;
                    float *out = y + (v - y_first) * SHAPE_OUTPUTS(s);
                    for (group = 0; group < SHAPE_GROUPS(s); group++) {
                        for (o = of_group / 4; o > 0; o--) {
                            w = whole
                                ? conv_4x4(s, parts, xa, xb, group, row, w, b, out)
                                : conv_row(s, parts, xa, xb, group, v, 4, w, b, out);
                            b += 4;
                            out += 4;
                        }
        {{(tails ? TailLoop : "")}}            }
                }
            }
        }

        """;

    /// <summary>The C that keeps the rows of a line buffer that are read again.</summary>
    public const string KeepRows = """
        /* Moves values to the start of a buffer that they overlap with. (volatile: no compiler may make a call of memmove of it.) */
        static void keep(volatile float *to, const float *from, int32_t values)
        {
            int32_t i;
            for (i = 0; i < values; i++) {
                to[i] = from[i];
            }
        }

        /* The input row that output row `row` of a convolution begins with, and the one behind the last that it reads. */
        static inline int32_t first_row(const conv_shape *s, int32_t row)
        {
            return smaller(larger(row * SHAPE_POOL(s) * SHAPE_STRIDE(s) - SHAPE_PADDING(s), 0), SHAPE_LENGTH(s));
        }

        static inline int32_t end_row(const conv_shape *s, int32_t row)
        {
            return smaller(larger((row * SHAPE_POOL(s) + SHAPE_POOL(s) - 1) * SHAPE_STRIDE(s) - SHAPE_PADDING(s) + SHAPE_KERNEL(s), 0), SHAPE_LENGTH(s));
        }

        """;

    private const string TapOfOne = """
        /* One tap of one output channel at four positions. */
        #define TAP_1X4(x0, x1, x2, x3) do { \
            const float w0 = *w++; \
            a0 = MULTIPLY_ADD(w0, x0, a0); a1 = MULTIPLY_ADD(w0, x1, a1); a2 = MULTIPLY_ADD(w0, x2, a2); a3 = MULTIPLY_ADD(w0, x3, a3); \
        } while (0)


        """;

    private const string TailLoop = """
                        for (o = of_group % 4; o > 0; o--) {
                            w = whole
                                ? conv_1x4(s, parts, xa, xb, group, row, w, b, out)
                                : conv_row(s, parts, xa, xb, group, v, 1, w, b, out);
                            b++;
                            out++;
                        }

        """;

    private const string Strided = """

        /* The same for positions that are a stride apart. */
        #define TAPS_STRIDED(TAP, p) do { \
            const int32_t apart = SHAPE_STRIDE(s) * channels; \
            int32_t left; \
            for (left = SHAPE_KERNEL(s); left > 0; left--) { \
                TAP((p)[0], (p)[apart], (p)[2 * apart], (p)[3 * apart]); \
                (p) += channels; \
            } \
        } while (0)

        """;

    private static string OneChannel(bool strided) => $$"""
        /* The same for one output channel. */
        static INLINED const float *conv_1x4(const conv_shape *s, int32_t parts, conv_input xa, conv_input xb, int32_t group, int32_t row, const float *w, const float *b, float *y)
        {
            float a0 = b[0], a1 = a0, a2 = a0, a3 = a0;
            int32_t part, c;
            for (part = 0; part < parts; part++) {
                const int32_t channels = part == 0 ? SHAPE_CHANNELS_A(s) : SHAPE_CHANNELS_B(s);
                const int32_t end = to_channel(s, part, group);
                const float *x = part == 0 ? xa.at + (row - xa.first) * channels : xb.at + (row - xb.first) * channels;
                for (c = from_channel(s, part, group); c < end; c++) {
                    const float *p = x + c;
                    {{Taps("TAP_1X4", strided)}}
                }
            }
            store_4(s, y, a0, a1, a2, a3);
            return w;
        }


        """;

    private static string Taps(string tap, bool strided) => strided
        ? $$"""
            if (SHAPE_STRIDE(s) == 1) {
                                TAPS({{tap}}, p);
                            } else {
                                TAPS_STRIDED({{tap}}, p);
                            }
            """
        : $"TAPS({tap}, p);";
}
