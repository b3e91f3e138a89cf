using System.Globalization;
using System.Text.RegularExpressions;
using DiTMoS.Data.Readers.Tables;
using DiTMoS.Data.Sources;

namespace DiTMoS.Data.Readers;

/// <summary>Reads Daily and Sports Activities from its text: a file per segment of five seconds, in a folder per subject, in a folder per activity.</summary>
/// <remarks>
/// Barshan and Yuksek, "Recognizing Daily and Sports Activities in Two Open Source Machine Learning Environments Using Body-Worn Sensor Units" (The Computer Journal 2014).
/// <c>a01/p1/s01.txt</c>: 125 rows at 25 Hz of 45 numbers with commas between: of the units on torso, right arm, left arm, right leg and left leg
/// the acceleration in m/s^2, the rate of turn in rad/s and the magnetic field, relative to the earth's, each x, y, z. The segments of an activity and
/// subject were cut one behind the other from five minutes, so they are one trial.
/// </remarks>
internal sealed partial class DailySportsReader : IRecordingReader
{
    private const int Rows = 125;
    private const double RateHz = 25;

    private static readonly string[] Units = ["T", "RA", "LA", "RL", "LL"];
    private static readonly string[] Quantities = ["acc", "gyro", "mag"];

    // Of a01, a02, ...
    private static readonly string[] Activities =
    [
        "sitting", "standing", "lying_on_back", "lying_on_right_side", "ascending_stairs", "descending_stairs", "standing_in_elevator_still",
        "moving_around_in_elevator", "walking_parking_lot", "treadmill_4kmh_flat", "treadmill_4kmh_15deg", "treadmill_8kmh", "stepper",
        "cross_trainer", "cycling_horizontal", "cycling_vertical", "rowing", "jumping", "playing_basketball",
    ];

    public string Id => "daily-sports";

    public string Format => "Daily and Sports Activities as text (a01/p1/s01.txt)";

    public bool Recognizes(RecordingSource source) => source.Files.Any(file => SegmentPath().IsMatch(file.Path));

    public RecordingSet Read(RecordingSource source, RecordingOptions options)
    {
        Segment[] segments = [.. FindSegments(source)];
        if (segments.Length == 0)
        {
            throw new RecordingException($"'{source.Name}': expected files such as a01/p1/s01.txt. Name the folder that holds the activities' folders.");
        }

        return new RecordingSet
        {
            Format = Id,
            Source = source.Name,
            ChannelNames = [.. Units.SelectMany(unit => Quantities.SelectMany(quantity => (string[])[$"{unit}_x{quantity}", $"{unit}_y{quantity}", $"{unit}_z{quantity}"]))],
            ChannelUnits = [.. Units.SelectMany(_ => (string[])["m/s^2", "m/s^2", "m/s^2", "rad/s", "rad/s", "rad/s", "1", "1", "1"])],
            ClassNames = [.. segments.Select(segment => segment.Activity).Distinct().Order().Select(NameOf)],
            Recordings = segments.Select(segment => ReadSegment(source, segment, options.MaximumBytes)),
        };
    }

    private static IEnumerable<Segment> FindSegments(RecordingSource source)
    {
        foreach (SourceFile file in source.Files)
        {
            if (SegmentPath().Match(file.Path) is { Success: true } match)
            {
                yield return new Segment(file, int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), match.Groups[2].Value);
            }
        }
    }

    private static Recording ReadSegment(RecordingSource source, Segment segment, long maximumBytes)
    {
        using LineReader lines = LineReader.Open(source, segment.File);
        float[][] samples = NumberTable.Read(lines, Units.Length * Quantities.Length * 3, (byte)',', maximumBytes);
        string activity = NameOf(segment.Activity);
        return samples[0].Length == Rows
            ? new Recording
            {
                Name = segment.File.Path,
                Samples = samples,
                SampleRateHz = RateHz,
                Labels = [new LabelledStretch(0, Rows, activity)],
                Subject = segment.Subject,
                Trial = string.Create(CultureInfo.InvariantCulture, $"a{segment.Activity:00}/p{segment.Subject}"),
            }
            : throw new RecordingException($"'{segment.File.Path}': a segment of five seconds must have {Rows} rows. Got {samples[0].Length}.");
    }

    private static string NameOf(int activity) => activity >= 1 && activity <= Activities.Length ? Activities[activity - 1] : string.Create(CultureInfo.InvariantCulture, $"a{activity:00}");

    [GeneratedRegex(@"(?:^|/)a([0-9]{2,4})/p([0-9]{1,4})/s[0-9]{2,4}\.txt$")]
    private static partial Regex SegmentPath();

    private sealed record Segment(SourceFile File, int Activity, string Subject);
}
