using System.Buffers;
using System.Globalization;
using System.Text;

namespace DiTMoS.Data;

/// <summary>Writes recordings as comma-separated values (RFC 4180) that <see cref="Recordings.Load"/> and spreadsheets read.</summary>
public static class RecordingCsv
{
    private static readonly SearchValues<char> ToQuote = SearchValues.Create(",\"\r\n");

    /// <summary>
    /// Writes a heading and a row for each sample: <c>recording</c>; <c>subject</c>, <c>trial</c>, <c>label</c> and <c>time</c> (in seconds from the
    /// recording's start) where the first recording knows them; then the channels. Official folds and gaps in time are not kept.
    /// </summary>
    /// <param name="recordings">The recordings, read one at a time.</param>
    /// <param name="path">The file to write. An existing file is replaced, and only once the new one is complete.</param>
    /// <returns>The number of rows behind the heading.</returns>
    /// <exception cref="RecordingException">The file cannot be written, or the content of the recordings breaks a rule of their format.</exception>
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
                CsvColumns? columns = null;
                foreach (Recording recording in recordings.Recordings)
                {
                    if (columns is null)
                    {
                        columns = CsvColumns.Of(recording);
                        writer.WriteLine(string.Join(',', columns.Value.Names.Concat(recordings.ChannelNames.Select(Quoted))));
                    }

                    WriteRows(writer, recording, columns.Value);
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

    private static void WriteRows(StreamWriter writer, Recording recording, CsvColumns columns)
    {
        string origin = Quoted(recording.Name)
            + (columns.HasSubject ? "," + Quoted(recording.Subject ?? "") : "")
            + (columns.HasTrial ? "," + Quoted(recording.Trial ?? "") : "");
        Span<char> number = stackalloc char[64];
        int stretch = 0;
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
                double seconds = t / recording.SampleRateHz ?? 0;
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

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(ToQuote) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    // What is known of the first recording is a column for all.
    private readonly record struct CsvColumns(bool HasSubject, bool HasTrial, bool HasLabels, bool HasTime)
    {
        public IEnumerable<string> Names =>
        [
            "recording",
            .. HasSubject ? ["subject"] : (string[])[],
            .. HasTrial ? ["trial"] : (string[])[],
            .. HasLabels ? ["label"] : (string[])[],
            .. HasTime ? ["time"] : (string[])[],
        ];

        public static CsvColumns Of(Recording recording) => new(recording.Subject is not null, recording.Trial is not null, recording.Labels.Count > 0, recording.SampleRateHz is not null);
    }
}
