using System.Text;

namespace DiTMoS.Data.Readers.Tables;

/// <summary>A list of numbers with a name each, one per line, such as <c>1 WALKING</c>.</summary>
internal static class CodedNames
{
    /// <summary>Reads the list in its own order.</summary>
    /// <exception cref="RecordingException">A line is no number with a name behind it, a number is there twice, or there are none.</exception>
    public static Dictionary<int, string> Read(LineReader lines)
    {
        var names = new Dictionary<int, string>();
        while (lines.ReadFilled())
        {
            var fields = new Fields(lines.Line, (byte)' ');
            fields.Read();
            int code = lines.Whole(fields, "the number of a class", 0);
            string name = fields.Read() ? Encoding.UTF8.GetString(fields.Field) : throw lines.Error($"expected the name of class {code} behind the number. Got nothing.");
            if (!names.TryAdd(code, name))
            {
                throw lines.Error(1, $"a class must have one name, but {code} is named before as '{Text.Shown(names[code])}'.");
            }
        }

        return names.Count > 0 ? names : throw new RecordingException($"'{Text.Shown(lines.Name)}': expected lines of a number and a name. Got an empty file.");
    }
}
