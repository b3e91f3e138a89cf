using System.Runtime.Intrinsics;

namespace DiTMoS.Data;

/// <summary>Finds what stands on both sides of a split: nearly identical windows, windows that overlap in time, recordings and subjects. A result is too good where something does.</summary>
/// <remarks>
/// Two windows are nearly the same where the root of their mean squared difference is at most a tolerance times how much the less lively of them varies about
/// the means of its channels; channels are brought to one scale first. So copies are found, also after rounding or storing in half precision, while quiet
/// windows that merely look alike, and differ in their noise, are not. Windows that overlap are found by where they begin and end in their recording, where that is known, and else by being of one recording.
/// The variation of two such windows cannot differ by more than the tolerance either, so only windows of about the same variation are compared, most of them by a few samples only.
/// </remarks>
public static class LeakageCheck
{
    /// <summary>The tolerance where none is given: 1 % of a window's variation.</summary>
    public const double DefaultTolerance = 0.01;

    private const int Examples = 5;
    private const int SketchSamples = 32;

    /// <summary>Checks a split.</summary>
    /// <param name="windows">The windows that were split.</param>
    /// <param name="split">The split.</param>
    /// <param name="tolerance">How near windows are nearly the same, in [0, 0.5]; 0 for windows that are equal, 0.01 for a difference of 1 % of their variation. Default <see cref="DefaultTolerance"/>.</param>
    /// <exception cref="OptionException"><paramref name="tolerance"/> is out of range.</exception>
    public static LeakageReport Run(WindowSet windows, DataSplit split, double tolerance = DefaultTolerance)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(split);
        if (!(tolerance is >= 0 and <= 0.5))
        {
            throw new OptionException(FormattableString.Invariant($"The tolerance of the leakage check must be in [0, 0.5]. Got {tolerance}."));
        }

        int[] learnt = [.. split.Train, .. split.Validation];
        int[]? trialOf = windows.Trials ?? windows.Origins?.Recordings;
        (int[] trials, int ofTrials) = Shared(trialOf, learnt, split.Test);
        int[] firstTrials = [.. trials.Order().Take(Examples)];
        (int[] subjects, int ofSubjects) = windows.SubjectNames is null ? ([], 0) : Shared(windows.Subjects, learnt, split.Test);
        (int pairs, List<WindowPair> examples) = NearIdentical(windows, learnt, split.Test, tolerance);
        (int Test, int Learnt)[] overlapping = windows.Origins is { } known ? [.. OverlapCheck.Run(known, learnt, split.Test)] : [];
        return new LeakageReport
        {
            TestWindows = split.Test.Length,
            NearIdenticalWindows = pairs,
            NearIdenticalExamples = examples,
            OverlappingWindows = overlapping.Length,
            OverlappingExamples = [.. overlapping.Take(Examples).Select(pair => PairOf(windows, pair.Test, pair.Learnt))],
            SharedTrials = trials.Length,
            WindowsOfSharedTrials = ofTrials,
            SharedTrialExamples = firstTrials,
            SharedTrialRecordings = windows.Origins is { } origins ? [.. firstTrials.Select(trial => RecordingsOf(origins, trialOf!, trial, learnt, split.Test))] : [],
            SharedSubjects = [.. subjects.Select(subject => windows.SubjectNames![subject]).Order(NaturalOrder.Instance)],
            WindowsOfSharedSubjects = ofSubjects,
        };
    }

    private static (int[] Groups, int TestWindows) Shared(int[]? groups, int[] learnt, int[] test)
    {
        if (groups is null)
        {
            return ([], 0);
        }

        HashSet<int> shared = [.. learnt.Select(row => groups[row])];
        shared.IntersectWith(test.Select(row => groups[row]));
        return ([.. shared], test.Count(row => shared.Contains(groups[row])));
    }

    private static WindowPair PairOf(WindowSet windows, int test, int learnt) => new(test, learnt, windows.Origins?.NameOf(test), windows.Origins?.NameOf(learnt));

    // A recording of the trial that is on both sides, where there is one; else two of its recordings.
    private static RecordingPair RecordingsOf(WindowOrigins origins, int[] trialOf, int trial, int[] learnt, int[] test)
    {
        int[] ofLearnt = [.. learnt.Where(row => trialOf[row] == trial).Select(row => origins.Recordings[row])];
        int[] ofTest = [.. test.Where(row => trialOf[row] == trial).Select(row => origins.Recordings[row])];
        int both = Array.FindIndex(ofTest, ofLearnt.Contains);
        return both < 0
            ? new RecordingPair(origins.RecordingNames[ofTest[0]], origins.RecordingNames[ofLearnt[0]])
            : new RecordingPair(origins.RecordingNames[ofTest[both]], origins.RecordingNames[ofTest[both]]);
    }

    private static (int Count, List<WindowPair> Examples) NearIdentical(WindowSet windows, int[] learnt, int[] test, double tolerance)
    {
        float[] weights = WeightsOf(windows);
        var sketches = new Sketches(windows, weights);
        double[] keys = Array.ConvertAll(learnt, row => sketches.Variation(row));
        int[] sorted = [.. learnt];
        Array.Sort(keys, sorted);                                    // equal keys: any order, as any of equal candidates may be the example
        int count = 0;
        var examples = new List<WindowPair>();
        foreach (int row in test)
        {
            // |v - w| <= tolerance * min(v, w); a little more for rounding.
            double variation = sketches.Variation(row);
            double low = variation * (1 - tolerance) * (1 - 1e-5);
            double high = variation * (1 + tolerance) * (1 + 1e-5);
            int first = Array.BinarySearch(keys, low);
            first = first < 0 ? ~first : FirstOf(keys, first);
            for (int i = first; i < keys.Length && keys[i] <= high; i++)
            {
                double bound = tolerance * Math.Min(variation, keys[i]);
                if (sketches.AreNear(row, sorted[i], bound * bound))
                {
                    count++;
                    if (examples.Count < Examples)
                    {
                        examples.Add(PairOf(windows, row, sorted[i]));
                    }

                    break;
                }
            }
        }

        return (count, examples);
    }

    private static int FirstOf(double[] keys, int at)
    {
        while (at > 0 && keys[at - 1] == keys[at])
        {
            at--;
        }

        return at;
    }

    // One over the standard deviation of each channel over all windows; 0 for a channel that never changes.
    private static float[] WeightsOf(WindowSet windows)
    {
        var weights = new float[windows.Channels];
        for (int c = 0; c < weights.Length; c++)
        {
            double mean = 0;
            double squares = 0;
            long seen = 0;
            for (int n = 0; n < windows.Count; n++)
            {
                foreach (float value in windows.Window(n).Slice(c * windows.Length, windows.Length))
                {
                    seen++;
                    double change = value - mean;
                    mean += change / seen;
                    squares += change * (value - mean);
                }
            }

            weights[c] = squares > 0 ? (float)(1 / Math.Sqrt(squares / seen)) : 0;
        }

        return weights;
    }

    // A few samples of each window beside each other: what differs there already need not be compared in full.
    private sealed class Sketches
    {
        private readonly WindowSet _windows;
        private readonly float[] _weights;
        private readonly float[] _sketches;
        private readonly double[] _variations;

        public Sketches(WindowSet windows, float[] weights)
        {
            _windows = windows;
            _weights = weights;
            _sketches = new float[windows.Count * SketchSamples];
            _variations = new double[windows.Count];
            int size = windows.WindowLength;
            for (int n = 0; n < windows.Count; n++)
            {
                ReadOnlySpan<float> window = windows.Window(n);
                for (int i = 0; i < Math.Min(SketchSamples, size); i++)
                {
                    int at = (int)((long)i * size / Math.Min(SketchSamples, size));
                    _sketches[(n * SketchSamples) + i] = window[at] * weights[at / windows.Length];
                }

                _variations[n] = VariationOf(window);
            }
        }

        /// <summary>The root of the summed squared deviations from the means of the channels.</summary>
        public double Variation(int row) => _variations[row];

        public bool AreNear(int a, int b, double bound) =>
            SquaredDifference(_sketches.AsSpan(a * SketchSamples, SketchSamples), _sketches.AsSpan(b * SketchSamples, SketchSamples)) <= bound * 1.01 && Difference(a, b, bound) <= bound;

        private double VariationOf(ReadOnlySpan<float> window)
        {
            double sum = 0;
            for (int c = 0; c < _weights.Length; c++)
            {
                ReadOnlySpan<float> channel = window.Slice(c * _windows.Length, _windows.Length);
                double mean = 0;
                foreach (float value in channel)
                {
                    mean += value;
                }

                mean /= channel.Length;
                double squares = 0;
                foreach (float value in channel)
                {
                    squares += (value - mean) * (value - mean);
                }

                sum += squares * _weights[c] * _weights[c];
            }

            return Math.Sqrt(sum);
        }

        // Stops where the sum has passed the bound: it can only grow.
        private double Difference(int a, int b, double bound)
        {
            const int piece = 256;
            double sum = 0;
            for (int c = 0; c < _weights.Length; c++)
            {
                ReadOnlySpan<float> x = _windows.Window(a).Slice(c * _windows.Length, _windows.Length);
                ReadOnlySpan<float> y = _windows.Window(b).Slice(c * _windows.Length, _windows.Length);
                for (int t = 0; t < x.Length && sum <= bound; t += piece)
                {
                    int count = Math.Min(piece, x.Length - t);
                    sum += SquaredDifference(x.Slice(t, count), y.Slice(t, count)) * _weights[c] * _weights[c];
                }
            }

            return sum;
        }

        // Always eight lanes, added in one order: the same bits on every processor.
        private static double SquaredDifference(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
        {
            Vector256<float> lanes = default;
            int i = 0;
            for (; i <= x.Length - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                Vector256<float> d = Vector256.Create(x[i..]) - Vector256.Create(y[i..]);
                lanes += d * d;
            }

            double sum = 0;
            for (int lane = 0; lane < Vector256<float>.Count; lane++)
            {
                sum += lanes[lane];
            }

            for (; i < x.Length; i++)
            {
                double d = x[i] - y[i];
                sum += d * d;
            }

            return sum;
        }
    }
}
