using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DiTMoS.Data.Readers.Tables;
using DiTMoS.Data.Sources;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Data.Readers.Wisdm;

/// <summary>Reads the raw lines of WISDM's activity prediction data of 2012: one file with all users, a phone's accelerometer each.</summary>
/// <remarks>
/// Kwapisz, Weiss, Moore, "Activity Recognition using Cell Phone Accelerometers" (SensorKDD 2010). <c>WISDM_ar_v1.1_raw.txt</c>, see <see cref="WisdmRecords"/>; 20 Hz, m/s^2. What
/// one user did in a run is a recording. Samples are taken as they come, every 50 ms with what the phone was early or late; where time goes back, or a quarter of a second passes, is a gap.
/// </remarks>
internal sealed partial class WisdmReader : IRecordingReader
{
    private const double RateHz = 20;
    private const double LongestStepSeconds = 0.25;
    private const int FirstSamples = 1024;

    public string Id => "wisdm";

    public string Format => "WISDM's raw lines of 2012 (WISDM_ar_v1.1_raw.txt)";

    public bool Recognizes(RecordingSource source) => FindFile(source) is not null || LooksLikeRecords(source);

    public RecordingSet Read(RecordingSource source, RecordingOptions options)
    {
        SourceFile file = FindFile(source) ?? (source.Files.Count == 1 ? source.Files[0] : null)
            ?? throw new RecordingException($"'{source.Name}': expected a file such as WISDM_ar_v1.1_raw.txt. Name the file.");
        var repairs = new RepairLog();
        return new RecordingSet
        {
            Format = Id,
            Source = source.Name,
            ChannelNames = ["acc_x", "acc_y", "acc_z"],
            ChannelUnits = ["m/s^2", "m/s^2", "m/s^2"],
            Suggested = new FrontEnd { Windows = new WindowOptions { Length = 200, LabelRule = LabelRule.Within } },
            Recordings = ReadRuns(source, file, repairs, options.MaximumBytes),
            Repairs = repairs,
        };
    }

    private static SourceFile? FindFile(RecordingSource source) => source.Files.FirstOrDefault(file => RawName().IsMatch(file.Name));

    private static bool LooksLikeRecords(RecordingSource source) => !source.IsFolder && FirstRecord().IsMatch(Encoding.Latin1.GetString(source.Start));

    private static IEnumerable<Recording> ReadRuns(RecordingSource source, SourceFile file, RepairLog repairs, long maximumBytes)
    {
        repairs.Clear();
        using LineReader lines = LineReader.Open(source, file);
        var records = new WisdmRecords(lines, repairs);
        var runs = new Dictionary<int, int>();
        Run? run = null;
        while (records.Read())
        {
            if (run is not null && run.User != records.User)
            {
                yield return Finish(run);
                run = null;
            }

            run ??= new Run(file.Path, records, maximumBytes);
            run.Add(records);
        }

        yield return run is not null ? Finish(run) : throw new RecordingException($"'{file.Path}': expected records such as 33,Jogging,49105962326000,-0.69,12.68,0.50; but there are none.");

        Recording Finish(Run ended)
        {
            int number = runs[ended.User] = runs.GetValueOrDefault(ended.User) + 1;
            return ended.ToRecording(number);
        }
    }

    [GeneratedRegex("^WISDM_ar_.*raw\\.txt$", RegexOptions.IgnoreCase)]
    private static partial Regex RawName();

    [GeneratedRegex(@"^\s*[0-9]{1,9},[A-Za-z]{2,20},[0-9]{1,19},[-+.0-9eE]+,[-+.0-9eE]+,[-+.0-9eE]+;")]
    private static partial Regex FirstRecord();

    // The records of one user that follow each other.
    private sealed class Run(string file, WisdmRecords first, long maximumBytes)
    {
        private readonly long _row = first.Row;
        private readonly List<int> _gaps = [];
        private readonly List<LabelledStretch> _labels = [];
        private float[][] _samples = [new float[FirstSamples], new float[FirstSamples], new float[FirstSamples]];
        private int _count;
        private double _seconds;

        public int User { get; } = first.User;

        public void Add(WisdmRecords record)
        {
            if (_count == _samples[0].Length)
            {
                Grow(record);
            }

            double step = record.Seconds - _seconds;
            if (_count > 0 && step is < 0 or > LongestStepSeconds)
            {
                _gaps.Add(_count);
            }

            if (_labels.Count > 0 && _labels[^1].ClassName == record.Activity)
            {
                _labels[^1] = _labels[^1] with { Length = _labels[^1].Length + 1 };
            }
            else
            {
                _labels.Add(new LabelledStretch(_count, 1, record.Activity));
            }

            (_samples[0][_count], _samples[1][_count], _samples[2][_count]) = (record.X, record.Y, record.Z);
            _seconds = record.Seconds;
            _count++;
        }

        public Recording ToRecording(int number) => new()
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{file} from row {_row}"),
            Samples = Array.ConvertAll(_samples, channel => channel[.._count]),
            SampleRateHz = RateHz,
            Labels = _labels,
            Gaps = _gaps,
            Subject = User.ToString(CultureInfo.InvariantCulture),
            Trial = string.Create(CultureInfo.InvariantCulture, $"user {User}, run {number}"),
        };

        private void Grow(WisdmRecords record)
        {
            long length = _count * 2L;
            if (length > Array.MaxLength || length * _samples.Length * sizeof(float) > maximumBytes)
            {
                throw record.Error(1, $"the records of user {User} up to here take more memory than the limit of {maximumBytes} bytes allows. Raise {OptionName.MaximumBytes} if the file is to be trusted.");
            }

            _samples = Array.ConvertAll(_samples, channel =>
            {
                Array.Resize(ref channel, (int)length);
                return channel;
            });
        }
    }
}
