namespace Microsoft.ML.Data;

/// <summary>A column of text files, bound to the places of its fields.</summary>
internal sealed class TextColumn
{
    private readonly int[] _fields;
    private readonly PrimitiveDataViewType _item;
    private readonly bool _missingAsNaN;

    /// <param name="column">The column.</param>
    /// <param name="fieldsOfLine">The number of fields of the first line; 0 where it is not known.</param>
    /// <param name="missingAsNaN">Whether an empty field is NaN.</param>
    public TextColumn(TextLoader.Column column, int fieldsOfLine, bool missingAsNaN)
    {
        Name = Check.NonEmpty(column.Name, nameof(column));
        Check.Param(column.Source is { Length: > 0 }, nameof(column), $"Column '{Name}' is made of no field.");
        _missingAsNaN = missingAsNaN;
        _fields = [.. column.Source.SelectMany(range =>
        {
            var last = range.AutoEnd ? fieldsOfLine - 1 : range.Max ?? range.Min;
            Check.Param(last >= range.Min, nameof(column), $"Column '{Name}' reaches to the end of the line, and the first line has no field {range.Min}.");
            return Enumerable.Range(range.Min, last - range.Min + 1);
        })];

        var raw = ItemTypes.Of(column.DataKind);
        _item = column.KeyCount == null ? raw : new KeyDataViewType(raw.RawType, column.KeyCount.Count ?? LargestKey(raw.RawType));
        Type = column.Source is [{ ForceVector: false }] && _fields.Length == 1 ? _item : new VectorDataViewType(_item, _fields.Length);
    }

    public string Name { get; }

    public DataViewType Type { get; }

    /// <summary>The names that a header gives to the items of a vector.</summary>
    public DataViewSchema.Annotations AnnotationsOf(string[] header)
    {
        if (header == null || Type is not VectorDataViewType)
            return null;
        var names = _fields.Select(field => field < header.Length ? header[field].AsMemory() : default).ToArray();
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, names.Length), (ref VBuffer<ReadOnlyMemory<char>> value) => VBuffer<ReadOnlyMemory<char>>.Copy(names, 0, ref value, names.Length));
        return builder.ToAnnotations();
    }

    /// <summary>A getter of the column from the fields that <paramref name="current"/> gives.</summary>
    public Delegate Getter(Func<List<ReadOnlyMemory<char>>> current)
        => (Delegate)Generic.Call(typeof(TextColumn), this, nameof(MakeGetter), _item.RawType, current);

    private Delegate MakeGetter<T>(Func<List<ReadOnlyMemory<char>>> current)
    {
        var parse = Parser<T>();
        T At(List<ReadOnlyMemory<char>> line, int field) => field < line.Count ? parse(line[field]) : parse(default);
        if (Type is not VectorDataViewType)
            return (ValueGetter<T>)((ref T value) => value = At(current(), _fields[0]));
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
        {
            var line = current();
            var editor = VBufferEditor.Create(ref value, _fields.Length);
            for (var i = 0; i < _fields.Length; i++)
                editor.Values[i] = At(line, _fields[i]);
            value = editor.Commit();
        });
    }

    private Func<ReadOnlyMemory<char>, T> Parser<T>()
    {
        if (_item is KeyDataViewType key)
            return text => ulong.TryParse(text.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var x) && x < key.Count ? (T)Convert.ChangeType(x + 1, typeof(T), CultureInfo.InvariantCulture) : default;
        if (typeof(T) == typeof(ReadOnlyMemory<char>))
            return text => (T)(object)text;
        Check.State(_item is NumberDataViewType or BooleanDataViewType, $"Column '{Name}' is of type {_item}, which this subset of ML.NET does not read from text.");
        var parse = ValueConverter.FromText<T>();
        var missing = _missingAsNaN ? MissingValues.Of<T>() : default;
        return text => text.IsEmpty ? missing : parse(text);
    }

    private static ulong LargestKey(Type raw)
        => raw == typeof(byte) ? byte.MaxValue : raw == typeof(ushort) ? ushort.MaxValue : raw == typeof(uint) ? uint.MaxValue : ulong.MaxValue;
}
