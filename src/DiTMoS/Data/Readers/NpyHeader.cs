using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace DiTMoS.Data.Readers;

/// <summary>The header of an npy array (versions 1.0, 2.0 and 3.0): a mark, a length, and a dictionary written as Python writes it.</summary>
/// <param name="Type">The element type.</param>
/// <param name="IsFortranOrder">Whether the first index runs fastest; otherwise the last does.</param>
/// <param name="Shape">The dimensions; empty for a single value.</param>
internal sealed record NpyHeader(NpyType Type, bool IsFortranOrder, long[] Shape)
{
    private const int LongestText = 1 << 16;
    private const int MostDimensions = 32;

    private static ReadOnlySpan<byte> Mark => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The number of elements, at most <see cref="Array.MaxLength"/>.</summary>
    public long Count { get; private init; }

    /// <summary>Reads the header; the stream then stands at the first element.</summary>
    /// <param name="read">Fills a span with the next bytes, or throws.</param>
    /// <param name="error">Makes the exception for what is wrong.</param>
    public static NpyHeader Read(Action<byte[]> read, Func<string, RecordingException> error)
    {
        var start = new byte[8];
        read(start);
        if (!start.AsSpan().StartsWith(Mark))
        {
            throw error("an npy array must start with the mark \\x93NUMPY, but this does not");
        }

        int version = start[6];
        if (version is < 1 or > 3)
        {
            throw error($"npy versions 1 to 3 can be read. Got {version}");
        }

        var lengthBytes = new byte[version == 1 ? 2 : 4];
        read(lengthBytes);
        uint length = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(lengthBytes) : BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        if (length > LongestText)
        {
            throw error($"the header must have at most {LongestText} bytes. Got {length}");
        }

        var text = new byte[length];
        read(text);
        return new Parser(version == 3 ? Encoding.UTF8.GetString(text) : Encoding.Latin1.GetString(text), error).Parse();
    }

    public override string ToString() => $"({string.Join(", ", Shape)})";

    // A dictionary with exactly the keys descr, fortran_order and shape, in any order.
    private sealed class Parser(string text, Func<string, RecordingException> error)
    {
        private int _at;

        public NpyHeader Parse()
        {
            string? type = null;
            bool? isFortranOrder = null;
            long[]? shape = null;
            Expect('{');
            while (Peek() != '}')
            {
                string key = ParseString();
                Expect(':');
                switch (key)
                {
                    case "descr" when type is null:
                        type = Peek() == '[' ? throw error("arrays of records cannot be read; save each field as an array of its own") : ParseString();
                        break;
                    case "fortran_order" when isFortranOrder is null:
                        isFortranOrder = ParseBoolean();
                        break;
                    case "shape" when shape is null:
                        shape = ParseShape();
                        break;
                    default:
                        throw Damaged();
                }

                if (Peek() != '}')
                {
                    Expect(',');
                }
            }

            Expect('}');
            if (Peek() != '\0' || type is null || isFortranOrder is null || shape is null)
            {
                throw Damaged();
            }

            return new NpyHeader(ToType(type), isFortranOrder.Value, shape) { Count = CountElements(shape) };
        }

        private NpyType ToType(string type)
        {
            if (type.Contains('O', StringComparison.Ordinal))
            {
                throw error("arrays of Python objects are never read, as loading them can run code. Save it with a plain type, such as numbers or '<U..' text");
            }

            return NpyType.Parse(type) ?? throw error($"the element type must be f2, f4, f8, i1 to i8, u1 to u8, b1, U or S. Got '{Text.Shown(type)}'");
        }

        private long CountElements(long[] shape)
        {
            if (shape.Contains(0))
            {
                return 0;
            }

            long count = 1;
            foreach (long length in shape)
            {
                count = length <= Array.MaxLength / count ? count * length : throw error($"an array must have at most {Array.MaxLength} elements. Its shape is ({string.Join(", ", shape)})");
            }

            return count;
        }

        private string ParseString()
        {
            char quote = Peek();
            int end = quote is '\'' or '"' ? text.IndexOf(quote, _at + 1) : -1;
            if (end < 0)
            {
                throw Damaged();
            }

            string value = text[(_at + 1)..end];
            _at = end + 1;
            return value;
        }

        private bool ParseBoolean()
        {
            Peek();
            bool value = text.AsSpan(_at).StartsWith("True", StringComparison.Ordinal);
            if (!value && !text.AsSpan(_at).StartsWith("False", StringComparison.Ordinal))
            {
                throw Damaged();
            }

            _at += value ? 4 : 5;
            return value;
        }

        private long[] ParseShape()
        {
            var shape = new List<long>();
            Expect('(');
            while (Peek() != ')')
            {
                int start = _at;
                while (_at < text.Length && char.IsAsciiDigit(text[_at]))
                {
                    _at++;
                }

                if (!long.TryParse(text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out long length) || shape.Count == MostDimensions)
                {
                    throw Damaged();
                }

                shape.Add(length);
                if (Peek() != ')')
                {
                    Expect(',');
                }
            }

            Expect(')');
            return [.. shape];
        }

        private void Expect(char c)
        {
            if (Peek() != c)
            {
                throw Damaged();
            }

            _at++;
        }

        // The next character that is not a space; '\0' at the end.
        private char Peek()
        {
            while (_at < text.Length && text[_at] is ' ' or '\n')
            {
                _at++;
            }

            return _at < text.Length ? text[_at] : '\0';
        }

        private RecordingException Damaged() => error($"the header is damaged at character {_at}: '{Text.Shown(text)}'");
    }
}
