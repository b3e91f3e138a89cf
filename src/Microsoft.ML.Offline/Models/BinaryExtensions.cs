namespace Microsoft.ML;

/// <summary>Writes and reads arrays. A length that the file is too short for is refused before anything is allocated.</summary>
internal static class BinaryExtensions
{
    public static void WriteArray(this BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    public static void WriteArray<T>(this BinaryWriter writer, IReadOnlyCollection<T> items, Action<BinaryWriter, T> write)
    {
        writer.Write(items.Count);
        foreach (var item in items)
            write(writer, item);
    }

    public static byte[] ReadByteArray(this BinaryReader reader) => reader.ReadBytes(ReadCount(reader));

    public static T[] ReadArray<T>(this BinaryReader reader, Func<BinaryReader, T> read)
    {
        var items = new T[ReadCount(reader)];
        for (var i = 0; i < items.Length; i++)
            items[i] = read(reader);
        return items;
    }

    public static void WritePairs(this BinaryWriter writer, (string Output, string Input)[] pairs) => writer.WriteArray(pairs, (w, pair) =>
    {
        w.Write(pair.Output);
        w.Write(pair.Input);
    });

    public static (string Output, string Input)[] ReadPairs(this BinaryReader reader) => reader.ReadArray(r => (r.ReadString(), r.ReadString()));

    // Every item takes at least one byte.
    private static int ReadCount(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        Check.Decode(count >= 0 && count <= reader.BaseStream.Length - reader.BaseStream.Position, "The model says that it holds more than the file does.");
        return count;
    }
}
