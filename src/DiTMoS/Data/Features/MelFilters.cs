namespace DiTMoS.Data.Features;

/// <summary>Triangles over a power spectrum, evenly apart on the HTK mel scale, 2595 log10(1 + f / 700), each of height 1.</summary>
internal sealed class MelFilters
{
    private readonly int[] _firstBins;
    private readonly double[][] _weights;               // of filter m at bins from _firstBins[m]

    private MelFilters(int[] firstBins, double[][] weights)
    {
        _firstBins = firstBins;
        _weights = weights;
    }

    /// <summary>The number of filters, M.</summary>
    public int Count => _weights.Length;

    /// <summary>Prepares the filters; a filter between two bins has no weights.</summary>
    /// <param name="count">M: filter m rises from edge m to edge m + 1 and falls to edge m + 2 of M + 2 edges.</param>
    /// <param name="lowestHz">The first edge.</param>
    /// <param name="highestHz">The last edge.</param>
    /// <param name="binHz">Hertz from bin to bin.</param>
    /// <param name="bins">The number of bins.</param>
    public static MelFilters Create(int count, double lowestHz, double highestHz, double binHz, int bins)
    {
        var edges = new double[count + 2];
        for (int m = 0; m < edges.Length; m++)
        {
            edges[m] = ToHertz(ToMel(lowestHz) + ((ToMel(highestHz) - ToMel(lowestHz)) * m / (count + 1)));
        }

        var firstBins = new int[count];
        var weights = new double[count][];
        for (int m = 0; m < count; m++)
        {
            (double low, double centre, double high) = (edges[m], edges[m + 1], edges[m + 2]);
            int first = (int)Math.Floor(low / binHz) + 1;                                    // the first bin above the edge
            int last = Math.Min((int)Math.Ceiling(high / binHz) - 1, bins - 1);
            firstBins[m] = first;
            weights[m] = new double[Math.Max(last - first + 1, 0)];
            for (int i = 0; i < weights[m].Length; i++)
            {
                double hertz = (first + i) * binHz;
                weights[m][i] = Math.Min((hertz - low) / (centre - low), (high - hertz) / (high - centre));
            }
        }

        return new MelFilters(firstBins, weights);
    }

    /// <summary>Whether a filter lies between two bins, so that it would always be silent.</summary>
    public bool HasEmpty => Array.Exists(_weights, weights => weights.Length == 0);

    /// <summary>The first bin of a filter, and its weights from there on.</summary>
    public (int FirstBin, IReadOnlyList<double> Weights) this[int filter] => (_firstBins[filter], _weights[filter]);

    /// <summary>mel[m] = sum over bins of weight times power.</summary>
    public void Apply(ReadOnlySpan<double> power, Span<double> mel)
    {
        for (int m = 0; m < _weights.Length; m++)
        {
            double sum = 0;
            ReadOnlySpan<double> bins = power.Slice(_firstBins[m], _weights[m].Length);
            for (int i = 0; i < bins.Length; i++)
            {
                sum += bins[i] * _weights[m][i];
            }

            mel[m] = sum;
        }
    }

    private static double ToMel(double hertz) => 2595 * Math.Log10(1 + (hertz / 700));

    private static double ToHertz(double mel) => 700 * (Math.Pow(10, mel / 2595) - 1);
}
