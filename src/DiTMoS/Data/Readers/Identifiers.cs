using System.Globalization;

namespace DiTMoS.Data.Readers;

/// <summary>Turns the values that a file uses for classes, subjects and recordings into numbers from 0.</summary>
internal static class Identifiers
{
    /// <summary>Numbers whole numbers from 0 in rising order.</summary>
    public static (int[] Ids, string[] Names) Number(ReadOnlySpan<long> values)
    {
        long[] distinct = [.. new SortedSet<long>(values.ToArray())];
        var ids = new int[values.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = Array.BinarySearch(distinct, values[i]);
        }

        return (ids, Array.ConvertAll(distinct, value => value.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Numbers names from 0 in natural order.</summary>
    public static (int[] Ids, string[] Names) Number(ReadOnlySpan<string> values)
    {
        string[] distinct = [.. new SortedSet<string>(values.ToArray(), NaturalOrder.Instance)];
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string name in distinct)
        {
            index.Add(name, index.Count);
        }

        var ids = new int[values.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = index[values[i]];
        }

        return (ids, distinct);
    }

    /// <summary>Numbers pairs from 0 in the order in which they first appear.</summary>
    public static int[] Combine(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        var index = new Dictionary<(int, int), int>();
        var ids = new int[first.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            var pair = (first[i], second[i]);
            if (!index.TryGetValue(pair, out ids[i]))
            {
                ids[i] = index.Count;
                index.Add(pair, ids[i]);
            }
        }

        return ids;
    }
}
