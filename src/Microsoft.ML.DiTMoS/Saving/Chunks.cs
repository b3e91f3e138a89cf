using System.Globalization;

namespace Microsoft.ML.DiTMoS.Saving;

/// <summary>A vector written as vectors whose lengths are powers of two, the longest first.</summary>
internal static class Chunks
{
    /// <summary>The columns that a vector of a length takes, in order.</summary>
    /// <param name="prefix">What their names begin with.</param>
    /// <param name="length">The length.</param>
    /// <param name="largest">The longest column that there is, a power of two.</param>
    /// <param name="what">What is saved, for a message.</param>
    /// <exception cref="NotSupportedException">The vector is too long.</exception>
    public static string[] Columns(string prefix, int length, int largest, string what)
    {
        if (length >= 2 * largest)
        {
            throw new NotSupportedException($"A model can be saved through ML.NET with up to {(2 * largest) - 1} {what}. Got {length}: save ToDiTMoSModel() instead.");
        }

        var columns = new List<string>();
        for (int size = largest; size > 0; size /= 2)
        {
            if ((length & size) != 0)
            {
                columns.Add(string.Create(CultureInfo.InvariantCulture, $"DiTMoS.{prefix}{size}"));
            }
        }

        return [.. columns];
    }

    /// <summary>Writes a vector.</summary>
    /// <param name="values">The vector.</param>
    /// <param name="chunks">All columns, the longest first.</param>
    public static void Write(ReadOnlySpan<float> values, params ReadOnlySpan<float[]> chunks)
    {
        int at = 0;
        foreach (float[] chunk in chunks)
        {
            if ((values.Length & chunk.Length) != 0)
            {
                values.Slice(at, chunk.Length).CopyTo(chunk);
                at += chunk.Length;
            }
        }
    }
}
