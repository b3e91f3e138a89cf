using System.Runtime.InteropServices;

namespace DiTMoS.Bench.OnnxRuntime;

/// <summary>ONNX Runtime's C API, as far as this benchmark calls it. What is created here lives as long as the process.</summary>
internal sealed unsafe class OrtLibrary
{
    /// <summary>The environment variable that names the library's file; <c>bench/run</c> sets it.</summary>
    public const string Variable = "DITMOS_BENCH_ONNXRUNTIME";

    // Every version of the library offers the tables of all versions before; the first of them has all that is called here.
    private const uint ApiVersion = 1;
    private const int Warning = 2;
    private const int Sequential = 0;
    private const int AllOptimizations = 99;
    private const int DeviceAllocator = 0;
    private const int DefaultMemory = 0;
    private const int Float = 1;

    private readonly nint* _api;
    private readonly nint _environment;
    private readonly nint _options;
    private readonly nint _memory;

    private OrtLibrary(nint* api, string version)
    {
        _api = api;
        Version = version;
        fixed (byte* name = "bench\0"u8)
        fixed (nint* environment = &_environment, options = &_options, memory = &_memory)
        {
            Check(((delegate* unmanaged<int, byte*, nint*, nint>)_api[(int)OrtFunction.CreateEnv])(Warning, name, environment));
            Check(((delegate* unmanaged<nint*, nint>)_api[(int)OrtFunction.CreateSessionOptions])(options));
            Check(((delegate* unmanaged<int, int, nint*, nint>)_api[(int)OrtFunction.CreateCpuMemoryInfo])(DeviceAllocator, DefaultMemory, memory));
        }

        Set(OrtFunction.SetSessionExecutionMode, Sequential);
        Set(OrtFunction.SetSessionGraphOptimizationLevel, AllOptimizations);
        Set(OrtFunction.SetIntraOpNumThreads, 1);
        Set(OrtFunction.SetInterOpNumThreads, 1);
    }

    /// <summary>What the library says it is.</summary>
    public string Version { get; }

    /// <summary>Loads the library.</summary>
    /// <exception cref="BenchException">It is not there, or is none.</exception>
    public static OrtLibrary Load()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } path)
        {
            throw new BenchException($"The comparison needs ONNX Runtime's library: '{Variable}' must name libonnxruntime.so.1. bench/run installs it where npm can, from the package onnxruntime-node.");
        }

        if (!NativeLibrary.TryLoad(path, out nint library) || !NativeLibrary.TryGetExport(library, "OrtGetApiBase", out nint getBase))
        {
            throw new BenchException($"'{Variable}' must name ONNX Runtime's library. '{path}' cannot be loaded as such.");
        }

        var functions = (nint*)((delegate* unmanaged<nint>)getBase)();             // GetApi, GetVersionString
        nint api = ((delegate* unmanaged<uint, nint>)functions[0])(ApiVersion);
        return new OrtLibrary((nint*)api, Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)functions[1])()) ?? string.Empty);
    }

    /// <summary>A session on one thread, with all optimizations of graphs.</summary>
    public nint CreateSession(ReadOnlySpan<byte> model)
    {
        nint session;
        fixed (byte* data = model)
        {
            Check(((delegate* unmanaged<nint, void*, nuint, nint, nint*, nint>)_api[(int)OrtFunction.CreateSessionFromArray])(_environment, data, (nuint)model.Length, _options, &session));
        }

        return session;
    }

    /// <summary>A tensor over memory that stays where it is.</summary>
    public nint CreateTensor(float* data, ReadOnlySpan<long> shape)
    {
        long values = 1;
        foreach (long part in shape)
        {
            values *= part;
        }

        nint tensor;
        fixed (long* dimensions = shape)
        {
            Check(((delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)_api[(int)OrtFunction.CreateTensorWithDataAsOrtValue])(
                _memory, data, (nuint)(values * sizeof(float)), dimensions, (nuint)shape.Length, Float, &tensor));
        }

        return tensor;
    }

    /// <summary>Runs a session; outputs are written into the tensors that are given.</summary>
    public void Run(nint session, byte** inputNames, ReadOnlySpan<nint> inputs, byte** outputNames, ReadOnlySpan<nint> outputs)
    {
        fixed (nint* x = inputs, y = outputs)
        {
            Check(((delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)_api[(int)OrtFunction.Run])(
                session, 0, inputNames, x, (nuint)inputs.Length, outputNames, (nuint)outputs.Length, y));
        }
    }

    private void Set(OrtFunction function, int value) => Check(((delegate* unmanaged<nint, int, nint>)_api[(int)function])(_options, value));

    private void Check(nint status)
    {
        if (status != 0)
        {
            nint message = ((delegate* unmanaged<nint, nint>)_api[(int)OrtFunction.GetErrorMessage])(status);
            throw new BenchException($"ONNX Runtime {Version}: {Marshal.PtrToStringUTF8(message)}");
        }
    }
}
