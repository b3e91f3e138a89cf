namespace Microsoft.ML.Data;

/// <summary>The column types of .NET types.</summary>
internal static class ItemTypes
{
    private static readonly (DataKind Kind, Type Raw, PrimitiveDataViewType Type)[] All =
    [
        (DataKind.SByte, typeof(sbyte), NumberDataViewType.SByte),
        (DataKind.Byte, typeof(byte), NumberDataViewType.Byte),
        (DataKind.Int16, typeof(short), NumberDataViewType.Int16),
        (DataKind.UInt16, typeof(ushort), NumberDataViewType.UInt16),
        (DataKind.Int32, typeof(int), NumberDataViewType.Int32),
        (DataKind.UInt32, typeof(uint), NumberDataViewType.UInt32),
        (DataKind.Int64, typeof(long), NumberDataViewType.Int64),
        (DataKind.UInt64, typeof(ulong), NumberDataViewType.UInt64),
        (DataKind.Single, typeof(float), NumberDataViewType.Single),
        (DataKind.Double, typeof(double), NumberDataViewType.Double),
        (DataKind.String, typeof(ReadOnlyMemory<char>), TextDataViewType.Instance),
        (DataKind.Boolean, typeof(bool), BooleanDataViewType.Instance),
        (DataKind.TimeSpan, typeof(TimeSpan), TimeSpanDataViewType.Instance),
        (DataKind.DateTime, typeof(DateTime), DateTimeDataViewType.Instance),
        (DataKind.DateTimeOffset, typeof(DateTimeOffset), DateTimeOffsetDataViewType.Instance),
        (0, typeof(DataViewRowId), RowIdDataViewType.Instance),
    ];

    public static PrimitiveDataViewType Of(DataKind kind) => All.First(x => x.Kind == kind).Type;

    public static PrimitiveDataViewType Of(Type raw) => OrNull(raw) ?? throw new InvalidOperationException($"There is no column type for {raw}.");

    /// <summary>The column type of a .NET type, strings being text; null where there is none.</summary>
    public static PrimitiveDataViewType OrNull(Type raw)
        => All.FirstOrDefault(x => x.Raw == (raw == typeof(string) ? typeof(ReadOnlyMemory<char>) : raw)).Type;

    public static DataKind KindOf(DataViewType type) => All.First(x => x.Raw == type.RawType).Kind;

    /// <summary>The type of the items of a vector, or the type itself.</summary>
    public static DataViewType ItemOf(this DataViewType type) => type is VectorDataViewType vector ? vector.ItemType : type;

    /// <summary>A type like <paramref name="shape"/>, a vector or not, with other items.</summary>
    public static DataViewType Like(DataViewType shape, PrimitiveDataViewType item)
        => shape is VectorDataViewType vector ? new VectorDataViewType(item, vector.Dimensions) : item;
}
