namespace Microsoft.ML.Data;

/// <summary>Gives every row a number in [0, 1], the same for rows that belong together, and divides rows by it.</summary>
internal sealed class RowSplit
{
    private readonly IDataView _data;
    private readonly DataViewSchema.Column[] _tested;
    private readonly Func<DataViewRow, Func<double>> _number;

    /// <exception cref="ArgumentOutOfRangeException">The column is missing.</exception>
    public RowSplit(IDataView data, string keyColumn, int? seed)
    {
        const int seedWhenNoneIsGiven = 42;
        var salt = (ulong)(seed ?? seedWhenNoneIsGiven);
        _data = data;
        _tested = keyColumn == null ? [] : [data.Schema.GetColumnOrNull(keyColumn) ?? throw Check.NoColumn("samplingKeyColumnName", "sampling key", keyColumn)];
        _number = keyColumn == null ? row => OfRow(row, salt) : Numbered(data, _tested[0], salt);
    }

    /// <summary>The rows whose number lies within a range to test with, the others to train with. A row whose number is NaN is in neither.</summary>
    public DataOperationsCatalog.TrainTestData Part(double lower, double upper, bool includeUpper)
    {
        bool Within(double x) => lower <= x && (includeUpper ? x <= upper : x < upper);
        return new(Rows(x => !double.IsNaN(x) && !Within(x)), Rows(Within));
    }

    /// <summary>The rows for whose number in a column a test holds; keys count as (key - 0.5) / count, missing ones as NaN.</summary>
    public static IDataView Filter(IDataView data, DataViewSchema.Column column, Func<double, bool> test)
        => new FilteredView(data, [column], row =>
        {
            var number = Number(row, column);
            return () => number() is var x && !double.IsNaN(x) && test(x);
        });

    private FilteredView Rows(Func<double, bool> test) => new(_data, _tested, row =>
    {
        var number = _number(row);
        return () => test(number());
    });

    // Keys and reals are divided by their size, all else by hash.
    private static Func<DataViewRow, Func<double>> Numbered(IDataView data, DataViewSchema.Column column, ulong salt)
    {
        if (column.Type is KeyDataViewType)
            return row => Number(row, column);
        if (column.Type != NumberDataViewType.Single && column.Type != NumberDataViewType.Double)
            return row => (Func<double>)Generic.Call(typeof(RowSplit), null, nameof(OfHash), column.Type.RawType, row, column, salt);

        var (min, max) = RangeOf(data, column);
        return row =>
        {
            var number = Number(row, column);
            return () => max > min ? (number() - min) / (max - min) : 0;
        };
    }

    private static (double Min, double Max) RangeOf(IDataView data, DataViewSchema.Column column)
    {
        var (min, max) = (double.PositiveInfinity, double.NegativeInfinity);
        using var cursor = data.GetRowCursor([column]);
        var number = Number(cursor, column);
        while (cursor.MoveNext())
            (min, max) = number() is var x && double.IsNaN(x) ? (min, max) : (Math.Min(min, x), Math.Max(max, x));
        return (min, max);
    }

    private static Func<double> Number(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is KeyDataViewType key)
        {
            var getKey = KeyNumbers.Getter(row, column);
            var raw = 0UL;
            return () =>
            {
                getKey(ref raw);
                return raw == 0 || raw > key.Count ? double.NaN : (raw - 0.5) / key.Count;
            };
        }

        if (column.Type == NumberDataViewType.Single)
        {
            var getSingle = row.GetGetter<float>(column);
            var single = 0f;
            return () =>
            {
                getSingle(ref single);
                return single;
            };
        }

        var get = row.GetGetter<double>(column);
        var value = 0.0;
        return () =>
        {
            get(ref value);
            return value;
        };
    }

    private static Func<double> OfRow(DataViewRow row, ulong salt)
    {
        var getId = row.GetIdGetter();
        var id = default(DataViewRowId);
        return () =>
        {
            getId(ref id);
            return ToFraction(id.Combine(new(salt, ~salt)));
        };
    }

    private static Func<double> OfHash<T>(DataViewRow row, DataViewSchema.Column column, ulong salt)
    {
        var getter = row.GetGetter<T>(column);
        var value = default(T);
        return () =>
        {
            getter(ref value);
            var id = new DataViewRowId(salt, ~salt);
            var text = value is System.Collections.IEnumerable items && value is not string
                ? string.Join('\u001f', items.Cast<object>().Select(Text))
                : Text(value);
            foreach (var c in text)
                id = id.Combine(new(c, c));
            return ToFraction(id);
        };
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static double ToFraction(DataViewRowId id) => (id.Low >> 11) * (1.0 / (1UL << 53));
}
