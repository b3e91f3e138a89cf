namespace DiTMoS.Data.Readers;

/// <summary>Reads the members of an <c>.npz</c> file that stand beside the windows: lists of numbers or names.</summary>
internal static class NpzMembers
{
    /// <summary>Reads what tells windows apart, numbered from 0: whole numbers in rising order, names in natural order.</summary>
    public static (int[] Ids, string[] Names) ReadIdentifiers(NpzFile file, string member, int count)
    {
        using NpyStream stream = OpenVector(file, member, count);
        return stream.Header.Type.IsText
            ? Identifiers.Number(ReadTexts(file, member, stream))
            : Identifiers.Number(ReadWhole(file, member, stream));
    }

    /// <summary>Reads a list of names.</summary>
    public static string[] ReadNames(NpzFile file, string member)
    {
        using NpyStream stream = file.Open(member);
        return stream.Header.Shape.Length == 1 && stream.Header.Type.IsText
            ? ReadTexts(file, member, stream)
            : throw file.Error(member, $"names must be a list of text. Got shape {stream.Header}, type {stream.Header.Type.Kind}{stream.Header.Type.Bytes}");
    }

    /// <summary>Reads one number, or as many as asked for.</summary>
    public static double[] ReadNumbers(NpzFile file, string member, int count)
    {
        using NpyStream stream = file.Open(member);
        NpyHeader header = stream.Header;
        if (header.Type.IsText || header.Shape.Length > 1 || (header.Count != 1 && header.Count != count))
        {
            throw file.Error(member, $"there must be one number{(count > 1 ? $", or {count}" : "")}. Got shape {header}{(header.Type.IsText ? " of text" : "")}");
        }

        var numbers = new double[header.Count];
        Fill(stream, (i, item) => numbers[i] = header.Type.ToDouble(item));
        int bad = Array.FindIndex(numbers, number => !double.IsFinite(number));
        return bad < 0 ? numbers : throw file.Error(member, $"value {bad} must be finite");
    }

    /// <summary>Opens an array of one value per window, shape (N) or (N, 1).</summary>
    public static NpyStream OpenVector(NpzFile file, string member, int count)
    {
        NpyStream stream = file.Open(member);
        long[] shape = stream.Header.Shape;
        if (shape.Length is 1 or 2 && shape[0] == count && shape[^1] == (shape.Length == 1 ? count : 1))
        {
            return stream;
        }

        string found = stream.Header.ToString();
        stream.Dispose();
        throw file.Error(member, $"there must be one value per window, shape ({count}). Got shape {found}");
    }

    /// <summary>Reads whole numbers.</summary>
    public static long[] ReadWhole(NpzFile file, string member, NpyStream stream)
    {
        NpyType type = stream.Header.Type;
        if (type.IsText)
        {
            throw file.Error(member, "values must be whole numbers. Got text");
        }

        file.Spend(stream.Header.Count * sizeof(long), $"member '{member}'");
        var numbers = new long[stream.Header.Count];
        Fill(stream, (i, item) => numbers[i] = type.ToLong(item) ?? throw file.Error(member, FormattableString.Invariant($"value {i} must be a whole number. Got {type.ToDouble(item)}")));
        return numbers;
    }

    /// <summary>Reads text.</summary>
    public static string[] ReadTexts(NpzFile file, string member, NpyStream stream)
    {
        NpyType type = stream.Header.Type;
        file.Spend(stream.Header.Count * (32 + (type.Bytes / (type.Kind == 'U' ? 2 : 1) * 2)), $"member '{member}'");
        var texts = new string[stream.Header.Count];
        Fill(stream, (i, item) => texts[i] = type.ToText(item) ?? throw file.Error(member, $"value {i} is not valid text"));
        return texts;
    }

    private static void Fill(NpyStream stream, Action<int, ReadOnlySpan<byte>> take)
    {
        var item = new byte[stream.Header.Type.Bytes];
        for (int i = 0; i < stream.Header.Count; i++)
        {
            stream.ReadExactly(item);
            take(i, item);
        }

        stream.Complete();
    }
}
