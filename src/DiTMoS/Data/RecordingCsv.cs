using System.Buffers;
using System.Globalization;
using System.Text;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Data;

/// <summary>Writes recordings as comma-separated values (RFC 4180) that <see cref="Recordings.Load"/> and spreadsheets read.</summary>
public static class RecordingCsv
{
    private const int GapSteps = 10;                     // more than any step that readers take for no gap

    private static readonly SearchValues<char> ToQuote = SearchValues.Create(",\"");

    /// <summary>
    /// Writes a heading and a row for each sample: <c>recording</c>; <c>subject</c>, <c>trial_group</c>, <c>fold</c> and <c>time</c> (in seconds from the recording's
    /// start) where recordings know them; <c>label</c> where any of them has one; then the channels, with the units that readers know: <c>acc_x [g]</c>. Recordings of one trial have one <c>trial_group</c>; <c>fold</c> is
    /// the official test fold, -1 where it is never tested. How long a gap lasts is not known: time jumps by ten samples there, and no gap is told where the rate is unknown.
    /// </summary>
    /// <param name="recordings">The recordings, read one at a time; twice up to the first that has a label.</param>
    /// <param name="path">The file to write. An existing file is replaced, and only once the new one is complete.</param>
    /// <returns>The number of rows behind the heading.</returns>
    /// <exception cref="RecordingException">
    /// The file cannot be written, some recordings alone know their subject, trial, fold or rate, or the content of the recordings breaks a rule of their format.
    /// </exception>
    public static long Write(RecordingSet recordings, string path)
    {
        ArgumentNullException.ThrowIfNull(recordings);
        ArgumentException.ThrowIfNullOrEmpty(path);
        long rows = 0;
        try
        {
            AtomicFile.Write(path, stream =>
            {
                using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
                bool hasLabels = recordings.Recordings.Any(recording => recording.Labels.Count > 0);
                (CsvColumns Columns, string Name)? first = null;
                foreach (Recording recording in recordings.Recordings)
                {
                    CsvColumns columns = CsvColumns.Of(recording, hasLabels);
                    if (first is null)
                    {
                        first = (columns, recording.Name);
                        writer.WriteLine(string.Join(',', columns.Names.Concat(HeadingsOf(recordings).Select(Quoted))));
                    }
                    else if (columns != first.Value.Columns)
                    {
                        throw new RecordingException($"'{Text.Shown(recording.Name)}' must know its {string.Join(", ", first.Value.Columns.Names)}, as '{Text.Shown(first.Value.Name)}' does. Got {string.Join(", ", columns.Names)}. Write them to files of their own.");
                    }

                    WriteRows(writer, recording, columns);
                    rows += recording.Length;
                }
            });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"'{path}' could not be written: {error.Message}", error);
        }

        return rows;
    }

    private static IEnumerable<string> HeadingsOf(RecordingSet recordings) => recordings.ChannelNames.Select((name, c) =>
        SensorUnit.NameOf(recordings.ChannelUnits?[c]) is { } unit ? $"{name} [{unit}]" : name);

    private static void WriteRows(StreamWriter writer, Recording recording, CsvColumns columns)
    {
        string origin = Quoted(recording.Name)
            + (columns.HasSubject ? "," + Quoted(recording.Subject ?? "") : "")
            + (columns.HasTrial ? "," + Quoted(recording.Trial ?? "") : "")
            + (columns.HasFold ? string.Create(CultureInfo.InvariantCulture, $",{recording.OfficialFold}") : "");
        Span<char> number = stackalloc char[64];
        int stretch = 0;
        int gap = 0;
        for (int t = 0; t < recording.Length; t++)
        {
            writer.Write(origin);
            if (columns.HasLabels)
            {
                while (stretch < recording.Labels.Count && recording.Labels[stretch].Start + recording.Labels[stretch].Length <= t)
                {
                    stretch++;
                }

                bool isLabelled = stretch < recording.Labels.Count && recording.Labels[stretch].Start <= t;
                writer.Write(',');
                writer.Write(isLabelled ? Quoted(recording.Labels[stretch].ClassName) : "");
            }

            if (columns.HasTime)
            {
                while (gap < recording.Gaps.Count && recording.Gaps[gap] <= t)
                {
                    gap++;
                }

                double seconds = (t + ((double)GapSteps * gap)) / recording.SampleRateHz!.Value;
                writer.Write(',');
                seconds.TryFormat(number, out int digits, "0.#########", CultureInfo.InvariantCulture);
                writer.Write(number[..digits]);
            }

            foreach (float[] channel in recording.Samples)
            {
                writer.Write(',');
                channel[t].TryFormat(number, out int digits, default, CultureInfo.InvariantCulture);
                writer.Write(number[..digits]);
            }

            writer.WriteLine();
        }
    }

    // On one line, as readers take rows by lines; a field in quotes keeps its outer blanks, and begins no comment with #.
    private static string Quoted(string field)
    {
        string line = field.Any(char.IsControl) ? string.Concat(field.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : field;
        bool isPlain = !line.AsSpan().ContainsAny(ToQuote) && !line.StartsWith('#') && line.Trim() == line;
        return isPlain ? line : $"\"{line.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    // Which columns stand between the recording's name and its channels.
    private readonly record struct CsvColumns(bool HasSubject, bool HasTrial, bool HasFold, bool HasLabels, bool HasTime)
    {
        public IEnumerable<string> Names =>
        [
            "recording",
            .. HasSubject ? ["subject"] : (string[])[],
            .. HasTrial ? ["trial_group"] : (string[])[],
            .. HasFold ? ["fold"] : (string[])[],
            .. HasLabels ? ["label"] : (string[])[],
            .. HasTime ? ["time"] : (string[])[],
        ];

        public static CsvColumns Of(Recording recording, bool hasLabels) => new(recording.Subject is not null, recording.Trial is not null, recording.OfficialFold is not null, hasLabels, recording.SampleRateHz is not null);
    }
}
