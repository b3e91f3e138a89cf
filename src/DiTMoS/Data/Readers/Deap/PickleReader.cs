using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace DiTMoS.Data.Readers.Deap;

/// <summary>Reads a dict of numpy arrays from a Python pickle of protocol 1 to 5, and nothing else.</summary>
/// <remarks>
/// A pickle is a program for a small stack machine that may call any Python function. This reader knows the few instructions that such a dict needs, calls nothing,
/// and takes four names only, for which it makes the value itself: <c>numpy.core.multiarray._reconstruct</c>, <c>numpy.ndarray</c>, <c>numpy.dtype</c>, and
/// <c>_codecs.encode</c>, by which Python 3 writes bytes for Python 2. All else is refused. Instructions and depth are bounded; data stay where they are in the file.
/// </remarks>
internal sealed class PickleReader
{
    private const int MostInstructions = 10_000;
    private const int DeepestStack = 1_000;
    private const int LongestLine = 200;
    private const int MostDimensions = 32;
    private const int HighestProtocol = 5;

    private static readonly object Mark = new();

    private readonly string _name;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly List<object?> _stack = [];
    private readonly Dictionary<uint, object?> _memo = [];
    private long _leftBytes;
    private int _at;

    private PickleReader(string name, ReadOnlyMemory<byte> bytes, long leftBytes)
    {
        _name = name;
        _bytes = bytes;
        _leftBytes = leftBytes;
    }

    // The names that are known, and what calling them makes.
    private enum Global
    {
        Reconstruct,
        NdArray,
        DType,
        Encode,
    }

    /// <summary>Reads a pickle.</summary>
    /// <param name="name">What messages call the file.</param>
    /// <param name="bytes">The file; arrays look into it.</param>
    /// <param name="leftBytes">The most bytes to unpack.</param>
    /// <returns>The arrays by name; other values of the dict are left out.</returns>
    /// <exception cref="RecordingException">It is no sound pickle of a dict of arrays, or asks for something else.</exception>
    public static Dictionary<string, PickleArray> Read(string name, ReadOnlyMemory<byte> bytes, long leftBytes)
    {
        var reader = new PickleReader(name, bytes, leftBytes);
        return reader.Run() is Dictionary<string, object?> dict
            ? dict.Where(item => item.Value is PickleArray).ToDictionary(item => item.Key, item => (PickleArray)item.Value!, StringComparer.Ordinal)
            : throw reader.Damaged("it must hold a dict of arrays");
    }

    private object? Run()
    {
        for (int n = 0; n < MostInstructions; n++)
        {
            byte code = Take(1)[0];
            if (code == '.')
            {
                return Pop();
            }

            Step(code);
            if (_stack.Count > DeepestStack)
            {
                throw Damaged($"values must nest at most {DeepestStack} deep");
            }
        }

        throw Damaged($"it must have at most {MostInstructions} instructions, as a dict of arrays has, but goes on");
    }

    private void Step(byte code)
    {
        switch (code)
        {
            case 0x80:                                   // PROTO
                int protocol = Take(1)[0];
                _ = protocol <= HighestProtocol ? protocol : throw Damaged($"its protocol must be 1 to {HighestProtocol}. Got {protocol}");
                break;
            case 0x95:                                   // FRAME
                Take(8);
                break;
            case (byte)'(':
                _stack.Add(Mark);
                break;
            case (byte)'}':                              // EMPTY_DICT
                _stack.Add(new Dictionary<string, object?>(StringComparer.Ordinal));
                break;
            case (byte)'s':                              // SETITEM
                SetItems(PopMany(2));
                break;
            case (byte)'u':                              // SETITEMS
                SetItems(PopToMark());
                break;
            case (byte)'R':                              // REDUCE
                object? arguments = Pop();
                _stack.Add(Call(Pop(), arguments));
                break;
            case (byte)'b':                              // BUILD
                object? state = Pop();
                Build(Peek(), state);
                break;
            case (byte)'c':                              // GLOBAL
                _stack.Add(Find(TakeLine(), TakeLine()));
                break;
            case 0x93:                                   // STACK_GLOBAL
                object?[] names = PopMany(2);
                _stack.Add(Find(TextOf(names[0]), TextOf(names[1])));
                break;
            default:
                if (!Remember(code))
                {
                    _stack.Add(ReadValue(code));
                }

                break;
        }
    }

    // What is put into the memo; getting from it is a value.
    private bool Remember(byte code)
    {
        uint? key = code switch
        {
            (byte)'q' => Take(1)[0],                     // BINPUT
            (byte)'r' => TakeUInt32(),                   // LONG_BINPUT
            0x94 => (uint)_memo.Count,                   // MEMOIZE
            _ => null,
        };
        if (key is not null)
        {
            _memo[key.Value] = Peek();
        }

        return key is not null;
    }

    private object? ReadValue(byte code) => code switch
    {
        (byte)'N' => null,
        0x88 => true,
        0x89 => false,
        (byte)'K' => (long)Take(1)[0],                   // BININT1
        (byte)'M' => (long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2)),
        (byte)'J' => (long)(int)TakeUInt32(),            // BININT
        (byte)'I' => ReadInteger(),                      // INT
        0x8A => ReadLong(),                              // LONG1
        (byte)'U' or (byte)'C' => TakeBytes(Take(1)[0]), // SHORT_BINSTRING, SHORT_BINBYTES
        (byte)'T' or (byte)'B' => TakeBytes(TakeUInt32()),
        0x8E => TakeBytes(TakeUInt64()),                 // BINBYTES8
        0x8C => ReadText(Take(1)[0]),                    // SHORT_BINUNICODE
        (byte)'X' => ReadText(TakeUInt32()),             // BINUNICODE
        0x8D => ReadText(TakeUInt64()),                  // BINUNICODE8
        (byte)')' => Array.Empty<object?>(),
        (byte)'t' => PopToMark(),
        >= 0x85 and <= 0x87 => PopMany(code - 0x84),     // TUPLE1 to TUPLE3
        (byte)'h' => Recall(Take(1)[0]),                 // BINGET
        (byte)'j' => Recall(TakeUInt32()),               // LONG_BINGET
        _ => throw Damaged($"instruction 0x{code:X2} at byte {_at - 1} is none that a dict of numpy arrays needs"),
    };

    private Global Find(string module, string name) => (module, name) switch
    {
        ("numpy.core.multiarray" or "numpy._core.multiarray", "_reconstruct") => Global.Reconstruct,
        ("numpy", "ndarray") => Global.NdArray,
        ("numpy", "dtype") => Global.DType,
        ("_codecs", "encode") => Global.Encode,
        _ => throw new RecordingException($"'{Text.Shown(_name)}' asks for '{Text.Shown(module)}.{Text.Shown(name)}', which is neither run nor needed for a dict of numpy arrays. Do not load the file in Python unless you trust it; save the arrays with numpy.savez."),
    };

    private object Call(object? function, object? arguments) => (function, arguments) switch
    {
        (Global.Reconstruct, object?[] and [Global.NdArray, object?[], _]) => new PickleArray(),
        (Global.DType, object?[] and [var type, ..]) => new DType { Code = TextOf(type) },
        (Global.Encode, object?[] and [string text, var encoding]) when TextOf(encoding) is "latin1" or "latin-1" => Encode(text),
        _ => throw Damaged($"a call at byte {_at - 1} is none that a numpy array needs"),
    };

    private ReadOnlyMemory<byte> Encode(string text)
    {
        Spend(text.Length);
        return text.All(c => c <= 0xFF) ? Encoding.Latin1.GetBytes(text) : throw Damaged("bytes written as text must have characters up to 0xFF");
    }

    private void Build(object? target, object? state)
    {
        switch (target, state)
        {
            // version, byte order, then what only structured types have, and sizes
            case (DType type, object?[] and [_, var order, null, null, null, ..]) when TextOf(order) is "<" or ">" or "|" or "=":
                type.Order = TextOf(order);
                break;
            case (PickleArray array, object?[] and [long, object?[] lengths, DType type, bool or 0L or 1L, ReadOnlyMemory<byte> data]):
                NpyType npy = NpyType.Parse(type.Order + type.Code) is { IsText: false } parsed ? parsed : throw Damaged($"arrays must be of numbers. Got the type '{Text.Shown(type.Order + type.Code)}'");
                if (lengths.Length is 0 or > MostDimensions || !array.TrySet(ShapeOf(lengths), npy, ((object?[])state)[3] is true or 1L, data))
                {
                    throw Damaged($"an array of {string.Join(" x ", lengths.Take(4))} values of {npy.Bytes} bytes cannot have {data.Length} bytes");
                }

                break;
            default:
                throw Damaged($"a state at byte {_at - 1} is none of a numpy array of numbers");
        }
    }

    private int[] ShapeOf(object?[] lengths) => Array.ConvertAll(lengths, length => length is long and >= 0 and <= int.MaxValue ? (int)(long)length : throw Damaged("the dimensions of an array must be whole numbers from 0"));

    private void SetItems(object?[] items)
    {
        if (Peek() is not Dictionary<string, object?> dict || items.Length % 2 != 0)
        {
            throw Damaged("values must be put into a dict by name");
        }

        for (int i = 0; i < items.Length; i += 2)
        {
            dict[TextOf(items[i])] = items[i + 1];
        }
    }

    // Short text, as names and codes are; Python 2 writes them as bytes.
    private string TextOf(object? value) => value switch
    {
        string text when text.Length <= LongestLine => text,
        ReadOnlyMemory<byte> bytes when bytes.Length <= LongestLine => Encoding.Latin1.GetString(bytes.Span),
        _ => throw Damaged("expected a short text, such as the name of an array"),
    };

    private object ReadInteger() => TakeLine() switch
    {
        "00" => false,
        "01" => true,
        var line => long.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : throw Damaged($"expected a whole number. Got '{Text.Shown(line)}'"),
    };

    private long ReadLong()
    {
        ReadOnlySpan<byte> bytes = Take(Take(1)[0]);
        if (bytes.Length > sizeof(long))
        {
            throw Damaged($"whole numbers must have at most {sizeof(long)} bytes. Got {bytes.Length}");
        }

        long value = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            value |= (long)bytes[i] << (8 * i);
        }

        int unused = 64 - (8 * bytes.Length);
        return bytes.IsEmpty ? 0L : value << unused >> unused;
    }

    private string ReadText(ulong length)
    {
        Spend(length <= int.MaxValue ? 2 * (long)length : long.MaxValue);
        return Encoding.UTF8.GetString(TakeBytes(length).Span);
    }

    private object? Recall(uint key) => _memo.TryGetValue(key, out object? value) ? value : throw Damaged($"value {key} is used before it is there");

    private object? Peek() => _stack.Count > 0 && _stack[^1] != Mark ? _stack[^1] : throw Damaged("a value is missing on its stack");

    private object? Pop()
    {
        object? value = Peek();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private object?[] PopMany(int count)
    {
        var values = new object?[count];
        for (int i = count - 1; i >= 0; i--)
        {
            values[i] = Pop();
        }

        return values;
    }

    private object?[] PopToMark()
    {
        int mark = _stack.LastIndexOf(Mark);
        object?[] values = mark >= 0 ? PopMany(_stack.Count - mark - 1) : throw Damaged("a mark is missing on its stack");
        _stack.RemoveAt(mark);
        return values;
    }

    private uint TakeUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    private ulong TakeUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    private ReadOnlySpan<byte> Take(int count) => TakeBytes((uint)count).Span;

    private ReadOnlyMemory<byte> TakeBytes(ulong count)
    {
        if (count > (ulong)(_bytes.Length - _at))
        {
            throw Damaged($"it ends within a value at byte {_at}; the file is cut short");
        }

        ReadOnlyMemory<byte> taken = _bytes.Slice(_at, (int)count);
        _at += (int)count;
        return taken;
    }

    private string TakeLine()
    {
        ReadOnlySpan<byte> rest = _bytes.Span[_at..Math.Min(_at + LongestLine, _bytes.Length)];
        int length = rest.IndexOf((byte)'\n');
        if (length < 0)
        {
            throw Damaged($"a name at byte {_at} has no end");
        }

        _at += length + 1;
        return Encoding.Latin1.GetString(rest[..length]);
    }

    private void Spend(long bytes)
    {
        if (bytes > _leftBytes)
        {
            throw new RecordingException($"'{Text.Shown(_name)}' needs more memory than the limit allows. Raise {OptionName.MaximumBytes} if the file is to be trusted.");
        }

        _leftBytes -= bytes;
    }

    private RecordingException Damaged(string problem) => new($"'{Text.Shown(_name)}' is not a sound pickle of numpy arrays: {problem}. Save or copy it anew.");

    private sealed class DType
    {
        public required string Code { get; init; }

        public string Order { get; set; } = "=";
    }
}
