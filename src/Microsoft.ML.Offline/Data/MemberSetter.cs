using System.Linq.Expressions;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Makes setters of members of objects.</summary>
internal static class MemberSetter
{
    /// <summary>What copies the current value of a column into a member.</summary>
    public static Action<TRow> Create<TRow>(DataViewRow row, DataViewSchema.Column column, MemberInfo member)
    {
        var type = MemberTypes.TypeOf(member);
        var target = Expression.Parameter(typeof(TRow));
        var value = Expression.Parameter(type);
        var access = Expression.MakeMemberAccess(target, member);
        var write = Expression.Lambda(typeof(Action<,>).MakeGenericType(typeof(TRow), type), Expression.Assign(access, value), target, value).Compile();
        var read = member is PropertyInfo { CanRead: false } ? null : Expression.Lambda(access, target).Compile();
        return (Action<TRow>)Generic.Call(typeof(MemberSetter), null, nameof(Compose), [typeof(TRow), type], row, column, read, write);
    }

    private static Action<TRow> Compose<TRow, T>(DataViewRow row, DataViewSchema.Column column, Func<TRow, T> read, Action<TRow, T> write)
    {
        if (write is Action<TRow, string> text)
            return OfText(row.GetGetter<ReadOnlyMemory<char>>(column), text);
        if (write is Action<TRow, string[]> texts)
            return OfTexts(row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column), texts);
        if (typeof(T).IsArray)
            return (Action<TRow>)Generic.Call(typeof(MemberSetter), null, nameof(OfArray), [typeof(TRow), typeof(T).GetElementType()], row, column, read, write);

        var getter = row.GetGetter<T>(column);
        return target =>
        {
            // Buffers of the old value are used again.
            var value = read == null ? default : read(target);
            getter(ref value);
            write(target, value);
        };
    }

    private static Action<TRow> OfText<TRow>(ValueGetter<ReadOnlyMemory<char>> getter, Action<TRow, string> write) => target =>
    {
        var value = default(ReadOnlyMemory<char>);
        getter(ref value);
        write(target, value.ToString());
    };

    private static Action<TRow> OfTexts<TRow>(ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter, Action<TRow, string[]> write)
    {
        var value = default(VBuffer<ReadOnlyMemory<char>>);
        return target =>
        {
            getter(ref value);
            write(target, [.. value.DenseValues().Select(item => item.ToString())]);
        };
    }

    private static Action<TRow> OfArray<TRow, T>(DataViewRow row, DataViewSchema.Column column, Func<TRow, T[]> read, Action<TRow, T[]> write)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        var value = default(VBuffer<T>);
        return target =>
        {
            getter(ref value);
            var items = read?.Invoke(target);
            if ((items?.Length ?? 0) != value.Length) // an empty vector leaves a null as it is
                items = new T[value.Length];
            value.CopyTo(items);
            write(target, items);
        };
    }
}
