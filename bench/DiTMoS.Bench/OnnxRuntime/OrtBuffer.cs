namespace DiTMoS.Bench.OnnxRuntime;

/// <summary>Memory of one tensor for some windows, and ONNX Runtime's tensors over its beginning, each made once.</summary>
internal sealed unsafe class OrtBuffer
{
    private readonly OrtLibrary _library;
    private readonly OrtTensor _tensor;
    private readonly nint[] _views;

    /// <summary>Reserves memory for <paramref name="windows"/> windows.</summary>
    public OrtBuffer(OrtLibrary library, OrtTensor tensor, int windows)
    {
        _library = library;
        _tensor = tensor;
        _views = new nint[windows + 1];
        Values = GC.AllocateArray<float>(windows * tensor.Values, pinned: true);
    }

    /// <summary>Shape (windows, ...).</summary>
    public float[] Values { get; }

    /// <summary>One window's values.</summary>
    public Span<float> Window(int index) => Values.AsSpan(index * _tensor.Values, _tensor.Values);

    /// <summary>The tensor over the first <paramref name="windows"/> windows.</summary>
    public nint First(int windows)
    {
        if (_views[windows] == 0)
        {
            fixed (float* data = Values)
            {
                _views[windows] = _library.CreateTensor(data, [windows, .. _tensor.Shape]);
            }
        }

        return _views[windows];
    }
}
