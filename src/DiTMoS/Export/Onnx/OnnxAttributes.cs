using DiTMoS.Export.Onnx.Schema;

namespace DiTMoS.Export.Onnx;

/// <summary>Writes and reads the attributes of operators.</summary>
internal static class OnnxAttributes
{
    /// <summary>A whole number.</summary>
    public static AttributeProto Int(string name, long value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    /// <summary>Whole numbers.</summary>
    public static AttributeProto Ints(string name, params long[] values) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { values } };

    /// <summary>A whole number of an operator, or what holds where it is missing.</summary>
    public static long Int(this NodeProto node, string name, long missing) => node.Find(name)?.I ?? missing;

    /// <summary>A real number of an operator, or what holds where it is missing.</summary>
    public static float Float(this NodeProto node, string name, float missing) => node.Find(name)?.F ?? missing;

    /// <summary>A word of an operator, or what holds where it is missing.</summary>
    public static string Word(this NodeProto node, string name, string missing) => node.Find(name)?.S.ToStringUtf8() ?? missing;

    /// <summary>Whole numbers of an operator; null where they are missing.</summary>
    public static IReadOnlyList<long>? Ints(this NodeProto node, string name) => node.Find(name)?.Ints;

    /// <summary>An attribute; null where it is missing.</summary>
    public static AttributeProto? Find(this NodeProto node, string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name);
}
