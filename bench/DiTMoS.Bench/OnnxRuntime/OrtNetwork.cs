using System.Text;
using DiTMoS.Export.Onnx;
using DiTMoS.Export.Onnx.Schema;

namespace DiTMoS.Bench.OnnxRuntime;

/// <summary>One exported network in ONNX Runtime.</summary>
internal sealed unsafe class OrtNetwork
{
    private readonly OrtLibrary _library;
    private readonly nint _session;
    private readonly byte[][] _names;                   // pinned, inputs first
    private readonly byte*[] _addresses;

    /// <summary>Loads a network.</summary>
    /// <param name="library">The library.</param>
    /// <param name="file">The exported file, for one window.</param>
    /// <param name="outputs">The outputs that are wanted; null for all.</param>
    /// <param name="batch">Windows per run; null where that differs from run to run.</param>
    public OrtNetwork(OrtLibrary library, byte[] file, string[]? outputs, int? batch)
    {
        _library = library;
        GraphProto graph = OnnxFile.Parse(file, "exported network").Graph;
        Inputs = [.. graph.Input.Select(OrtTensor.Of)];
        Outputs = [.. graph.Output.Where(output => outputs is null || outputs.Contains(output.Name)).Select(OrtTensor.Of)];
        _session = library.CreateSession(OnnxBatch.Of(file, batch));
        _names = [.. Inputs.Concat(Outputs).Select(tensor => Pinned(tensor.Name))];
        _addresses = new byte*[_names.Length];
        for (int i = 0; i < _names.Length; i++)
        {
            fixed (byte* address = _names[i])
            {
                _addresses[i] = address;
            }
        }
    }

    /// <summary>What the network reads, in the order of the tensors of <see cref="Run"/>.</summary>
    public IReadOnlyList<OrtTensor> Inputs { get; }

    /// <summary>What is wanted of what it writes.</summary>
    public IReadOnlyList<OrtTensor> Outputs { get; }

    /// <summary>Computes the outputs.</summary>
    public void Run(ReadOnlySpan<nint> inputs, ReadOnlySpan<nint> outputs)
    {
        fixed (byte** names = _addresses)
        {
            _library.Run(_session, names, inputs, names + Inputs.Count, outputs);
        }
    }

    private static byte[] Pinned(string name)
    {
        byte[] bytes = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(name) + 1, pinned: true);
        Encoding.UTF8.GetBytes(name, bytes);
        return bytes;
    }
}
