using System.Globalization;
using System.Text.RegularExpressions;
using DiTMoS.Data.Sources;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Data.Readers.Bonn;

/// <summary>Reads the electroencephalograms of the University of Bonn: five sets of a hundred text files, Z001.txt to S100.txt.</summary>
/// <remarks>
/// Andrzejak et al., "Indications of nonlinear deterministic and finite-dimensional structures in time series of brain electrical activity" (Physical Review E
/// 64, 2001). A file is a segment of one channel: 4,097 whole numbers, one per line, at 173.61 Hz. Its name begins with its set, which is the class: Z eyes
/// open, O eyes closed, N and F between seizures, S in a seizure. It says nothing of who was recorded.
/// </remarks>
internal sealed partial class BonnReader : IRecordingReader
{
    private const int Length = 4097;
    private const int SuggestedLength = 178;             // about a second; 23 windows per segment
    private const double RateHz = 173.61;
    private const int ShortestLine = 2;                  // bytes: a digit and its line end
    private const int LongestLine = 16;
    private const string Sets = "ZONFS";

    public string Id => "bonn-eeg";

    public string Format => "Bonn EEG's text files (Z001.txt to S100.txt)";

    public bool Recognizes(RecordingSource source) => source.IsFolder
        && Segments(source).Where(segment => segment.File.Length is >= (Length * ShortestLine) - 1 and <= Length * LongestLine).DistinctBy(segment => segment.Name[0]).Count() >= 2;

    public RecordingSet Read(RecordingSource source, RecordingOptions options)
    {
        (SourceFile File, string Name)[] segments = [.. Segments(source).OrderBy(segment => Sets.IndexOf(segment.Name[0], StringComparison.Ordinal)).ThenBy(segment => segment.Name, StringComparer.Ordinal)];
        if (segments.Length == 0)
        {
            throw new RecordingException($"'{source.Name}' must hold text files named by set and number, Z001.txt to S100.txt. Got none. Name the folder or archive that holds them.");
        }

        if (segments.CountBy(segment => segment.Name).FirstOrDefault(name => name.Value > 1).Key is { } twice)
        {
            throw new RecordingException($"'{source.Name}': each segment must be there once, but '{twice}' is there {segments.Count(segment => segment.Name == twice)} times. Name the folder of one copy.");
        }

        return new RecordingSet
        {
            Format = Id,
            Source = source.Name,
            ChannelNames = ["eeg"],
            ClassNames = [.. Sets.Select(set => set.ToString()).Where(set => segments.Any(segment => segment.Name.StartsWith(set, StringComparison.Ordinal)))],
            Suggested = new FrontEnd { Windows = new WindowOptions { Length = SuggestedLength, Hop = SuggestedLength } },
            Recordings = segments.Select(segment => new Recording
            {
                Name = segment.File.Path,
                Samples = [ReadSegment(source, segment.File, options)],
                SampleRateHz = RateHz,
                Labels = [new LabelledStretch(0, Length, segment.Name[..1])],
                Trial = segment.Name,
            }),
        };
    }

    private static IEnumerable<(SourceFile File, string Name)> Segments(RecordingSource source) => source.Files
        .Where(file => SegmentName().IsMatch(file.Name))
        .Select(file => (file, file.Name[..4].ToUpperInvariant()));

    private static float[] ReadSegment(RecordingSource source, SourceFile file, RecordingOptions options)
    {
        using var lines = new DecodedLineReader(source.Open(file), Text.Shown(file.Path), options.MaximumBytes);
        var samples = new float[Length];
        int n = 0;
        while (lines.TryRead(out ReadOnlySpan<char> line))
        {
            line = line.Trim();
            if (line.IsEmpty)
            {
                continue;
            }

            if (n == Length)
            {
                throw Error($"row {lines.Row}: a segment must have {Length} samples, but here is one more");
            }

            samples[n++] = int.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
                ? value
                : throw Error($"row {lines.Row}, column 1: expected a whole number. Got '{Text.Shown(line.ToString())}'");
        }

        return n == Length ? samples : throw Error($"row {lines.Row}: a segment must have {Length} samples, one per row, but the file ends after {n}");

        RecordingException Error(string problem) => new($"'{Text.Shown(file.Path)}', {problem}. Copy the file anew.");
    }

    [GeneratedRegex("^[ZONFS][0-9]{3}\\.txt$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SegmentName();
}
