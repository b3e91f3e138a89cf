namespace DiTMoS.Export.C99.Streams;

/// <summary>The C of what streams compute that does not depend on their front end.</summary>
internal static class StreamKernels
{
    /// <summary>Copies values.</summary>
    public const string Move = """
        /* Copies values, first to last. (volatile: no compiler may make a call of memcpy of it.) */
        static void move(volatile float *to, const float *from, int32_t values)
        {
            int32_t i;
            for (i = 0; i < values; i++) {
                to[i] = from[i];
            }
        }


        """;

    /// <summary>The first of the largest, and whether all are finite.</summary>
    public const string Scores = """
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

        /* Whether no value is infinite or not a number: none has all bits of the exponent set. */
        static int32_t all_finite(const float *values, int32_t count)
        {
            union { float value; uint32_t bits; } word;
            int32_t i;
            for (i = 0; i < count; i++) {
                word.value = values[i];
                if ((word.bits & 0x7F800000u) == 0x7F800000u) {
                    return 0;
                }
            }
            return 1;
        }


        """;

    /// <summary>The square root.</summary>
    public const string SquareRoot = """
        /* sqrt(x) = x / sqrt(x): 1 / sqrt(x) guessed by halving the exponent in the bits, then three of Newton's steps. What is not
         * finite stays so; what is too small for the precision becomes 0. */
        static float square_root(float x)
        {
            union { float value; uint32_t bits; } y;
            int32_t step;
            if (!(x <= 3.402823466e38f)) {
                return x;
            }
            if (x < 1.2e-38f) {
                return 0.0f;
            }
            y.value = x;
            y.bits = 0x5F3759DFu - (y.bits >> 1);
            for (step = 0; step < 3; step++) {
                y.value *= 1.5f - 0.5f * x * y.value * y.value;
            }
            return x * y.value;
        }


        """;

    /// <summary>The logarithm.</summary>
    public const string Logarithm = """
        /* ln(x) for x > 0: x = m 2^e with m from sqrt(1/2) to sqrt(2), ln(m) = 2 artanh(r) by its series, r = (m - 1) / (m + 1).
         * What is not finite stays so. */
        static float natural_log(float x)
        {
            union { float value; uint32_t bits; } m;
            int32_t e;
            float r, q;
            if (!(x <= 3.402823466e38f)) {
                return x;
            }
            m.value = x;
            e = (int32_t)(m.bits >> 23) - 127;
            m.bits = (m.bits & 0x007FFFFFu) | 0x3F800000u;
            if (m.value > 1.41421356f) {
                m.value *= 0.5f;
                e++;
            }
            r = (m.value - 1.0f) / (m.value + 1.0f);
            q = r * r;
            return (float)e * 0.693147181f + r * (2.0f + q * (6.66666667e-1f + q * (0.4f + q * (2.85714286e-1f + q * 2.22222222e-1f))));
        }


        """;

    /// <summary>The Fourier transform, and the power of its frequencies.</summary>
    public const string Transform = """
        /* What follows i where the bits of numbers below HALF are read backwards. */
        static int32_t next_reversed(int32_t i)
        {
            int32_t bit = HALF / 2;
            while ((i & bit) != 0) {
                i -= bit;
                bit /= 2;
            }
            return i + bit;
        }

        /* The Fourier transform of HALF complex values in place, which lie in the order of reversed bits: spans of 1, 2, 4, ... values
         * are joined by a + t b and a - t b, t = exp(-pi i j / span). */
        static void transform(float *z)
        {
            int32_t span, i, j;
            for (i = 0; i + 1 < HALF; i += 2) { /* span 1: t = 1 */
                float *const a = z + 2 * i;
                const float re = a[2], im = a[3];
                a[2] = a[0] - re;
                a[3] = a[1] - im;
                a[0] += re;
                a[1] += im;
            }
            for (span = 2; span < HALF; span *= 2) {
                for (j = 0; j < span; j++) {
                    const float *const turn = SINES + j * (HALF / span);
                    const float sine = turn[0], cosine = turn[FFT_SIZE / 4];
                    for (i = j; i < HALF; i += 2 * span) {
                        float *const a = z + 2 * i, *const b = a + 2 * span;
                        const float re = MULTIPLY_ADD(sine, b[1], cosine * b[0]), im = MULTIPLY_ADD(-sine, b[0], cosine * b[1]);
                        b[0] = a[0] - re;
                        b[1] = a[1] - im;
                        a[0] += re;
                        a[1] += im;
                    }
                }
            }
        }

        /* |X[k]|^2 of the real samples whose even ones are the real and whose odd ones the imaginary parts of what Z is the transform
         * of, for k from 0 to HALF: X[k] = (E - i O) / 2, X[HALF - k] = conj(E + i O) / 2 with E = Z[k] + conj Z[HALF - k],
         * O = (Z[k] - conj Z[HALF - k]) exp(-2 pi i k / FFT_SIZE). That of k lies at 2 k. */
        static void power_spectrum(float *z)
        {
            const float re = z[0], im = z[1];
            int32_t k;
            z[0] = (re + im) * (re + im);
            z[2 * HALF] = (re - im) * (re - im);
            for (k = 1; k <= HALF / 2; k++) {
                float *const a = z + 2 * k, *const b = z + 2 * (HALF - k);
                const float sine = SINES[k], cosine = SINES[k + FFT_SIZE / 4];
                const float even_re = a[0] + b[0], even_im = a[1] - b[1];
                const float re_apart = a[0] - b[0], im_apart = a[1] + b[1];
                const float odd_re = MULTIPLY_ADD(sine, im_apart, cosine * re_apart), odd_im = MULTIPLY_ADD(-sine, re_apart, cosine * im_apart);
                const float low_re = even_re + odd_im, low_im = even_im - odd_re;
                const float high_re = even_re - odd_im, high_im = even_im + odd_re;
                a[0] = 0.25f * MULTIPLY_ADD(low_re, low_re, low_im * low_im);
                b[0] = 0.25f * MULTIPLY_ADD(high_re, high_re, high_im * high_im);
            }
        }


        """;

    /// <summary>The logarithms of sums of a spectrum.</summary>
    public const string LogSums = """
        /* y[m] = ln(LOG_FLOOR + sum over k of w[m][k] |X[k]|^2), k from the first frequency of sum m on. */
        static void log_sums(const float *power, float *y)
        {
            const float *w = FILTER_WEIGHTS;
            int32_t m, i;
            for (m = 0; m < FILTERS; m++) {
                const float *p = power + 2 * FILTER_FIRST[m];
                float sum = 0.0f;
                for (i = FILTER_COUNT[m]; i > 0; i--) {
                    sum = MULTIPLY_ADD(*w, *p, sum);
                    w++;
                    p += 2;
                }
                y[m] = natural_log(sum + LOG_FLOOR);
            }
        }


        """;

    /// <summary>The cosine transform.</summary>
    public const string Cepstrum = """
        /* y[k] = sum over m of d[k][m] x[m], the first rows of the orthonormal cosine transform. */
        static void cepstrum(const float *x, float *y)
        {
            const float *d = COSINES;
            int32_t k, m;
            for (k = 0; k < FRAME_VALUES; k++) {
                float sum = 0.0f;
                for (m = 0; m < FILTERS; m++) {
                    sum = MULTIPLY_ADD(*d, x[m], sum);
                    d++;
                }
                y[k] = sum;
            }
        }


        """;

    /// <summary>A sample of a window from many that arrive.</summary>
    /// <param name="stream">The type of a stream.</param>
    public static string Decimate(string stream) => $$"""
        /* A sample of a window while the ring is not full: before its first sample the stream is its mirror image, turned around that one. */
        static float first_decimated(const {{stream}} *stream, int32_t channel)
        {
            const float first = stream->fast[channel];
            const int32_t missing = TAPS - stream->fast_count;
            float sum = 0.0f;
            int32_t i;
            for (i = 0; i < TAPS; i++) {
                const float x = i >= missing ? stream->fast[(i - missing) * CHANNELS + channel] : 2.0f * first - stream->fast[(missing - i) * CHANNELS + channel];
                sum = MULTIPLY_ADD(TAP_WEIGHTS[i], x, sum);
            }
            return sum;
        }

        /* Every DECIMATION samples, y[n] = sum over i < TAPS of w[i] x[DECIMATION n - TAPS / 2 + i]. Returns 1 where y is written. */
        static int32_t decimate({{stream}} *stream, const float *sample, float *y)
        {
            int32_t c, i;
            move(stream->fast + stream->fast_at * CHANNELS, sample, CHANNELS);
            stream->fast_at = stream->fast_at + 1 < TAPS ? stream->fast_at + 1 : 0;
            stream->fast_count += stream->fast_count < TAPS ? 1 : 0;
            stream->fast_wait--;
            if (stream->fast_wait > 0) {
                return 0;
            }
            stream->fast_wait = DECIMATION;
            for (c = 0; c < CHANNELS; c++) {
                const float *w = TAP_WEIGHTS, *x = stream->fast + stream->fast_at * CHANNELS + c;
                float sum = 0.0f;
                if (stream->fast_count < TAPS) {
                    y[c] = first_decimated(stream, c);
                    continue;
                }
                for (i = TAPS - stream->fast_at; i > 0; i--) {
                    sum = MULTIPLY_ADD(*w, *x, sum);
                    w++;
                    x += CHANNELS;
                }
                x = stream->fast + c;
                for (i = stream->fast_at; i > 0; i--) {
                    sum = MULTIPLY_ADD(*w, *x, sum);
                    w++;
                    x += CHANNELS;
                }
                y[c] = sum;
            }
            return 1;
        }


        """;
}
