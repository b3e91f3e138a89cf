namespace DiTMoS.Data.Readers;

/// <summary>An array of a MATLAB file. Elements lie as in the file: the first index runs fastest.</summary>
internal sealed class MatArray
{
    public required MatClass Class { get; init; }

    /// <summary>The variable's name; empty inside a cell.</summary>
    public required string Name { get; init; }

    /// <summary>The dimensions, at least two; empty where the class is not read.</summary>
    public int[] Dimensions { get; init; } = [];

    /// <summary>The elements of a real numeric array as doubles (64-bit integers are rounded beyond 2^53); null for other classes and for complex numbers.</summary>
    public double[]? Numbers { get; init; }

    /// <summary>The rows of a char array, without the spaces at their ends; null for other classes.</summary>
    public string[]? Texts { get; init; }

    /// <summary>The elements of a cell array; null for other classes.</summary>
    public MatArray[]? Cells { get; init; }

    public int Rows => Dimensions.Length == 2 ? Dimensions[0] : 0;

    public int Columns => Dimensions.Length == 2 ? Dimensions[1] : 0;

    public override string ToString() => Dimensions.Length == 0 ? Class.ToString() : $"{string.Join('x', Dimensions)} {Class}";
}
