namespace DiTMoS.Kernels;

/// <summary>Hands out zeroed, pinned, 64-byte aligned memory; everything is allocated before training begins.</summary>
internal sealed unsafe class LaneArena
{
    private const int Alignment = 16;                   // floats, 64 bytes

    private readonly List<float[]> _blocks = [];        // keeps the memory alive

    /// <summary>A tensor of zeros.</summary>
    public LaneTensor Tensor(int groups, int channels, int length, int margin = 0) =>
        new(Floats(LaneTensor.FloatsFor(groups, channels, length, margin)), groups, channels, length, margin);

    /// <summary>Zeros.</summary>
    public float* Floats(long count)
    {
        float[] block = GC.AllocateArray<float>(checked((int)count + Alignment), pinned: true);
        _blocks.Add(block);
        var address = (nuint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref block[0]);
        return (float*)((address + 63) & ~(nuint)63);
    }
}
