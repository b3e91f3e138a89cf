namespace Microsoft.ML.Transforms;

/// <summary>Conversions of single values between column types.</summary>
internal static class ValueConverter
{
    private const NumberStyles Real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly HashSet<string> TrueWords = new(["1", "+", "+1", "true", "t", "yes", "y", "on"], StringComparer.OrdinalIgnoreCase);

    /// <summary>A function from the raw type of one column type to that of another; null where there is no conversion.</summary>
    /// <remarks>Empty text becomes zero, and other text that says no number becomes NaN, or zero for integers. Reals do not become integers.</remarks>
    public static Delegate OrNull(DataViewType from, DataViewType to)
    {
        var integers = to is NumberDataViewType && to.RawType != typeof(float) && to.RawType != typeof(double);
        var reals = from.RawType == typeof(float) || from.RawType == typeof(double);
        var convertible = from.Equals(to)
            || to is TextDataViewType
            || (from is TextDataViewType && to is NumberDataViewType or BooleanDataViewType)
            || (from is NumberDataViewType or BooleanDataViewType or KeyDataViewType && to is NumberDataViewType && !(reals && integers))
            || (from is NumberDataViewType && to is BooleanDataViewType);
        return convertible && from is NumberDataViewType or BooleanDataViewType or KeyDataViewType or TextDataViewType
            ? (Delegate)Generic.Call(typeof(ValueConverter), null, nameof(Of), [from.RawType, to.RawType])
            : null;
    }

    /// <summary>What reads text as a value of a number or truth type.</summary>
    public static Func<ReadOnlyMemory<char>, T> FromText<T>() => default(T) switch
    {
        float => (Func<ReadOnlyMemory<char>, T>)(object)(Func<ReadOnlyMemory<char>, float>)(text => float.TryParse(text.Span, Real, CultureInfo.InvariantCulture, out var x) ? x : text.IsEmpty ? 0 : float.NaN),
        double => (Func<ReadOnlyMemory<char>, T>)(object)(Func<ReadOnlyMemory<char>, double>)(text => double.TryParse(text.Span, Real, CultureInfo.InvariantCulture, out var x) ? x : text.IsEmpty ? 0 : double.NaN),
        bool => (Func<ReadOnlyMemory<char>, T>)(object)(Func<ReadOnlyMemory<char>, bool>)(text => TrueWords.Contains(text.ToString())),
        _ => text => decimal.TryParse(text.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var x) ? FromNumber<T>(x) : default,
    };

    private static Func<TFrom, TTo> Of<TFrom, TTo>()
        => typeof(TFrom) == typeof(TTo) ? (Func<TFrom, TTo>)(object)(Func<TFrom, TFrom>)(x => x)
            : typeof(TFrom) == typeof(ReadOnlyMemory<char>) ? (Func<TFrom, TTo>)(object)FromText<TTo>()
            : typeof(TTo) == typeof(ReadOnlyMemory<char>) ? value => (TTo)(object)Convert.ToString(value, CultureInfo.InvariantCulture).AsMemory()
            : typeof(TTo) == typeof(float) ? value => (TTo)(object)Convert.ToSingle(value, CultureInfo.InvariantCulture)
            : typeof(TTo) == typeof(double) ? value => (TTo)(object)Convert.ToDouble(value, CultureInfo.InvariantCulture)
            : value => FromNumber<TTo>(value);

    // A number that does not fit becomes the default.
    private static T FromNumber<T>(object value)
    {
        try
        {
            return (T)Convert.ChangeType(value, typeof(T), CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            return default;
        }
    }
}
