using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Scoring;

/// <summary>What the key values of a label column stand for: the classes, as the data names them and as text.</summary>
internal abstract class ClassKeys
{
    private const string KeyValues = "KeyValues";

    /// <summary>The class names as text, in the order of the keys.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>The type of the values.</summary>
    public abstract PrimitiveDataViewType ItemType { get; }

    /// <summary>The values as a vector annotation.</summary>
    /// <param name="builder">Where it is added.</param>
    /// <param name="kind">What the annotation is called.</param>
    public abstract void AddTo(DataViewSchema.Annotations.Builder builder, string kind);

    /// <summary>Classes that are known by their names alone.</summary>
    public static ClassKeys OfNames(IEnumerable<string> names) =>
        new ClassKeys<ReadOnlyMemory<char>>(TextDataViewType.Instance, [.. names.Select(name => name.AsMemory())], value => value.ToString());

    /// <summary>The classes of a key column of a known count: its key values; where it has none, the names 1, 2, ....</summary>
    public static ClassKeys Of(DataViewSchema.Column label)
    {
        int count = (int)((KeyDataViewType)label.Type).Count;
        DataViewSchema.Column? values = label.Annotations.Schema.GetColumnOrNull(KeyValues);
        return values is { Type: VectorDataViewType type } && type.Size == count
            ? Read(label.Annotations, type.ItemType)
            : OfNames(Enumerable.Range(1, count).Select(Text));
    }

    /// <summary>Classes of a type, for the shape of a schema; the values do not matter.</summary>
    /// <param name="label">The label column's shape.</param>
    public static ClassKeys ForShape(SchemaShape.Column label)
    {
        int at = label.Annotations is null ? -1 : label.Annotations.ToList().FindIndex(annotation => annotation.Name == KeyValues);
        return at < 0 ? OfNames(["1", "2"]) : Parse(label.Annotations![at].ItemType.RawType.Name, ["0", "1"]);
    }

    /// <summary>Classes as a file holds them.</summary>
    /// <param name="type">The name of the values' .NET type.</param>
    /// <param name="names">The values as text.</param>
    /// <exception cref="FormatException">A value is not of the type.</exception>
    public static ClassKeys Parse(string type, IReadOnlyList<string> names) => type switch
    {
        nameof(Single) => Of(NumberDataViewType.Single, names, value => float.Parse(value, CultureInfo.InvariantCulture)),
        nameof(Double) => Of(NumberDataViewType.Double, names, value => double.Parse(value, CultureInfo.InvariantCulture)),
        nameof(SByte) => Of(NumberDataViewType.SByte, names, value => sbyte.Parse(value, CultureInfo.InvariantCulture)),
        nameof(Int16) => Of(NumberDataViewType.Int16, names, value => short.Parse(value, CultureInfo.InvariantCulture)),
        nameof(Int32) => Of(NumberDataViewType.Int32, names, value => int.Parse(value, CultureInfo.InvariantCulture)),
        nameof(Int64) => Of(NumberDataViewType.Int64, names, value => long.Parse(value, CultureInfo.InvariantCulture)),
        nameof(Byte) => Of(NumberDataViewType.Byte, names, value => byte.Parse(value, CultureInfo.InvariantCulture)),
        nameof(UInt16) => Of(NumberDataViewType.UInt16, names, value => ushort.Parse(value, CultureInfo.InvariantCulture)),
        nameof(UInt32) => Of(NumberDataViewType.UInt32, names, value => uint.Parse(value, CultureInfo.InvariantCulture)),
        nameof(UInt64) => Of(NumberDataViewType.UInt64, names, value => ulong.Parse(value, CultureInfo.InvariantCulture)),
        nameof(Boolean) => Of(BooleanDataViewType.Instance, names, value => value is "1" || (value is not "0" && bool.Parse(value))),
        _ => OfNames(names),
    };

    private static ClassKeys<T> Of<T>(PrimitiveDataViewType type, IReadOnlyList<string> names, Func<string, T> parse)
        where T : notnull =>
        new(type, [.. names.Select(parse)], Text);

    private static ClassKeys Read(DataViewSchema.Annotations annotations, PrimitiveDataViewType type) => type switch
    {
        _ when type == NumberDataViewType.Single => Read<float>(annotations, type),
        _ when type == NumberDataViewType.Double => Read<double>(annotations, type),
        _ when type == NumberDataViewType.SByte => Read<sbyte>(annotations, type),
        _ when type == NumberDataViewType.Int16 => Read<short>(annotations, type),
        _ when type == NumberDataViewType.Int32 => Read<int>(annotations, type),
        _ when type == NumberDataViewType.Int64 => Read<long>(annotations, type),
        _ when type == NumberDataViewType.Byte => Read<byte>(annotations, type),
        _ when type == NumberDataViewType.UInt16 => Read<ushort>(annotations, type),
        _ when type == NumberDataViewType.UInt32 => Read<uint>(annotations, type),
        _ when type == NumberDataViewType.UInt64 => Read<ulong>(annotations, type),
        BooleanDataViewType => Read<bool>(annotations, type),
        DateTimeDataViewType => OfNames(Values<DateTime>(annotations).Select(Text)),
        DateTimeOffsetDataViewType => OfNames(Values<DateTimeOffset>(annotations).Select(Text)),
        TimeSpanDataViewType => OfNames(Values<TimeSpan>(annotations).Select(Text)),
        RowIdDataViewType => OfNames(Values<DataViewRowId>(annotations).Select(Text)),
        _ => OfNames(Values<ReadOnlyMemory<char>>(annotations).Select(Text)),
    };

    private static ClassKeys<T> Read<T>(DataViewSchema.Annotations annotations, PrimitiveDataViewType type)
        where T : notnull =>
        new(type, [.. Values<T>(annotations)], Text);

    private static IEnumerable<T> Values<T>(DataViewSchema.Annotations annotations)
    {
        VBuffer<T> values = default;
        annotations.GetValue(KeyValues, ref values);
        return values.DenseValues();
    }

    private static string Text<T>(T value) => value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value?.ToString() ?? "";
}

/// <summary>Classes whose values are of one type.</summary>
internal sealed class ClassKeys<T>(PrimitiveDataViewType type, T[] values, Func<T, string> text) : ClassKeys
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } = [.. values.Select(text)];

    /// <inheritdoc/>
    public override PrimitiveDataViewType ItemType => type;

    /// <inheritdoc/>
    public override void AddTo(DataViewSchema.Annotations.Builder builder, string kind) =>
        builder.Add(kind, new VectorDataViewType(type, values.Length), (ref VBuffer<T> target) =>
        {
            VBufferEditor<T> editor = VBufferEditor.Create(ref target, values.Length);
            values.CopyTo(editor.Values);
            target = editor.Commit();
        });
}
