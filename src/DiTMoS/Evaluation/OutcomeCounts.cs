namespace DiTMoS.Evaluation;

/// <summary>What the routed metrics need to know of a set of windows: counts per class, whatever the number of windows.</summary>
internal sealed class OutcomeCounts(int classes)
{
    private readonly int[] _right = new int[classes];
    private readonly int[] _predicted = new int[classes];
    private readonly int[] _support = new int[classes];
    private int _count;
    private int _union;

    public double Accuracy => (double)_right.Sum() / _count;

    public double UnionAccuracy => (double)_union / _count;

    public double SelectorAccuracy => _union == 0 ? 0 : (double)_right.Sum() / _union;

    public double MacroF1
    {
        get
        {
            double sum = 0;
            int occurring = 0;
            for (int c = 0; c < _right.Length; c++)
            {
                if (_predicted[c] + _support[c] > 0)
                {
                    sum += F1(c);
                    occurring++;
                }
            }

            return sum / occurring;
        }
    }

    public void Clear()
    {
        Array.Clear(_right);
        Array.Clear(_predicted);
        Array.Clear(_support);
        _count = 0;
        _union = 0;
    }

    public void Add(int label, int predicted, bool inUnion)
    {
        _count++;
        _support[label]++;
        _predicted[predicted]++;
        _right[label] += label == predicted ? 1 : 0;
        _union += inUnion ? 1 : 0;
    }

    public ClassMetrics[] PerClass(IReadOnlyList<string> names)
    {
        var metrics = new ClassMetrics[_right.Length];
        for (int c = 0; c < metrics.Length; c++)
        {
            metrics[c] = new ClassMetrics(names[c], Share(_right[c], _predicted[c]), Share(_right[c], _support[c]), F1(c), _support[c]);
        }

        return metrics;
    }

    // 2 TP + FP + FN = predicted + support
    private double F1(int c) => Share(2 * _right[c], _predicted[c] + _support[c]);

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
