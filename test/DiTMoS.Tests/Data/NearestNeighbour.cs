using System.Numerics;
using DiTMoS.Data;

namespace DiTMoS.Tests.Data;

/// <summary>The class of the nearest training window by squared distance: a yardstick that shows windows, labels and folds belong together.</summary>
internal static class NearestNeighbour
{
    public static double Accuracy(WindowSet windows, int[] train, int[] test)
    {
        int right = 0;
        foreach (int row in test)
        {
            int nearest = train[0];
            float smallest = float.MaxValue;
            foreach (int candidate in train)
            {
                float distance = Distance(windows.Window(row), windows.Window(candidate), smallest);
                (smallest, nearest) = distance < smallest ? (distance, candidate) : (smallest, nearest);
            }

            right += windows.Labels[nearest] == windows.Labels[row] ? 1 : 0;
        }

        return (double)right / test.Length;
    }

    // Stops where the sum has passed the bound: it can only grow.
    private static float Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b, float bound)
    {
        float sum = 0;
        int i = 0;
        while (i <= a.Length - Vector<float>.Count && sum < bound)
        {
            Vector<float> lanes = Vector<float>.Zero;
            for (int k = 0; k < 4 && i <= a.Length - Vector<float>.Count; k++, i += Vector<float>.Count)
            {
                Vector<float> d = new Vector<float>(a[i..]) - new Vector<float>(b[i..]);
                lanes += d * d;
            }

            sum += Vector.Sum(lanes);
        }

        for (; i < a.Length && sum < bound; i++)
        {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }

        return sum;
    }
}
