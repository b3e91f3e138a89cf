namespace DiTMoS.Data.Readers.Tables;

/// <summary>The fields of a line, one after another, without the spaces and tabs around them.</summary>
/// <param name="line">The line.</param>
/// <param name="separator">What stands between fields; a space for any run of spaces and tabs.</param>
internal ref struct Fields(ReadOnlySpan<byte> line, byte separator)
{
    private ReadOnlySpan<byte> _rest = Trim(line, separator);
    private bool _isEnded;

    /// <summary>The field.</summary>
    public ReadOnlySpan<byte> Field { get; private set; }

    /// <summary>The number of the field, from 1; 0 before the first.</summary>
    public int Column { get; private set; }

    /// <summary>How many fields a line has.</summary>
    public static int Count(ReadOnlySpan<byte> line, byte separator)
    {
        var fields = new Fields(line, separator);
        while (fields.Read())
        {
        }

        return fields.Column;
    }

    /// <summary>Goes on to the next field. Between two commas is a field of nothing; an empty line has no fields.</summary>
    public bool Read()
    {
        if (_isEnded || (Column == 0 && _rest.IsEmpty))
        {
            return false;
        }

        int length = separator == (byte)' ' ? _rest.IndexOfAny((byte)' ', (byte)'\t') : _rest.IndexOf(separator);
        _isEnded = length < 0;
        Field = Trim(_isEnded ? _rest : _rest[..length], separator);
        _rest = _isEnded ? [] : Trim(_rest[(length + 1)..], separator);
        Column++;
        return true;
    }

    // A tab that parts fields is no blank.
    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text, byte separator) =>
        separator == (byte)'\t' ? text.Trim((byte)' ') : text.Trim((ReadOnlySpan<byte>)[(byte)' ', (byte)'\t']);
}
