using System.Runtime.Intrinsics;
using DiTMoS.Kernels;

namespace DiTMoS.Training.Splitting;

/// <summary>One run of k-means on one thread: starting centres, Lloyd's iterations, repair.</summary>
/// <remarks>N rows, k centres, F features. Sums over rows are in double and in row order.</remarks>
internal sealed class KMeansRun
{
    private readonly PaddedRows _rows;
    private readonly int[] _assignment;
    private readonly float[] _distances;                        // (N), squared, each row to the centre of its subset
    private readonly int[] _sizes;
    private readonly Vector256<double>[] _sums;                 // (k, 2 * Stride)
    private int _iterations;

    public KMeansRun(PaddedRows rows, int count)
    {
        _rows = rows;
        Centres = new PaddedRows(count, rows.Features);
        _assignment = new int[rows.Count];
        _distances = new float[rows.Count];
        _sizes = new int[count];
        _sums = new Vector256<double>[count * rows.Stride * 2];
    }

    public double Inertia { get; private set; }

    /// <summary>The centres, to read or to set before <see cref="Iterate"/>.</summary>
    public PaddedRows Centres { get; }

    private int Count => _sizes.Length;

    /// <summary>Greedy k-means++: of 2 + ln k rows drawn in proportion to their squared distance, the one that lowers the sum most.</summary>
    public void ChooseCentres(SeededRandom random)
    {
        int candidates = 2 + (int)Math.Log(Count);
        float[] nearest = new float[_rows.Count];
        float[] trial = new float[_rows.Count];
        float[] best = new float[_rows.Count];
        Array.Fill(nearest, float.PositiveInfinity);
        double potential = Lower(nearest, random.Next(_rows.Count), 0, nearest);
        for (int j = 1; j < Count; j++)
        {
            double least = double.PositiveInfinity;
            int chosen = 0;
            for (int c = 0; c < candidates; c++)
            {
                int row = Draw(nearest, potential, random);
                double sum = Lower(nearest, row, j, trial);
                if (sum < least)
                {
                    least = sum;
                    chosen = row;
                    (trial, best) = (best, trial);
                }
            }

            _rows.Row(chosen).CopyTo(Centres.Row(j));
            (nearest, best) = (best, nearest);
            potential = least;
        }
    }

    /// <summary>Lloyd's iterations from the centres as they stand, until no row changes, the centres rest, or the iterations are used up.</summary>
    public void Iterate(int maximumIterations, double tolerance, CancellationToken cancellationToken)
    {
        Array.Fill(_assignment, -1);
        bool settled = false;
        for (_iterations = 0; _iterations < maximumIterations && !settled; _iterations++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool changed = Assign();
            FillEmptySubsets();
            double shift = MoveCentres();
            settled = !changed || shift <= tolerance;
        }

        Assign();                                               // the last move may have changed a row's nearest centre
        FillEmptySubsets();
        Finish();
    }

    /// <summary>Moves rows into subsets that have fewer than <paramref name="minimum"/>: the nearest first, from subsets that can spare them.</summary>
    public void FillSmallSubsets(int minimum)
    {
        bool moved = false;
        float[] keys = new float[_rows.Count];
        int[] order = new int[_rows.Count];
        for (int j = 0; j < Count; j++)
        {
            if (_sizes[j] >= minimum)
            {
                continue;
            }

            for (int n = 0; n < _rows.Count; n++)
            {
                order[n] = n;
                keys[n] = SquaredDistance.Between(_rows.Row(n), Centres.Row(j));
            }

            Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));
            for (int i = 0; i < order.Length && _sizes[j] < minimum; i++)
            {
                int donor = _assignment[order[i]];
                if (_sizes[donor] > minimum)                    // never the subset itself, which is below the minimum
                {
                    _sizes[donor]--;
                    _sizes[j]++;
                    _assignment[order[i]] = j;
                    moved = true;
                }
            }
        }

        if (moved)
        {
            Finish();
        }
    }

    public KMeansResult ToResult()
    {
        float[] centres = new float[Count * _rows.Features];
        for (int j = 0; j < Count; j++)
        {
            Centres.Scalars(j).CopyTo(centres.AsSpan(j * _rows.Features));
        }

        return new KMeansResult(_assignment, centres, Inertia, _iterations);
    }

    /// <summary>Makes a row the centre <paramref name="centre"/>, writes what is then the distance to the nearest centre, and returns the sum.</summary>
    private double Lower(float[] nearest, int row, int centre, float[] lowered)
    {
        Span<Vector256<float>> target = Centres.Row(centre);
        _rows.Row(row).CopyTo(target);
        SquaredDistance.ToRows(target, _rows.Values, _distances);
        double sum = 0;
        for (int n = 0; n < lowered.Length; n++)
        {
            lowered[n] = Math.Min(nearest[n], _distances[n]);
            sum += lowered[n];
        }

        return sum;
    }

    private static int Draw(float[] weights, double sum, SeededRandom random)
    {
        if (sum <= 0)
        {
            return random.Next(weights.Length);                 // every row lies on a centre already: duplicates
        }

        double left = random.NextDouble() * sum;
        int last = 0;
        for (int n = 0; n < weights.Length; n++)
        {
            if (weights[n] > 0)
            {
                last = n;
                left -= weights[n];
                if (left < 0)
                {
                    return n;
                }
            }
        }

        return last;                                            // rounding: the subtractions left a crumb
    }

    /// <summary>Gives each row to its nearest centre, the first of equals; says whether any row changed.</summary>
    private bool Assign()
    {
        Span<float> distances = Count <= 256 ? stackalloc float[Count] : new float[Count];
        bool changed = false;
        Array.Clear(_sizes);
        for (int n = 0; n < _assignment.Length; n++)
        {
            SquaredDistance.ToRows(_rows.Row(n), Centres.Values, distances);
            int best = 0;
            for (int j = 1; j < distances.Length; j++)
            {
                if (distances[j] < distances[best])
                {
                    best = j;
                }
            }

            changed |= _assignment[n] != best;
            _assignment[n] = best;
            _distances[n] = distances[best];
            _sizes[best]++;
        }

        return changed;
    }

    /// <summary>Each empty subset takes the row that lies farthest from its centre, as long as one lies off its centre.</summary>
    private void FillEmptySubsets()
    {
        for (int j = 0; j < Count; j++)
        {
            if (_sizes[j] > 0)
            {
                continue;
            }

            int farthest = -1;
            for (int n = 0; n < _assignment.Length; n++)
            {
                if (_sizes[_assignment[n]] > 1 && _distances[n] > (farthest < 0 ? 0 : _distances[farthest]))
                {
                    farthest = n;
                }
            }

            if (farthest < 0)
            {
                return;                                         // fewer distinct rows than subsets
            }

            _sizes[_assignment[farthest]]--;
            _sizes[j] = 1;
            _assignment[farthest] = j;
            _distances[farthest] = 0;
        }
    }

    /// <summary>Moves each centre to the mean of its rows; returns the sum of the squared movements.</summary>
    private double MoveCentres()
    {
        int stride = _rows.Stride;
        Array.Clear(_sums);
        for (int n = 0; n < _assignment.Length; n++)
        {
            Span<Vector256<float>> row = _rows.Row(n);
            Span<Vector256<double>> sum = _sums.AsSpan(_assignment[n] * stride * 2, stride * 2);
            for (int v = 0; v < row.Length; v++)
            {
                (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(row[v]);
                sum[2 * v] += lower;
                sum[(2 * v) + 1] += upper;
            }
        }

        double shift = 0;
        Span<Vector256<float>> mean = new Vector256<float>[stride];
        for (int j = 0; j < Count; j++)
        {
            if (_sizes[j] == 0)
            {
                continue;                                       // it stays where it is
            }

            ReadOnlySpan<Vector256<double>> sum = _sums.AsSpan(j * stride * 2, stride * 2);
            for (int v = 0; v < stride; v++)
            {
                mean[v] = Vector256.Narrow(sum[2 * v] / _sizes[j], sum[(2 * v) + 1] / _sizes[j]);
            }

            shift += SquaredDistance.Between(mean, Centres.Row(j));
            mean.CopyTo(Centres.Row(j));
        }

        return shift;
    }

    /// <summary>Makes centres, distances and inertia those of the assignment as it stands.</summary>
    private void Finish()
    {
        MoveCentres();
        Inertia = 0;
        for (int n = 0; n < _assignment.Length; n++)
        {
            _distances[n] = SquaredDistance.Between(_rows.Row(n), Centres.Row(_assignment[n]));
            Inertia += _distances[n];
        }
    }
}
