using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DiTMoS.Data.Readers.Tables;
using DiTMoS.Data.Sources;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Data.Readers.Wisdm;

/// <summary>Reads the raw files of WISDM's smartphone and smartwatch data of 2019: of each subject, an accelerometer and a gyroscope file of one device.</summary>
/// <remarks>
/// Weiss, Yoneda, Hayajneh, "Smartphone and Smartwatch-Based Biometrics Using Activities of Daily Living" (IEEE Access 2019). <c>raw/phone/accel/data_1600_accel_phone.txt</c> and
/// <c>raw/phone/gyro/data_1600_gyro_phone.txt</c>, see <see cref="WisdmRecords"/>; about 20 Hz, m/s^2 and rad/s. <c>activity_key.txt</c> names the letters of the activities
/// (<c>walking = A</c>); without it, the letters do. What a subject did of one activity is a recording: both sensors at 20 Hz, by straight lines between samples at most a quarter of
/// a second apart, and a gap where there are none. Where no gyroscope's file is there at all, the accelerometer is read alone. Phone and watch were worn apart, so one set is of one device; where both are there, the phone is read unless the format of the watch is named.
/// </remarks>
/// <param name="device">The device, as files name it.</param>
/// <param name="id">The format's name.</param>
internal sealed partial class WisdmDeviceReader(string device, string id) : IRecordingReader
{
    private const double RateHz = 20;
    private const double LongestGapSeconds = 0.25;
    private const string KeyName = "activity_key.txt";

    public string Id => id;

    public string Format => $"WISDM's raw files of 2019 (raw/{device}/accel/data_1600_accel_{device}.txt with raw/{device}/gyro)";

    public bool Recognizes(RecordingSource source) => source.Files.Any(file => IsAccelerometer(file, out _));

    public RecordingSet Read(RecordingSource source, RecordingOptions options)
    {
        Subject[] subjects = [.. FindSubjects(source)];
        if (subjects.Length == 0)
        {
            throw new RecordingException($"'{source.Name}': expected files such as raw/{device}/accel/data_1600_accel_{device}.txt. Name the folder that holds raw.");
        }

        bool isAlone = Array.TrueForAll(subjects, subject => subject.Gyroscope is null);
        Subject? incomplete = isAlone ? null : Array.Find(subjects, subject => subject.Gyroscope is null);
        if (incomplete is not null)
        {
            throw new RecordingException($"'{incomplete.Accelerometer.Path}': the subject's gyroscope must be there too, as other subjects' are, but there is no {GyroscopeName(incomplete.Number)}. Copy it into the folder gyro.");
        }

        Dictionary<string, string>? key = ReadKey(source);
        var repairs = new RepairLog();
        return new RecordingSet
        {
            Format = Id,
            Source = source.Name,
            ChannelNames = isAlone ? ["acc_x", "acc_y", "acc_z"] : ["acc_x", "acc_y", "acc_z", "gyro_x", "gyro_y", "gyro_z"],
            ChannelUnits = isAlone ? ["m/s^2", "m/s^2", "m/s^2"] : ["m/s^2", "m/s^2", "m/s^2", "rad/s", "rad/s", "rad/s"],
            Suggested = new FrontEnd { Windows = new WindowOptions { Length = 200, LabelRule = LabelRule.Within } },
            Recordings = ReadAll(source, subjects, key, repairs, options.MaximumBytes),
            Repairs = repairs,
        };
    }

    private static IEnumerable<Recording> ReadAll(RecordingSource source, Subject[] subjects, Dictionary<string, string>? key, RepairLog repairs, long maximumBytes)
    {
        repairs.Clear();
        foreach (Subject subject in subjects)
        {
            long leftBytes = maximumBytes;
            SourceFile[] files = subject.Gyroscope is null ? [subject.Accelerometer] : [subject.Accelerometer, subject.Gyroscope];
            var sensors = new List<Dictionary<string, SensorStream>>();
            foreach (SourceFile file in files)
            {
                sensors.Add(ReadStreams(source, file, subject.Number, key, repairs, ref leftBytes));
            }

            foreach (string code in sensors.SelectMany(streams => streams.Keys).Distinct())
            {
                SensorStream[] streams = [.. sensors.Select(sensor => sensor.GetValueOrDefault(code)).OfType<SensorStream>()];
                if (streams.Length < files.Length)
                {
                    repairs.Add("activities without one of the sensors left out");
                }
                else if (Align(streams, repairs) is { } aligned)
                {
                    yield return RecordingOf(subject, code, key?[code] ?? code, aligned);
                }
            }
        }
    }

    private static AlignedSamples? Align(SensorStream[] streams, RepairLog repairs)
    {
        repairs.Add("samples of one time left out but the first", streams.Sum(stream => stream.Order()));
        AlignedSamples aligned = SensorAlignment.Align(streams, RateHz);
        repairs.Add("activities whose sensors have no time in common left out", aligned.Length == 0 ? 1 : 0);
        return aligned.Length == 0 ? null : aligned;
    }

    private static Recording RecordingOf(Subject subject, string code, string activity, AlignedSamples aligned) => new()
    {
        Name = $"{subject.Accelerometer.Path}, activity {code}",
        Samples = aligned.Samples,
        SampleRateHz = RateHz,
        Labels = [new LabelledStretch(0, aligned.Length, activity)],
        Gaps = aligned.Gaps,
        Subject = subject.Number.ToString(CultureInfo.InvariantCulture),
        Trial = string.Create(CultureInfo.InvariantCulture, $"subject {subject.Number}, activity {code}"),
    };

    private static Dictionary<string, SensorStream> ReadStreams(RecordingSource source, SourceFile file, int subject, Dictionary<string, string>? key, RepairLog repairs, ref long leftBytes)
    {
        var streams = new Dictionary<string, SensorStream>();
        using LineReader lines = LineReader.Open(source, file);
        var records = new WisdmRecords(lines, repairs);
        while (records.Read())
        {
            if (records.User != subject)
            {
                throw records.Error(1, $"the subject must be {subject}, as the file's name says. Got {records.User}.");
            }

            if (key is not null && !key.ContainsKey(records.Activity))
            {
                throw records.Error(2, $"the activity must be one that {KeyName} names: {string.Join(", ", key.Keys.Take(30).Select(Text.Shown))}. Got '{Text.Shown(records.Activity)}'.");
            }

            if (!streams.TryGetValue(records.Activity, out SensorStream? stream))
            {
                stream = new SensorStream(3, LongestGapSeconds);
                streams.Add(records.Activity, stream);
                leftBytes -= stream.Bytes;
            }

            long bytes = stream.Bytes;
            stream.Add(records.Seconds, [records.X, records.Y, records.Z]);
            leftBytes -= stream.Bytes - bytes;
            if (leftBytes < 0)
            {
                throw records.Error(1, $"the records up to here take more memory than the limit allows. Raise {OptionName.MaximumBytes} if the file is to be trusted.");
            }
        }

        return streams;
    }

    private IEnumerable<Subject> FindSubjects(RecordingSource source)
    {
        ILookup<string, SourceFile> files = source.Files.ToLookup(file => file.Name);
        foreach (SourceFile file in source.Files)
        {
            if (IsAccelerometer(file, out int number))
            {
                yield return new Subject(number, file, files[GyroscopeName(number)].FirstOrDefault());
            }
        }
    }

    private string GyroscopeName(int number) => string.Create(CultureInfo.InvariantCulture, $"data_{number}_gyro_{device}.txt");

    private bool IsAccelerometer(SourceFile file, out int number)
    {
        Match match = AccelerometerName().Match(file.Name);
        number = 0;
        return match.Success && match.Groups[2].ValueSpan.SequenceEqual(device) && int.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out number);
    }

    // Lines such as "walking = A".
    private static Dictionary<string, string>? ReadKey(RecordingSource source)
    {
        if (source.Files.FirstOrDefault(file => file.Name == KeyName) is not { } file)
        {
            return null;
        }

        var key = new Dictionary<string, string>();
        using LineReader lines = LineReader.Open(source, file);
        while (lines.ReadFilled())
        {
            string[] parts = Encoding.UTF8.GetString(lines.Line).Split('=', StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || parts[0].Length == 0 || parts[1].Length == 0)
            {
                throw lines.Error($"expected an activity and its letter, such as walking = A. Got {LineReader.Shown(lines.Line)}.");
            }

            if (!key.TryAdd(parts[1], parts[0]))
            {
                throw lines.Error($"a letter must stand for one activity, but {Text.Shown(parts[1])} stands for '{Text.Shown(key[parts[1]])}' already.");
            }
        }

        return key;
    }

    [GeneratedRegex(@"^data_([0-9]{1,9})_accel_(phone|watch)\.txt$")]
    private static partial Regex AccelerometerName();

    private sealed record Subject(int Number, SourceFile Accelerometer, SourceFile? Gyroscope);
}
