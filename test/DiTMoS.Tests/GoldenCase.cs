using System.Runtime.InteropServices;
using System.Text.Json;
using DiTMoS.Networks;

namespace DiTMoS.Tests;

/// <summary>Tensors of a reference case: <c>index.json</c> beside <c>tensors.bin</c>.</summary>
internal sealed class GoldenCase
{
    private readonly Dictionary<string, (string Type, int[] Shape, int Offset)> _index = [];
    private readonly byte[] _bytes;

    private GoldenCase(string folder)
    {
        _bytes = File.ReadAllBytes(Path.Combine(folder, "tensors.bin"));
        using JsonDocument index = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "index.json")));
        foreach (JsonProperty tensor in index.RootElement.EnumerateObject())
        {
            _index[tensor.Name] = (
                tensor.Value.GetProperty("dtype").GetString()!,
                [.. tensor.Value.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32())],
                tensor.Value.GetProperty("offset").GetInt32());
        }
    }

    public IEnumerable<string> Names => _index.Keys;

    /// <summary>The case in <c>DITMOS_GOLDEN</c>, else beside the checkout; skips the test where there is none.</summary>
    public static GoldenCase Load()
    {
        string root = TestFolders.Root;
        string? named = Environment.GetEnvironmentVariable("DITMOS_GOLDEN");
        string folder = Path.GetFullPath(string.IsNullOrEmpty(named) ? "../shared/golden/reference-case" : named, root);
        if (!File.Exists(Path.Combine(folder, "index.json")))
        {
            Assert.Skip($"No reference case: {(string.IsNullOrEmpty(named) ? "../shared/golden/reference-case" : named)} has no index.json. Name a folder in DITMOS_GOLDEN.");
        }

        return new GoldenCase(folder);
    }

    public int[] Shape(string name) => _index[name].Shape;

    public float[] Floats(string name) => Read<float>(name, "float32");

    public int[] Integers(string name) =>
        _index[name].Type == "int64" ? [.. Read<long>(name, "int64").Select(v => (int)v)] : Read<int>(name, "int32");

    /// <summary>Copies a group of tensors into a network of the same shape.</summary>
    public void Fill(Network network, string prefix, Func<string, string> originalName)
    {
        foreach (ParameterEntry entry in network.Table.Entries)
        {
            Floats(prefix + originalName(entry.Name)).CopyTo(network[entry.Name]);
        }
    }

    /// <summary>|a - b| is at most 1e-6 + tolerance · max|b|, over the whole tensor.</summary>
    public void AssertClose(string name, ReadOnlySpan<float> actual, float tolerance)
    {
        float[] expected = Floats(name);
        Assert.Equal(expected.Length, actual.Length);
        float largest = expected.Max(MathF.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            float difference = MathF.Abs(actual[i] - expected[i]);
            Assert.True(difference <= 1e-6f + (tolerance * largest), $"{name}[{i}]: expected {expected[i]:R}, got {actual[i]:R}; the largest value is {largest:R}.");
        }
    }

    private T[] Read<T>(string name, string type)
        where T : unmanaged
    {
        (string actual, int[] shape, int offset) = _index[name];
        Assert.Equal(type, actual);
        return MemoryMarshal.Cast<byte, T>(_bytes.AsSpan(offset))[..shape.Aggregate(1, (a, b) => a * b)].ToArray();
    }
}
