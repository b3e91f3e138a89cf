namespace Microsoft.ML;

/// <summary>One part of a model as it is written.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Content">What it says.</param>
/// <param name="Parts">The parts that it has.</param>
internal sealed record ModelNode(string Kind, byte[] Content, ModelNode[] Parts)
{
    private const int DeepestNesting = 64;

    public void Write(BinaryWriter writer)
    {
        writer.Write(Kind);
        writer.WriteArray(Content);
        writer.WriteArray(Parts, (w, part) => part.Write(w));
    }

    public static ModelNode Read(BinaryReader reader, int depth = 0)
    {
        Check.Decode(depth < DeepestNesting, "The model is nested too deeply.");
        return new(reader.ReadString(), reader.ReadByteArray(), reader.ReadArray(r => Read(r, depth + 1)));
    }
}
