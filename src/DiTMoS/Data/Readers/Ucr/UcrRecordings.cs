using System.Globalization;
using DiTMoS.Data.Sources;

namespace DiTMoS.Data.Readers.Ucr;

/// <summary>Makes recordings of the series of a set: each is one window, unless others are asked for.</summary>
internal static class UcrRecordings
{
    /// <summary>Opens a file of the set and reads its header.</summary>
    public delegate UcrTable OpenTable(RecordingSource source, SourceFile file, RecordingOptions options);

    /// <summary>Reads the headers, and prepares to read the series.</summary>
    /// <param name="source">Holds the set.</param>
    /// <param name="options">What the user asked for.</param>
    /// <param name="format">The format's name.</param>
    /// <param name="extension">How the names of files end.</param>
    /// <param name="open">Opens a file.</param>
    public static RecordingSet Read(RecordingSource source, RecordingOptions options, string format, string extension, OpenTable open)
    {
        options.Ucr.Check();
        IReadOnlyList<UcrPart> parts = UcrPart.Find(source, extension);
        using UcrTable first = open(source, parts[0].File, options);
        int dimensions = 0;
        int length = 0;
        long count = 0;
        foreach (UcrPart part in parts)
        {
            using UcrTable table = open(source, part.File, options);
            first.CheckClasses(table);
            UcrCase? series = table.Read() ?? throw table.Error("there must be at least one series behind the header. Got none");
            (dimensions, length) = dimensions == 0 ? (series.Dimensions.Length, series.Length) : (dimensions, length);
            for (; series is not null && options.Ucr.VariableLength == UcrLength.Pad; series = table.Read())
            {
                length = Math.Max(length, series.Length);
                if (++count * dimensions * length > options.MaximumBytes / sizeof(float))
                {
                    throw table.Error(series.Row, $"{count} series of {dimensions} dimensions, all as long as the longest, {length}, need more memory than the limit allows. Raise {OptionName.MaximumBytes} if the files are to be trusted");
                }
            }
        }

        return new RecordingSet
        {
            Format = format,
            Source = source.Name,
            ChannelNames = [.. Enumerable.Range(0, dimensions).Select(d => d.ToString(CultureInfo.InvariantCulture))],
            ClassNames = first.ClassNames,
            Recordings = parts.SelectMany(part => ReadPart(part, source, options, open, dimensions, length)),
        };
    }

    private static IEnumerable<Recording> ReadPart(UcrPart part, RecordingSource source, RecordingOptions options, OpenTable open, int dimensions, int length)
    {
        using UcrTable table = open(source, part.File, options);
        bool isAnyLength = (options.Windows ?? options.FrontEnd?.Windows) is { IsWhole: false };
        for (int n = 1; table.Read() is { } series; n++)
        {
            string name = FormattableString.Invariant($"{part.Name} {n}");
            float[][] samples = Fit(table, series, options.Ucr, dimensions, length, isAnyLength);
            yield return new Recording
            {
                Name = name,
                Samples = samples,
                Labels = series.ClassName is { } label ? [new LabelledStretch(0, samples[0].Length, label)] : [],
                Trial = name,
                OfficialFold = part.Fold,
            };
        }
    }

    private static float[][] Fit(UcrTable table, UcrCase series, UcrOptions options, int dimensions, int length, bool isAnyLength)
    {
        if (series.Dimensions.Length != dimensions)
        {
            throw table.Error(series.Row, $"a series must have {dimensions} dimensions. Got {series.Dimensions.Length}");
        }

        int own = isAnyLength && options.VariableLength == UcrLength.Refuse ? series.Length : length;
        return [.. series.Dimensions.Select((values, d) =>
        {
            if (!MissingSamples.Interpolate(values))
            {
                throw table.Error(series.Row, $"dimension {d + 1} has no values, all are missing. Leave the series out");
            }

            if (values.Length == own)
            {
                return values;
            }

            if (options.VariableLength == UcrLength.Refuse || values.Length > own)
            {
                string cut = isAnyLength ? "" : ", or cut windows of a length of their own";
                throw table.Error(series.Row, $"dimension {d + 1}: series must be equally long, {own} values. Got {values.Length}. Set {OptionName.Of("Ucr.VariableLength to Pad")} for zeros behind their end{cut}");
            }

            Array.Resize(ref values, own);
            return values;
        })];
    }
}
