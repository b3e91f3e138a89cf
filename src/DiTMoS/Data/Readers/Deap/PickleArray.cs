namespace DiTMoS.Data.Readers.Deap;

/// <summary>A numpy array of a pickle. It is empty until its state is set.</summary>
internal sealed class PickleArray
{
    private NpyType _type;
    private ReadOnlyMemory<byte> _data;

    /// <summary>Its dimensions.</summary>
    public IReadOnlyList<int> Shape { get; private set; } = [0];

    /// <summary>Whether the first index runs fastest, and not the last.</summary>
    public bool IsFortranOrder { get; private set; }

    /// <summary>Sets what the array holds.</summary>
    /// <returns>False where the data are not as long as the shape and the type ask for.</returns>
    public bool TrySet(IReadOnlyList<int> shape, NpyType type, bool isFortranOrder, ReadOnlyMemory<byte> data)
    {
        long count = data.Length / type.Bytes;
        long product = 1;
        foreach (int length in shape)
        {
            product = length < 0 || (length > 0 && product > count / length) ? -1 : product * length;
            if (product < 0)
            {
                return false;
            }
        }

        (Shape, _type, IsFortranOrder, _data) = (shape, type, isFortranOrder, data);
        return product * type.Bytes == data.Length;
    }

    /// <summary>The element at a place of the data, from 0.</summary>
    public double Element(long index) => _type.ToDouble(_data.Span.Slice((int)(index * _type.Bytes), _type.Bytes));
}
