using System.Text.RegularExpressions;
using DiTMoS.Data.Readers.Tables;
using DiTMoS.Data.Sources;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Data.Readers;

/// <summary>Reads PAMAP2: a file per subject and session, with three inertial units and a heart rate monitor.</summary>
/// <remarks>
/// Reiss and Stricker, "Introducing a New Benchmarked Dataset for Activity Monitoring" (ISWC 2012). <c>Protocol/subject101.dat</c>, <c>Optional/...</c>: rows, every 10 ms, of 54 numbers with
/// spaces between: the time in s, the activity (0 between activities, which is no class), the heart rate per minute (about 9 Hz, else NaN), and of the units on hand, chest and ankle 17 each: temperature,
/// acceleration at two ranges (m/s^2), rate of turn (rad/s), magnetic field (uT), and four for an orientation that is not valid and is not read. What a unit lost (NaN) is put on straight lines where it
/// is at most a fifth of a second, the heart rate at most two seconds; longer holes are gaps.
/// </remarks>
internal sealed partial class Pamap2Reader : IRecordingReader
{
    private const int Columns = 54;
    private const int UnitColumns = 17;
    private const int UnitChannels = 13;
    private const double RateHz = 100;
    private const double LongestUnitGapSeconds = 0.2;
    private const double LongestHeartGapSeconds = 2;
    private const double LatestSeconds = 1e9;

    private static readonly string[] Units = ["hand", "chest", "ankle"];

    private static readonly (string Name, string Unit)[] Channels =
    [
        ("temperature", "degC"), ("acc16_x", "m/s^2"), ("acc16_y", "m/s^2"), ("acc16_z", "m/s^2"), ("acc6_x", "m/s^2"), ("acc6_y", "m/s^2"), ("acc6_z", "m/s^2"),
        ("gyro_x", "rad/s"), ("gyro_y", "rad/s"), ("gyro_z", "rad/s"), ("mag_x", "uT"), ("mag_y", "uT"), ("mag_z", "uT"),
    ];

    private static readonly Dictionary<int, string> Activities = new()
    {
        [1] = "lying", [2] = "sitting", [3] = "standing", [4] = "walking", [5] = "running", [6] = "cycling", [7] = "nordic_walking", [9] = "watching_tv", [10] = "computer_work",
        [11] = "car_driving", [12] = "ascending_stairs", [13] = "descending_stairs", [16] = "vacuum_cleaning", [17] = "ironing", [18] = "folding_laundry", [19] = "house_cleaning",
        [20] = "playing_soccer", [24] = "rope_jumping",
    };

    public string Id => "pamap2";

    public string Format => "PAMAP2 (Protocol/subject101.dat)";

    public bool Recognizes(RecordingSource source) => source.Files.Any(file => SessionName().IsMatch(file.Name));

    public RecordingSet Read(RecordingSource source, RecordingOptions options)
    {
        SourceFile[] sessions = [.. source.Files.Where(file => SessionName().IsMatch(file.Name))];
        if (sessions.Length == 0)
        {
            throw new RecordingException($"'{source.Name}': expected files such as Protocol/subject101.dat. Name the folder that holds Protocol.");
        }

        var repairs = new RepairLog();
        return new RecordingSet
        {
            Format = Id,
            Source = source.Name,
            ChannelNames = ["heart_rate", .. Units.SelectMany(unit => Channels.Select(channel => $"{unit}_{channel.Name}"))],
            ChannelUnits = ["1/min", .. Units.SelectMany(_ => Channels.Select(channel => channel.Unit))],
            Suggested = new FrontEnd { Windows = new WindowOptions { Length = 512, Hop = 100, LabelRule = LabelRule.Within } },
            Recordings = ReadAll(source, sessions, repairs, options.MaximumBytes),
            Repairs = repairs,
        };
    }

    private static IEnumerable<Recording> ReadAll(RecordingSource source, SourceFile[] sessions, RepairLog repairs, long maximumBytes)
    {
        repairs.Clear();
        foreach (SourceFile session in sessions)
        {
            if (ReadSession(source, session, repairs, maximumBytes) is { } recording)
            {
                yield return recording;
            }
        }
    }

    private static Recording? ReadSession(RecordingSource source, SourceFile file, RepairLog repairs, long maximumBytes)
    {
        SensorStream[] streams = [new SensorStream(1, LongestHeartGapSeconds), .. Units.Select(_ => new SensorStream(UnitChannels, LongestUnitGapSeconds))];
        var activities = new SensorStream(1, LongestUnitGapSeconds);
        using LineReader lines = LineReader.Open(source, file);
        var row = new float[Columns];
        while (lines.ReadFilled())
        {
            NumberTable.ReadRow(lines, (byte)' ', allowMissing: true, row);
            double seconds = TimeOf(lines);
            if (activities.Count > 0 && seconds <= activities.Times[^1])
            {
                repairs.Add("rows that are not later than the row before left out");
                continue;
            }

            activities.Add(seconds, [ActivityOf(lines, row)]);
            AddWhereKnown(streams[0], seconds, row.AsSpan(2, 1));
            for (int unit = 0; unit < Units.Length; unit++)
            {
                AddWhereKnown(streams[unit + 1], seconds, row.AsSpan(3 + (unit * UnitColumns), UnitChannels));
            }

            if (streams.Sum(stream => stream.Bytes) + activities.Bytes > maximumBytes)
            {
                throw lines.Error($"the rows up to here take more memory than the limit of {maximumBytes} bytes allows. Raise {OptionName.MaximumBytes} if the file is to be trusted.");
            }
        }

        AlignedSamples aligned = SensorAlignment.Align(streams, RateHz);
        repairs.Add("sessions without a time that all sensors know left out", aligned.Length == 0 ? 1 : 0);
        return aligned.Length == 0 ? null : new Recording
        {
            Name = file.Path,
            Samples = aligned.Samples,
            SampleRateHz = RateHz,
            Labels = StretchesOf(activities, aligned.Times),
            Gaps = aligned.Gaps,
            Subject = SessionName().Match(file.Name).Groups[1].Value,
            Trial = file.Path,
        };
    }

    private static double TimeOf(LineReader lines)
    {
        var fields = new Fields(lines.Line, (byte)' ');
        fields.Read();
        return NumberText.TryParse(fields.Field, out double seconds) && seconds is >= 0 and < LatestSeconds
            ? seconds
            : throw lines.Error(1, $"expected a time in seconds, from 0. Got {LineReader.Shown(fields.Field)}.");
    }

    private static float ActivityOf(LineReader lines, float[] row) => row[1] == 0 || (float.IsInteger(row[1]) && Activities.ContainsKey((int)row[1]))
        ? row[1]
        : throw lines.Error(2, FormattableString.Invariant($"the activity must be 0 or one of {string.Join(", ", Activities.Keys)}. Got {row[1]}."));

    private static void AddWhereKnown(SensorStream stream, double seconds, ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (float.IsNaN(value))
            {
                return;
            }
        }

        stream.Add(seconds, values);
    }

    // Each sample is of the activity of the last row that is not later.
    private static List<LabelledStretch> StretchesOf(SensorStream activities, double[] times)
    {
        var stretches = new List<LabelledStretch>();
        int row = 0;
        int start = 0;
        int activity = 0;
        for (int t = 0; t <= times.Length; t++)
        {
            while (t < times.Length && row + 1 < activities.Count && activities.Times[row + 1] <= times[t] + (0.01 / RateHz))
            {
                row++;
            }

            int next = t < times.Length ? (int)activities[row][0] : 0;
            if (next != activity)
            {
                if (activity != 0)
                {
                    stretches.Add(new LabelledStretch(start, t - start, Activities[activity]));
                }

                (start, activity) = (t, next);
            }
        }

        return stretches;
    }

    [GeneratedRegex(@"^subject([0-9]{1,6})\.dat$")]
    private static partial Regex SessionName();
}
