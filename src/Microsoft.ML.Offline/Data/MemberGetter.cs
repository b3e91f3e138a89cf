using System.Linq.Expressions;

namespace Microsoft.ML.Data;

/// <summary>Makes getters of members of objects.</summary>
internal static class MemberGetter
{
    /// <summary>A <see cref="ValueGetter{TValue}"/> of a member of the object that <paramref name="current"/> gives.</summary>
    public static Delegate Create<TRow>(MemberColumn column, Func<TRow> current)
    {
        var type = MemberTypes.TypeOf(column.Member);
        var row = Expression.Parameter(typeof(TRow));
        var read = Expression.Lambda(Expression.MakeMemberAccess(row, column.Member), row).Compile();
        return (Delegate)Generic.Call(typeof(MemberGetter), null, nameof(Compose), [typeof(TRow), type], column.Type, read, current);
    }

    /// <summary>A <see cref="ValueGetter{TValue}"/> of one value.</summary>
    public static Delegate OfConstant<T>(T value, DataViewType type)
    {
        var (item, isVector) = MemberTypes.ItemOf(typeof(T));
        Check.State(
            isVector == type is VectorDataViewType && type.ItemOf().RawType == item,
            $"The value is a {typeof(T)}, and its type is said to be {type}.");
        return Convert(() => value, type);
    }

    private static Delegate Compose<TRow, T>(DataViewType type, Func<TRow, T> read, Func<TRow> current) => Convert(() => read(current()), type);

    private static Delegate Convert<T>(Func<T> read, DataViewType type)
    {
        if (read is Func<string> text)
            return (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = text().AsMemory());
        if (read is Func<string[]> texts)
            return (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> value) => Fill(texts(), ref value));
        if (typeof(T).IsArray)
            return (Delegate)Generic.Call(typeof(MemberGetter), null, nameof(OfArray), typeof(T).GetElementType(), read);
        if (type is KeyDataViewType key)
            return (Delegate)Generic.Call(typeof(MemberGetter), null, nameof(OfKey), typeof(T), read, key.Count);

        var copy = ValueCopy.Of<T>();
        return (ValueGetter<T>)((ref T value) => copy(read(), ref value));
    }

    private static ValueGetter<VBuffer<T>> OfArray<T>(Func<T[]> read) => (ref VBuffer<T> value) =>
    {
        var items = read();
        VBuffer<T>.Copy(items, 0, ref value, items?.Length ?? 0);
    };

    // Members count from 0, and columns from 1: a member at or beyond the count is a missing key.
    private static Delegate OfKey<T>(Func<T> read, ulong count) => read switch
    {
        Func<byte> numbers => (ValueGetter<byte>)((ref byte key) => key = numbers() is var x && x < count ? (byte)(x + 1) : (byte)0),
        Func<uint> numbers => (ValueGetter<uint>)((ref uint key) => key = numbers() is var x && x < count ? x + 1 : 0),
        Func<ulong> numbers => (ValueGetter<ulong>)((ref ulong key) => key = numbers() is var x && x < count ? x + 1 : 0),
        _ => throw new InvalidOperationException($"A key member must be a byte, uint or ulong, and is a {typeof(T)}."),
    };

    private static void Fill(string[] texts, ref VBuffer<ReadOnlyMemory<char>> value)
    {
        var editor = VBufferEditor.Create(ref value, texts?.Length ?? 0);
        for (var i = 0; i < editor.Values.Length; i++)
            editor.Values[i] = texts[i].AsMemory();
        value = editor.Commit();
    }
}
