using System.Text;

namespace DiTMoS.Tests.Data.Readers.Deap;

/// <summary>Writes dicts of numpy arrays as Python 2's cPickle does with protocol 2.</summary>
internal static class PickleBytes
{
    /// <summary>A pickle of a dict of arrays, each in the order of the last index running fastest.</summary>
    public static byte[] Dict(params (string Name, int[] Shape, double[] Values)[] arrays) => Protocol2(
    [
        (byte)'}', (byte)'q', 1, (byte)'(',
        .. arrays.SelectMany(array => (byte[])[.. Text(array.Name), .. Doubles(array.Shape, array.Values)]),
        (byte)'u',
    ]);

    /// <summary>A pickle of protocol 2 of these instructions.</summary>
    public static byte[] Protocol2(params byte[] instructions) => [0x80, 2, .. instructions, (byte)'.'];

    /// <summary>An array of doubles.</summary>
    public static byte[] Doubles(int[] shape, double[] values) => Array(shape, "f8", "<", isFortran: false, [.. values.SelectMany(BitConverter.GetBytes)]);

    /// <summary>An array of any type.</summary>
    public static byte[] Array(int[] shape, string type, string order, bool isFortran, byte[] data) =>
    [
        .. Global("numpy.core.multiarray", "_reconstruct"), .. Global("numpy", "ndarray"), (byte)'K', 0, 0x85, .. Text("b"), 0x87, (byte)'R',
        (byte)'(', (byte)'K', 1, .. Tuple(shape), .. Type(type, order), isFortran ? (byte)0x88 : (byte)0x89, .. Data(data), (byte)'t', (byte)'b',
    ];

    /// <summary>A name that is called or stands for itself.</summary>
    public static byte[] Global(string module, string name) => Encoding.ASCII.GetBytes($"c{module}\n{name}\n");

    /// <summary>A short text, which Python 2 writes as bytes.</summary>
    public static byte[] Text(string text) => [(byte)'U', (byte)text.Length, .. Encoding.Latin1.GetBytes(text)];

    private static byte[] Data(byte[] data) => [(byte)'T', .. BitConverter.GetBytes(data.Length), .. data];

    private static byte[] Tuple(int[] values) => [(byte)'(', .. values.SelectMany(value => (byte[])[(byte)'J', .. BitConverter.GetBytes(value)]), (byte)'t'];

    private static byte[] Type(string type, string order) =>
    [
        .. Global("numpy", "dtype"), .. Text(type), (byte)'K', 0, (byte)'K', 1, 0x87, (byte)'R',
        (byte)'(', (byte)'K', 3, .. Text(order), .. "NNN"u8, .. Minus1(), .. Minus1(), (byte)'K', 0, (byte)'t', (byte)'b',
    ];

    private static byte[] Minus1() => [(byte)'J', 0xFF, 0xFF, 0xFF, 0xFF];
}
