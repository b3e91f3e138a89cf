using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using DiTMoS.Data.Sources;

namespace DiTMoS.Data.Readers;

/// <summary>Reads the variables of a MATLAB file of version 5 (as <c>save</c> writes with <c>-v6</c> and <c>-v7</c>), in either byte order.</summary>
/// <remarks>
/// Numeric, char and cell arrays are read; of other classes only class and name are. What is unpacked is bounded by what
/// the file declares, that by what its size can hold, and all by a budget; cells nest at most eight deep.
/// </remarks>
internal sealed class MatReader
{
    private const int HeaderBytes = 128;
    private const int DeepestCell = 8;
    private const int MostDimensions = 32;
    private const int LongestName = 256;

    private readonly string _name;
    private readonly bool _isBigEndian;
    private long _leftBytes;

    private MatReader(string name, bool isBigEndian, long maximumBytes)
    {
        _name = name;
        _isBigEndian = isBigEndian;
        _leftBytes = maximumBytes;
    }

    // The types of data elements.
    private enum ElementType
    {
        Int8 = 1,
        UInt8 = 2,
        Int16 = 3,
        UInt16 = 4,
        Int32 = 5,
        UInt32 = 6,
        Single = 7,
        Double = 9,
        Int64 = 12,
        UInt64 = 13,
        Matrix = 14,
        Compressed = 15,
        Utf8 = 16,
        Utf16 = 17,
        Utf32 = 18,
    }

    private static ReadOnlySpan<byte> Hdf5Mark => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Whether the file begins as a MATLAB file of version 5 or 7.3 does, or is named as one.</summary>
    public static bool Recognizes(RecordingSource source) =>
        !source.IsFolder && (source.StartsWith("MATLAB "u8) || source.Name.EndsWith(".mat", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads all variables of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="leftBytes">The most bytes to read, unpack and hold; what is used is taken off.</param>
    /// <exception cref="RecordingException">The file is of another version, cut short, damaged or too large.</exception>
    public static IReadOnlyList<MatArray> Read(string path, ref long leftBytes)
    {
        string name = Path.GetFileName(path);
        using FileStream file = RecordingSource.OpenFile(path);
        long limit = Math.Min(leftBytes, Array.MaxLength);
        if (file.Length > limit)
        {
            throw new RecordingException($"'{name}' has {file.Length} bytes, and the limit is {limit}. Raise {OptionName.MaximumBytes} if the file is to be trusted.");
        }

        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        MatReader reader = Create(name, bytes, leftBytes - bytes.Length);
        IReadOnlyList<MatArray> variables = reader.ReadVariables(bytes);
        leftBytes = reader._leftBytes;
        return variables;
    }

    private static MatReader Create(string name, ReadOnlySpan<byte> bytes, long maximumBytes)
    {
        if (bytes.StartsWith("MATLAB 7.3"u8) || bytes.StartsWith(Hdf5Mark) || (bytes.Length > 520 && bytes[512..].StartsWith(Hdf5Mark)))
        {
            throw new RecordingException($"'{name}' is a MATLAB 7.3 (HDF5) file, which is not read. Load it in MATLAB and save it again with save(..., '-v7').");
        }

        bool isLittle = bytes.Length >= HeaderBytes && bytes[126] == 'I' && bytes[127] == 'M';
        bool isBig = bytes.Length >= HeaderBytes && bytes[126] == 'M' && bytes[127] == 'I';
        if (!isLittle && !isBig)
        {
            throw new RecordingException($"'{name}' must be a MATLAB file of version 5 (save with '-v7'), but its header has no byte order mark. It is of another version (such as '-v4') or cut short.");
        }

        return new MatReader(name, isBig, maximumBytes);
    }

    private List<MatArray> ReadVariables(ReadOnlySpan<byte> file)
    {
        var variables = new List<MatArray>();
        int at = HeaderBytes;
        while (at < file.Length)
        {
            Element element = ReadElement(file, ref at);
            if (element.Type == ElementType.Compressed)
            {
                byte[] unpacked = Inflate(element.Data);
                int start = 0;
                element = ReadElement(unpacked, ref start);
            }

            if (element.Type != ElementType.Matrix)
            {
                throw Damaged($"a variable must be an array, type 14. Got type {(int)element.Type}");
            }

            variables.Add(ReadArray(element.Data, depth: 0));
        }

        return variables;
    }

    // A compressed element holds one array: its tag says how much follows, and no more is unpacked.
    private byte[] Inflate(byte[] packed, int tagBytes)
    {
        const long largestRatio = 1032;                  // of deflate
        using var stream = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        try
        {
            var tag = new byte[tagBytes];
            stream.ReadExactly(tag);
            long length = ReadUInt32(tag.AsSpan(4)) + (long)tagBytes;
            if (length > Math.Min((packed.Length + 1) * largestRatio, Array.MaxLength))
            {
                throw Damaged($"a compressed variable declares {length} bytes, packed into {packed.Length}, which cannot be");
            }

            Spend(length);
            var bytes = new byte[length];
            tag.CopyTo(bytes, 0);
            stream.ReadExactly(bytes.AsSpan(tagBytes));
            return stream.ReadByte() < 0 ? bytes : throw Damaged("a compressed variable is longer than it declares");
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            throw Damaged($"a compressed variable cannot be unpacked ({error.Message.TrimEnd('.')})");
        }
    }

    private byte[] Inflate(ReadOnlySpan<byte> packed)
    {
        Spend(packed.Length);
        return Inflate(packed.ToArray(), tagBytes: 8);
    }

    private MatArray ReadArray(ReadOnlySpan<byte> bytes, int depth)
    {
        if (bytes.IsEmpty)                               // how an empty element of a cell is written
        {
            return new MatArray { Class = MatClass.Double, Name = "", Dimensions = [0, 0], Numbers = [] };
        }

        int at = 0;
        Element flags = ReadElement(bytes, ref at);
        if (flags.Type != ElementType.UInt32 || flags.Data.Length != 8)
        {
            throw Damaged("an array must begin with its flags");
        }

        uint flagBits = ReadUInt32(flags.Data);
        var matClass = (MatClass)(flagBits & 0xFF);
        bool isComplex = (flagBits & 0x0800) != 0;
        if (matClass is < MatClass.Cell or > MatClass.Opaque)
        {
            throw Damaged($"the class of an array must be 1 to 17. Got {(int)matClass}");
        }

        if (matClass == MatClass.Opaque)                 // laid out in a way of its own
        {
            return new MatArray { Class = matClass, Name = "" };
        }

        int[] dimensions = ReadDimensions(ReadElement(bytes, ref at));
        string name = ReadName(ReadElement(bytes, ref at));
        ReadOnlySpan<byte> rest = bytes[at..];
        return matClass switch
        {
            MatClass.Cell => new MatArray { Class = matClass, Name = name, Dimensions = dimensions, Cells = ReadCells(rest, dimensions, depth) },
            MatClass.Char => new MatArray { Class = matClass, Name = name, Dimensions = dimensions, Texts = ReadTexts(rest, dimensions) },
            >= MatClass.Double and <= MatClass.UInt64 when !isComplex => new MatArray { Class = matClass, Name = name, Dimensions = dimensions, Numbers = ReadNumbers(rest, dimensions) },
            _ => new MatArray { Class = matClass, Name = name, Dimensions = dimensions },
        };
    }

    private int[] ReadDimensions(Element element)
    {
        int count = element.Data.Length / 4;
        if (element.Type != ElementType.Int32 || element.Data.Length % 4 != 0 || count is < 2 or > MostDimensions)
        {
            throw Damaged("an array must say its dimensions after its flags");
        }

        var dimensions = new int[count];
        for (int i = 0; i < count; i++)
        {
            dimensions[i] = (int)ReadUInt32(element.Data[(i * 4)..]);
        }

        _ = CountOf(dimensions);
        return dimensions;
    }

    private string ReadName(Element element) =>
        element.Type is ElementType.Int8 or ElementType.Utf8 && element.Data.Length <= LongestName
            ? Encoding.Latin1.GetString(element.Data)
            : throw Damaged("an array must say its name after its dimensions");

    private double[] ReadNumbers(ReadOnlySpan<byte> bytes, int[] dimensions)
    {
        long count = CountOf(dimensions);
        if (count == 0)
        {
            return [];
        }

        int at = 0;
        Element element = ReadElement(bytes, ref at);
        int width = WidthOf(element.Type);
        if (count * width != element.Data.Length)
        {
            throw Damaged($"an array of {string.Join('x', dimensions)} elements of {width} bytes must have {count * width} bytes. Got {element.Data.Length}");
        }

        Spend(count * sizeof(double));
        var numbers = new double[count];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = ReadNumber(element.Data.Slice(i * width, width), element.Type);
        }

        return numbers;
    }

    private string[] ReadTexts(ReadOnlySpan<byte> bytes, int[] dimensions)
    {
        long count = CountOf(dimensions);
        if (count == 0)
        {
            return [""];
        }

        int at = 0;
        Element element = ReadElement(bytes, ref at);
        Spend(element.Data.Length * 4L);
        string text = element.Type switch
        {
            ElementType.Int8 or ElementType.UInt8 => Encoding.Latin1.GetString(element.Data),
            ElementType.Utf8 => Encoding.UTF8.GetString(element.Data),
            ElementType.UInt16 or ElementType.Utf16 => (_isBigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(element.Data),
            ElementType.Utf32 => new UTF32Encoding(_isBigEndian, byteOrderMark: false).GetString(element.Data),
            _ => throw Damaged($"a char array must hold text. Got data of type {(int)element.Type}"),
        };
        int rows = dimensions[0];
        if (rows == 1)
        {
            return [text.TrimEnd(' ')];
        }

        if (text.Length != count)
        {
            throw Damaged($"a char array of {string.Join('x', dimensions)} must have {count} characters. Got {text.Length}");
        }

        var row = new char[text.Length / rows];
        var texts = new string[rows];
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < row.Length; c++)
            {
                row[c] = text[(c * rows) + r];
            }

            texts[r] = new string(row).TrimEnd(' ');
        }

        return texts;
    }

    private MatArray[] ReadCells(ReadOnlySpan<byte> bytes, int[] dimensions, int depth)
    {
        const int smallestElement = 8;
        long count = CountOf(dimensions);
        if (depth == DeepestCell)
        {
            throw Damaged($"cells must nest at most {DeepestCell} deep");
        }

        if (count > bytes.Length / smallestElement)
        {
            throw Damaged($"a cell array of {string.Join('x', dimensions)} does not fit into {bytes.Length} bytes");
        }

        Spend(count * 128);
        var cells = new MatArray[count];
        int at = 0;
        for (int i = 0; i < cells.Length; i++)
        {
            Element element = ReadElement(bytes, ref at);
            cells[i] = element.Type == ElementType.Matrix
                ? ReadArray(element.Data, depth + 1)
                : throw Damaged($"an element of a cell array must be an array, type 14. Got type {(int)element.Type}");
        }

        return cells;
    }

    // A tag of type and length, then the data, padded to eight bytes; or, for up to four bytes, all of it in eight.
    private Element ReadElement(ReadOnlySpan<byte> bytes, scoped ref int at)
    {
        if (bytes.Length - at < 8)
        {
            throw Damaged("it ends inside an element");
        }

        uint first = ReadUInt32(bytes[at..]);
        uint smallLength = first >> 16;
        if (smallLength != 0)
        {
            if (smallLength > 4)
            {
                throw Damaged($"a short element must have at most 4 bytes. Got {smallLength}");
            }

            at += 8;
            return new Element((ElementType)(first & 0xFFFF), bytes.Slice(at - 4, (int)smallLength));
        }

        uint length = ReadUInt32(bytes[(at + 4)..]);
        int start = at + 8;
        if (length > bytes.Length - start)
        {
            throw Damaged($"an element of {length} bytes does not fit into the {bytes.Length - start} that are left");
        }

        bool isPadded = (ElementType)first != ElementType.Compressed;
        long next = start + (isPadded ? (length + 7L) / 8 * 8 : length);
        at = (int)Math.Min(next, bytes.Length);          // the last one may lack its padding
        return new Element((ElementType)first, bytes.Slice(start, (int)length));
    }

    private long CountOf(int[] dimensions)
    {
        long count = 1;
        foreach (int length in dimensions)
        {
            if (length < 0 || (length > 0 && count > Array.MaxLength / length))
            {
                throw Damaged($"an array must have at most {Array.MaxLength} elements. Its dimensions are {string.Join('x', dimensions)}");
            }

            count *= length;
        }

        return count;
    }

    private int WidthOf(ElementType type) => type switch
    {
        ElementType.Int8 or ElementType.UInt8 => 1,
        ElementType.Int16 or ElementType.UInt16 => 2,
        ElementType.Int32 or ElementType.UInt32 or ElementType.Single => 4,
        ElementType.Double or ElementType.Int64 or ElementType.UInt64 => 8,
        _ => throw Damaged($"a numeric array must hold numbers. Got data of type {(int)type}"),
    };

    private double ReadNumber(ReadOnlySpan<byte> item, ElementType type) => type switch
    {
        ElementType.Int8 => (sbyte)item[0],
        ElementType.UInt8 => item[0],
        ElementType.Int16 => _isBigEndian ? BinaryPrimitives.ReadInt16BigEndian(item) : BinaryPrimitives.ReadInt16LittleEndian(item),
        ElementType.UInt16 => _isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(item) : BinaryPrimitives.ReadUInt16LittleEndian(item),
        ElementType.Int32 => (int)ReadUInt32(item),
        ElementType.UInt32 => ReadUInt32(item),
        ElementType.Single => _isBigEndian ? BinaryPrimitives.ReadSingleBigEndian(item) : BinaryPrimitives.ReadSingleLittleEndian(item),
        ElementType.Int64 => _isBigEndian ? BinaryPrimitives.ReadInt64BigEndian(item) : BinaryPrimitives.ReadInt64LittleEndian(item),
        ElementType.UInt64 => _isBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(item) : BinaryPrimitives.ReadUInt64LittleEndian(item),
        _ => _isBigEndian ? BinaryPrimitives.ReadDoubleBigEndian(item) : BinaryPrimitives.ReadDoubleLittleEndian(item),
    };

    private uint ReadUInt32(ReadOnlySpan<byte> bytes) =>
        _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private void Spend(long bytes)
    {
        if (bytes > _leftBytes)
        {
            throw new RecordingException($"'{_name}' needs more memory than the limit allows. Raise {OptionName.MaximumBytes} if the file is to be trusted.");
        }

        _leftBytes -= bytes;
    }

    private RecordingException Damaged(string problem) => new($"'{_name}' is not a sound MATLAB file: {problem}. Save or copy it anew.");

    private readonly ref struct Element(ElementType type, ReadOnlySpan<byte> data)
    {
        public ElementType Type { get; } = type;

        public ReadOnlySpan<byte> Data { get; } = data;
    }
}
