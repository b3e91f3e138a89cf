namespace Microsoft.ML;

/// <summary>Writes and reads column types, schemas and values.</summary>
internal static class ValueFormat
{
    public static void WriteType(BinaryWriter writer, DataViewType type)
    {
        var item = (PrimitiveDataViewType)type.ItemOf();
        writer.Write(type is VectorDataViewType);
        if (type is VectorDataViewType vector)
            writer.WriteArray(vector.Dimensions, (w, d) => w.Write(d));
        writer.Write((byte)ItemTypes.KindOf(item));
        writer.Write((item as KeyDataViewType)?.Count ?? 0);
    }

    public static DataViewType ReadType(BinaryReader reader)
    {
        var dimensions = reader.ReadBoolean() ? reader.ReadArray(r => r.ReadInt32()) : null;
        var kind = (DataKind)reader.ReadByte();
        var count = reader.ReadUInt64();
        Check.Decode(Enum.IsDefined(kind), "The model holds an unknown type.");
        var item = ItemTypes.Of(kind);
        if (count > 0)
            item = new KeyDataViewType(item.RawType, count);
        return dimensions == null ? item : new VectorDataViewType(item, dimensions);
    }

    public static void WriteSchema(BinaryWriter writer, DataViewSchema schema) => writer.WriteArray(schema, (w, column) =>
    {
        w.Write(column.Name);
        WriteType(w, column.Type);
        w.WriteArray(column.Annotations.Schema, (x, annotation) =>
        {
            x.Write(annotation.Name);
            WriteType(x, annotation.Type);
            Generic.Call(typeof(ValueFormat), null, nameof(WriteAnnotation), annotation.Type.RawType, x, column.Annotations, annotation);
        });
    });

    public static DataViewSchema ReadSchema(BinaryReader reader)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var column in reader.ReadArray(ReadColumn))
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        return builder.ToSchema();
    }

    public static void Write<T>(BinaryWriter writer, T value)
    {
        if (typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(VBuffer<>))
        {
            Generic.Call(typeof(ValueFormat), null, nameof(WriteVector), typeof(T).GetGenericArguments()[0], writer, value);
            return;
        }

        switch (value)
        {
            case sbyte x: writer.Write(x); break;
            case byte x: writer.Write(x); break;
            case short x: writer.Write(x); break;
            case ushort x: writer.Write(x); break;
            case int x: writer.Write(x); break;
            case uint x: writer.Write(x); break;
            case long x: writer.Write(x); break;
            case ulong x: writer.Write(x); break;
            case float x: writer.Write(x); break;
            case double x: writer.Write(x); break;
            case bool x: writer.Write(x); break;
            case ReadOnlyMemory<char> x: writer.Write(x.ToString()); break;
            case TimeSpan x: writer.Write(x.Ticks); break;
            case DateTime x: writer.Write(x.Ticks); break;
            case DateTimeOffset x:
                writer.Write(x.Ticks);
                writer.Write(x.Offset.Ticks);
                break;
            default: throw new NotSupportedException($"Values of type {typeof(T)} cannot be saved.");
        }
    }

    public static T Read<T>(BinaryReader reader)
    {
        if (typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(VBuffer<>))
            return (T)Generic.Call(typeof(ValueFormat), null, nameof(ReadVector), typeof(T).GetGenericArguments()[0], reader);

        object value = default(T) switch
        {
            sbyte => reader.ReadSByte(),
            byte => reader.ReadByte(),
            short => reader.ReadInt16(),
            ushort => reader.ReadUInt16(),
            int => reader.ReadInt32(),
            uint => reader.ReadUInt32(),
            long => reader.ReadInt64(),
            ulong => reader.ReadUInt64(),
            float => reader.ReadSingle(),
            double => reader.ReadDouble(),
            bool => reader.ReadBoolean(),
            ReadOnlyMemory<char> => reader.ReadString().AsMemory(),
            TimeSpan => new TimeSpan(reader.ReadInt64()),
            DateTime => new DateTime(reader.ReadInt64()),
            DateTimeOffset => new DateTimeOffset(reader.ReadInt64(), new TimeSpan(reader.ReadInt64())),
            _ => throw new NotSupportedException($"Values of type {typeof(T)} cannot be loaded."),
        };
        return (T)value;
    }

    private static DataViewSchema.DetachedColumn ReadColumn(BinaryReader reader)
    {
        var name = reader.ReadString();
        var type = ReadType(reader);
        var annotations = new DataViewSchema.Annotations.Builder();
        reader.ReadArray(r =>
        {
            var kind = r.ReadString();
            var annotationType = ReadType(r);
            annotations.Add(kind, annotationType, (Delegate)Generic.Call(typeof(ValueFormat), null, nameof(ReadAnnotation), annotationType.RawType, r));
            return true;
        });
        Check.Decode(name.Length > 0, "The model holds a column without a name.");
        return new(name, type, annotations.ToAnnotations());
    }

    private static void WriteAnnotation<T>(BinaryWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column column)
    {
        var value = default(T);
        annotations.GetGetter<T>(column)(ref value);
        Write(writer, value);
    }

    private static ValueGetter<T> ReadAnnotation<T>(BinaryReader reader)
    {
        var value = Read<T>(reader);
        var copy = ValueCopy.Of<T>();
        return (ref T destination) => copy(in value, ref destination);
    }

    private static void WriteVector<T>(BinaryWriter writer, VBuffer<T> value) => writer.WriteArray(value.DenseValues().ToArray(), Write);

    private static VBuffer<T> ReadVector<T>(BinaryReader reader)
    {
        var items = reader.ReadArray(Read<T>);
        return new(items.Length, items);
    }
}
