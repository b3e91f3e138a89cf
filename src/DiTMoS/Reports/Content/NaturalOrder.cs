using System.Globalization;
using System.Numerics;

namespace DiTMoS.Reports.Content;

/// <summary>Orders texts as people do: <c>n=2</c> before <c>n=10</c>, and <c>0.5</c> before <c>0.75</c>.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    /// <summary>The order.</summary>
    public static NaturalOrder Comparer { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> a = x;
        ReadOnlySpan<char> b = y;
        while (a.Length > 0 && b.Length > 0)
        {
            int digitsA = Digits(a);
            int digitsB = Digits(b);
            int order = digitsA > 0 && digitsB > 0
                ? BigInteger.Parse(a[..digitsA], CultureInfo.InvariantCulture).CompareTo(BigInteger.Parse(b[..digitsB], CultureInfo.InvariantCulture))
                : a[0].CompareTo(b[0]);
            if (order != 0)
            {
                return order;
            }

            a = a[Math.Max(1, digitsA)..];
            b = b[Math.Max(1, digitsB)..];
        }

        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(x, y);
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
