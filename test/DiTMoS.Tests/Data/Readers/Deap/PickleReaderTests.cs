using System.Text;
using DiTMoS.Data;
using DiTMoS.Data.Readers.Deap;

namespace DiTMoS.Tests.Data.Readers.Deap;

public sealed class PickleReaderTests
{
    // What Python 3.11 with numpy 1.24 writes for {'a': numpy.array([[1, 2, 3], [4, 5, 6]], dtype='<f4')} with protocols 2, 3 and 4, in base 64.
    private static readonly Dictionary<int, string> Modern = new()
    {
        [2] = "gAJ9cQBYAQAAAGFxAWNudW1weS5jb3JlLm11bHRpYXJyYXkKX3JlY29uc3RydWN0CnECY251bXB5Cm5kYXJyYXkKcQNLAIVxBGNfY29kZWNzCmVuY29kZQpxBVgBAAAAYnEGWAYAAABsYXRpbjFxB4ZxCFJxCYdxClJxCyhLAUsCSwOGcQxjbnVtcHkKZHR5cGUKcQ1YAgAAAGY0cQ6JiIdxD1JxEChLA1gBAAAAPHERTk5OSv////9K/////0sAdHESYoloBVgcAAAAAADCgD8AAABAAABAQAAAwoBAAADCoEAAAMOAQHETaAeGcRRScRV0cRZicy4=",
        [3] = "gAN9cQBYAQAAAGFxAWNudW1weS5jb3JlLm11bHRpYXJyYXkKX3JlY29uc3RydWN0CnECY251bXB5Cm5kYXJyYXkKcQNLAIVxBEMBYnEFh3EGUnEHKEsBSwJLA4ZxCGNudW1weQpkdHlwZQpxCVgCAAAAZjRxComIh3ELUnEMKEsDWAEAAAA8cQ1OTk5K/////0r/////SwB0cQ5iiUMYAACAPwAAAEAAAEBAAACAQAAAoEAAAMBAcQ90cRBicy4=",
        [4] = "gASVqQAAAAAAAAB9lIwBYZSMFW51bXB5LmNvcmUubXVsdGlhcnJheZSMDF9yZWNvbnN0cnVjdJSTlIwFbnVtcHmUjAduZGFycmF5lJOUSwCFlEMBYpSHlFKUKEsBSwJLA4aUaAWMBWR0eXBllJOUjAJmNJSJiIeUUpQoSwOMATyUTk5OSv////9K/////0sAdJRiiUMYAACAPwAAAEAAAEBAAACAQAAAoEAAAMBAlHSUYnMu",
    };

    [Fact]
    public void Read_DictOfArrays_ByName()
    {
        byte[] bytes = PickleBytes.Dict(("labels", [2, 3], [1, 2, 3, 4, 5, 6]), ("data", [1, 2, 2], [0.5, -1, 1e300, 7]));

        Dictionary<string, PickleArray> arrays = Read(bytes);

        Assert.Equal(["data", "labels"], arrays.Keys.Order());
        Assert.Equal([2, 3], arrays["labels"].Shape);
        Assert.Equal([0.5, -1, 1e300, 7], Enumerable.Range(0, 4).Select(i => arrays["data"].Element(i)));
        Assert.False(arrays["data"].IsFortranOrder);
    }

    [Theory]
    [InlineData("i2", ">", new byte[] { 0xFF, 0xFE, 1, 0 }, new[] { -2.0, 256 })]
    [InlineData("u1", "|", new byte[] { 200, 3 }, new[] { 200.0, 3 })]
    [InlineData("f4", "<", new byte[] { 0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0 }, new[] { 1.0, -2 })]
    public void Read_ElementTypes_AsNumpyNamesThem(string type, string order, byte[] data, double[] expected)
    {
        PickleArray array = Read(PickleBytes.Protocol2([(byte)'}', .. PickleBytes.Text("a"), .. PickleBytes.Array([1, 2], type, order, isFortran: true, data), (byte)'s']))["a"];

        Assert.Equal(expected, Enumerable.Range(0, 2).Select(i => array.Element(i)));
        Assert.True(array.IsFortranOrder);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Read_WrittenByPython3_SameArrays(int protocol)
    {
        PickleArray array = Read(Convert.FromBase64String(Modern[protocol]))["a"];

        Assert.Equal([2, 3], array.Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], Enumerable.Range(0, 6).Select(i => array.Element(i)));
    }

    [Theory]
    [InlineData("posix", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("__builtin__", "getattr")]
    [InlineData("numpy", "load")]
    [InlineData("numpy.core.multiarray", "fromfile")]
    public void Read_OtherNames_AreRefusedAndNotRun(string module, string name)
    {
        byte[] bytes = PickleBytes.Protocol2([.. PickleBytes.Global(module, name), .. PickleBytes.Text("touch /tmp/x"), 0x85, (byte)'R']);

        Assert.Contains($"'made.dat' asks for '{module}.{name}', which is neither run nor needed", Refused(bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("K\u0001", "a dict of arrays")]
    [InlineData("}K\u0001K\u0002s", "a short text")]
    [InlineData("cnumpy\nndarray\n)R", "a call at byte")]
    [InlineData("}K\u0001b", "a state at byte")]
    [InlineData("(K\u0001b", "a value is missing on its stack")]
    [InlineData("}t", "a mark is missing")]
    [InlineData("h\u0009", "value 9 is used before it is there")]
    [InlineData("]", "instruction 0x5D at byte 2")]
    [InlineData("I1x\n", "expected a whole number. Got '1x'")]
    [InlineData("U\u00ff", "it ends within a value")]
    [InlineData("T\u0000\u0000\u0000\u0080", "it ends within a value")]
    [InlineData("}", "it ends within a value", false)]
    [InlineData("cnumpy", "has no end")]
    [InlineData("\u008a\u0009", "it ends within")]
    [InlineData("\u0080\u0009", "its protocol must be 1 to 5. Got 9")]
    public void Read_UnsoundPickle_SaysWhatIsWrong(string instructions, string part, bool hasEnd = true)
    {
        byte[] bytes = [0x80, 2, .. Encoding.Latin1.GetBytes(instructions + (hasEnd ? "." : ""))];

        Assert.Contains(part, Refused(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ShapeBeyondItsData_IsRefused()
    {
        foreach (int[] shape in (int[][])[[3], [int.MaxValue, int.MaxValue, int.MaxValue], [-1, -2], []])
        {
            byte[] bytes = PickleBytes.Dict(("a", shape, [1, 2]));
            Assert.Contains("made.dat", Refused(bytes), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_EndlessInstructionsOrDepth_AreRefused()
    {
        Assert.Contains("at most 10000 instructions", Refused(PickleBytes.Protocol2(Memos())), StringComparison.Ordinal);
        Assert.Contains("nest at most 1000 deep", Refused(PickleBytes.Protocol2([.. Enumerable.Repeat((byte)'(', 5000)])), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DictThatHoldsItself_EndsAndHoldsNoArrays() =>
        Assert.Empty(Read(PickleBytes.Protocol2([(byte)'}', (byte)'q', 1, .. PickleBytes.Text("me"), (byte)'h', 1, (byte)'s'])));

    [Fact]
    public void Read_TextBeyondTheLimit_IsRefused()
    {
        byte[] bytes = PickleBytes.Protocol2([(byte)'X', .. BitConverter.GetBytes(1000), .. new byte[1000]]);

        Assert.Contains("Raise MaximumBytes", Assert.Throws<RecordingException>(() => PickleReader.Read("made.dat", bytes, 1500)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AlteredPickle_OnlyOurExceptions()
    {
        byte[] sound = PickleBytes.Dict(("labels", [2, 3], [1, 2, 3, 4, 5, 6]), ("data", [1, 2, 2], [0.5, -1, 2, 7]));

        (int read, int refused) = Mutations.Try(sound, bytes => Read(bytes), count: 5000);

        Assert.True(read > 300 && refused > 1000, $"{read} were read, {refused} refused");
    }

    private static Dictionary<string, PickleArray> Read(byte[] bytes) => PickleReader.Read("made.dat", bytes, 1 << 20);

    private static string Refused(byte[] bytes) => Assert.Throws<RecordingException>(() => Read(bytes)).Message;

    // Puts one value into the memo again and again.
    private static byte[] Memos() => [(byte)'N', .. Enumerable.Repeat((byte[])[(byte)'q', 1], 10_001).SelectMany(memo => memo)];
}
