using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Interop;

/// <summary>Reads a column that names groups as text.</summary>
internal static class GroupReader
{
    /// <summary>A reader of the current row's group.</summary>
    /// <exception cref="ArgumentException">The column is neither text, nor a key, nor a whole number.</exception>
    public static Func<string> Create(DataViewRow row, DataViewSchema.Column column)
    {
        DataViewType type = column.Type;
        return type switch
        {
            TextDataViewType => Read<ReadOnlyMemory<char>>(value => value.ToString()),
            _ when type.RawType == typeof(uint) => Read<uint>(Text),
            _ when type.RawType == typeof(int) => Read<int>(Text),
            _ when type.RawType == typeof(long) => Read<long>(Text),
            _ when type.RawType == typeof(ulong) => Read<ulong>(Text),
            _ when type.RawType == typeof(ushort) => Read<ushort>(Text),
            _ when type.RawType == typeof(short) => Read<short>(Text),
            _ when type.RawType == typeof(byte) => Read<byte>(Text),
            _ when type.RawType == typeof(float) => Read<float>(Text),
            _ => throw new ArgumentException($"Group column '{column.Name}': expected text, a key or a number. Got {type}."),
        };

        Func<string> Read<T>(Func<T, string> text)
        {
            ValueGetter<T> getter = row.GetGetter<T>(column);
            T value = default!;
            return () =>
            {
                getter(ref value);
                return text(value);
            };
        }
    }

    private static string Text<T>(T value)
        where T : IFormattable =>
        value.ToString(null, CultureInfo.InvariantCulture);
}
