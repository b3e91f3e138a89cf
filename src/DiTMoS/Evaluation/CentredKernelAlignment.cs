using System.Runtime.Intrinsics;

namespace DiTMoS.Evaluation;

/// <summary>How alike two representations of the same windows are, whatever their widths.</summary>
/// <remarks>
/// Linear CKA(X, Y) = ||Y'X||² / (||X'X|| ||Y'Y||) in Frobenius norms, with centred features (Kornblith et al., "Similarity of neural
/// network representations revisited", 2019). 1 for a representation with itself; rotations and scalings do not change it. Computed in double.
/// </remarks>
public static class CentredKernelAlignment
{
    /// <summary>The similarity of two representations.</summary>
    /// <param name="x">The first, shape (N, <paramref name="xFeatures"/>), row-major.</param>
    /// <param name="xFeatures">Features of the first, at least 1.</param>
    /// <param name="y">The second, shape (N, <paramref name="yFeatures"/>), row-major.</param>
    /// <param name="yFeatures">Features of the second, at least 1.</param>
    /// <param name="count">Windows, N, at least 1.</param>
    /// <returns>In [0, 1]; 0 where a representation is the same for all windows.</returns>
    /// <exception cref="ArgumentException">A length is not N times its features.</exception>
    public static double Linear(ReadOnlySpan<float> x, int xFeatures, ReadOnlySpan<float> y, int yFeatures, int count) =>
        Linear(x, xFeatures, y, yFeatures, count, useGram: Math.Max(xFeatures, yFeatures) > count);

    /// <summary>The similarity of each representation to each, shape (R, R), row-major: symmetric, its diagonal 1 (0 for a representation that is the same for all windows).</summary>
    /// <param name="representations">R representations, each of shape (N, F), row-major, with an F of its own.</param>
    /// <param name="count">Windows, N, at least 1.</param>
    /// <exception cref="ArgumentException">A length is not a multiple of <paramref name="count"/>.</exception>
    public static double[] Matrix(IReadOnlyList<ReadOnlyMemory<float>> representations, int count)
    {
        ArgumentNullException.ThrowIfNull(representations);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        int r = representations.Count;
        bool useGram = representations.Any(representation => representation.Length / count > count);
        var operands = new Operand[r];
        for (int i = 0; i < r; i++)
        {
            operands[i] = Prepare(representations[i].Span, representations[i].Length / count, count, useGram);
        }

        double[] matrix = new double[r * r];
        for (int i = 0; i < r; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                matrix[(i * r) + j] = matrix[(j * r) + i] = Similarity(operands[i], operands[j], useGram);
            }
        }

        return matrix;
    }

    /// <summary>Both forms say the same: ||Y'X||² = &lt;XX', YY'&gt;. The first is cheaper for many windows, the second (Gram) for many features.</summary>
    internal static double Linear(ReadOnlySpan<float> x, int xFeatures, ReadOnlySpan<float> y, int yFeatures, int count, bool useGram)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Similarity(Prepare(x, xFeatures, count, useGram), Prepare(y, yFeatures, count, useGram), useGram);
    }

    private static double Similarity(in Operand x, in Operand y, bool useGram)
    {
        if (x.Norm == 0 || y.Norm == 0)
        {
            return 0;
        }

        double alignment = useGram ? InnerProduct(x.Values.Vectors, y.Values.Vectors) : SquaredNorm(CrossProduct(x.Values, y.Values));
        return Math.Min(1, alignment / (x.Norm * y.Norm));         // rounding may pass 1 by a last bit
    }

    private static Operand Prepare(ReadOnlySpan<float> values, int features, int count, bool useGram)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        if (values.Length != (long)features * count)
        {
            throw new ArgumentException($"A representation must have the same number of features for each of the {count} windows. Got {values.Length} values.", nameof(values));
        }

        DoubleMatrix centred = Centre(values, features, count, useGram);
        DoubleMatrix product = CrossProduct(centred, centred);  // X'X; of the transposed, XX'
        double norm = Math.Sqrt(SquaredNorm(product));
        return new Operand(useGram ? product : centred, norm);
    }

    /// <summary>Subtracts each feature's mean; (N, F), or (F, N) where transposed.</summary>
    private static DoubleMatrix Centre(ReadOnlySpan<float> values, int features, int count, bool transpose)
    {
        DoubleMatrix centred = transpose ? new DoubleMatrix(features, count) : new DoubleMatrix(count, features);
        for (int f = 0; f < features; f++)
        {
            double mean = 0;
            for (int n = 0; n < count; n++)
            {
                mean += values[(n * features) + f];
            }

            mean /= count;
            for (int n = 0; n < count; n++)
            {
                double value = values[(n * features) + f] - mean;
                if (transpose)
                {
                    centred[f, n] = value;
                }
                else
                {
                    centred[n, f] = value;
                }
            }
        }

        return centred;
    }

    /// <summary>A'B. Shapes: A (R, I), B (R, J), result (I, J). Four rows at a time, so that each sum is loaded and stored once for four products.</summary>
    private static DoubleMatrix CrossProduct(DoubleMatrix a, DoubleMatrix b)
    {
        var product = new DoubleMatrix(a.Columns, b.Columns);
        int r = 0;
        for (; r + 4 <= a.Rows; r += 4)
        {
            ReadOnlySpan<Vector256<double>> b0 = b.Row(r);
            ReadOnlySpan<Vector256<double>> b1 = b.Row(r + 1);
            ReadOnlySpan<Vector256<double>> b2 = b.Row(r + 2);
            ReadOnlySpan<Vector256<double>> b3 = b.Row(r + 3);
            for (int i = 0; i < a.Columns; i++)
            {
                Vector256<double> a0 = Vector256.Create(a[r, i]);
                Vector256<double> a1 = Vector256.Create(a[r + 1, i]);
                Vector256<double> a2 = Vector256.Create(a[r + 2, i]);
                Vector256<double> a3 = Vector256.Create(a[r + 3, i]);
                Span<Vector256<double>> sums = product.Row(i);
                for (int v = 0; v < sums.Length; v++)
                {
                    sums[v] += ((a0 * b0[v]) + (a1 * b1[v])) + ((a2 * b2[v]) + (a3 * b3[v]));
                }
            }
        }

        for (; r < a.Rows; r++)
        {
            for (int i = 0; i < a.Columns; i++)
            {
                Vector256<double> value = Vector256.Create(a[r, i]);
                Span<Vector256<double>> sums = product.Row(i);
                for (int v = 0; v < sums.Length; v++)
                {
                    sums[v] += value * b.Row(r)[v];
                }
            }
        }

        return product;
    }

    private static double SquaredNorm(DoubleMatrix m) => InnerProduct(m.Vectors, m.Vectors);

    private static double InnerProduct(Vector256<double>[] a, Vector256<double>[] b)
    {
        Vector256<double> sum = default;
        for (int v = 0; v < a.Length; v++)
        {
            sum += a[v] * b[v];
        }

        return (sum[0] + sum[1]) + (sum[2] + sum[3]);
    }

    /// <summary>A representation made ready for comparisons: centred (N, F), or in Gram form XX' (N, N); and ||X'X|| = ||XX'||.</summary>
    private readonly record struct Operand(DoubleMatrix Values, double Norm);
}
