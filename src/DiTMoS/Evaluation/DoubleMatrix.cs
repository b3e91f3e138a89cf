using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiTMoS.Evaluation;

/// <summary>A matrix of doubles whose rows are padded with zeros to whole vectors of four lanes.</summary>
internal sealed class DoubleMatrix
{
    private readonly int _stride;

    public DoubleMatrix(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
        _stride = (columns + Vector256<double>.Count - 1) / Vector256<double>.Count;
        Vectors = new Vector256<double>[checked(rows * _stride)];
    }

    public int Rows { get; }

    public int Columns { get; }

    public Vector256<double>[] Vectors { get; }

    public double this[int row, int column]
    {
        get => MemoryMarshal.Cast<Vector256<double>, double>(Row(row))[column];
        set => MemoryMarshal.Cast<Vector256<double>, double>(Row(row))[column] = value;
    }

    public Span<Vector256<double>> Row(int row) => Vectors.AsSpan(row * _stride, _stride);
}
