namespace DiTMoS.Data.Readers.Deap;

/// <summary>An array of numbers of a DEAP file.</summary>
/// <param name="Shape">Its dimensions.</param>
/// <param name="IsFortranOrder">Whether the first index runs fastest, and not the last.</param>
/// <param name="Element">The element at a place of the file's order, from 0.</param>
internal sealed record DeapArray(IReadOnlyList<int> Shape, bool IsFortranOrder, Func<long, double> Element)
{
    /// <summary>The element of a table.</summary>
    public double At(int i, int j) => Element(IsFortranOrder ? i + ((long)Shape[0] * j) : ((long)i * Shape[1]) + j);

    /// <summary>The element of an array of three dimensions.</summary>
    public double At(int i, int j, int k) => Element(IsFortranOrder
        ? i + (Shape[0] * (j + ((long)Shape[1] * k)))
        : ((((long)i * Shape[1]) + j) * Shape[2]) + k);

    public override string ToString() => string.Join(" x ", Shape);
}
