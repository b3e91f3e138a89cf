namespace DiTMoS.Data.Survey;

/// <summary>Counts what a survey tells, recording by recording.</summary>
/// <param name="set">The recordings.</param>
internal sealed class SurveyTally(RecordingSet set)
{
    private const int ExampleLength = 512;

    private readonly ChannelTally[] _channels = [.. set.ChannelNames.Select((name, c) => new ChannelTally(name, set.ChannelUnits?[c]))];
    private readonly Dictionary<string, ClassTally> _classes = new(StringComparer.Ordinal);
    private readonly SortedSet<double> _rates = [];
    private readonly SortedSet<string> _subjects = new(NaturalOrder.Instance);
    private readonly HashSet<string> _trials = new(StringComparer.Ordinal);
    private int _recordings;
    private long _samples;
    private double _seconds;
    private bool _isTimed = true;
    private int _shortest = int.MaxValue;
    private int _longest;
    private int _gaps;
    private long _labelled;
    private int _lastFold = -1;

    public void Add(Recording recording)
    {
        int length = recording.Length;
        _recordings++;
        _samples += length;
        _shortest = Math.Min(_shortest, length);
        _longest = Math.Max(_longest, length);
        _gaps += recording.Gaps.Count;
        _lastFold = Math.Max(_lastFold, recording.OfficialFold ?? -1);
        if (recording.SampleRateHz is { } rate)
        {
            _rates.Add(rate);
            _seconds += length / rate;
        }
        else
        {
            _isTimed = false;
        }

        if (recording.Subject is { } subject)
        {
            _subjects.Add(subject);
        }

        if (recording.Trial is { } trial)
        {
            _trials.Add(trial);
        }

        for (int c = 0; c < _channels.Length; c++)
        {
            _channels[c].Add(recording.Samples[c]);
        }

        foreach (LabelledStretch stretch in recording.Labels)
        {
            Add(recording, stretch);
        }
    }

    public RecordingSurvey Finish()
    {
        IEnumerable<string> names = set.ClassNames ?? [.. _classes.Keys.Order(NaturalOrder.Instance)];
        return new RecordingSurvey
        {
            Format = set.Format,
            Source = set.Source,
            HoldsWindows = set.Windows is not null,
            Recordings = _recordings,
            Samples = _samples,
            Seconds = _isTimed && _recordings > 0 ? _seconds : null,
            SampleRatesHz = [.. _rates],
            Shortest = _recordings == 0 ? 0 : _shortest,
            Longest = _longest,
            Gaps = _gaps,
            Unlabelled = _samples - _labelled,
            Subjects = [.. _subjects],
            Trials = _trials.Count,
            OfficialFolds = _lastFold + 1,
            Channels = [.. _channels.Select(channel => channel.Finish())],
            Classes = [.. names.Where(_classes.ContainsKey).Select(name => _classes[name].Finish(name))],
            Repairs = new SortedDictionary<string, long>(set.Repairs.Counts.ToDictionary(), StringComparer.Ordinal),
            Suggested = set.Suggested,
        };
    }

    private void Add(Recording recording, LabelledStretch stretch)
    {
        if (!_classes.TryGetValue(stretch.ClassName, out ClassTally? tally))
        {
            ReadOnlySpan<float> first = recording.Samples.Length == 0 ? [] : recording.Samples[0].AsSpan(stretch.Start, Math.Min(ExampleLength, stretch.Length));
            tally = new ClassTally(first.ToArray());
            _classes.Add(stretch.ClassName, tally);
        }

        tally.Stretches++;
        tally.Samples += stretch.Length;
        _labelled += stretch.Length;
        if (recording.Subject is { } subject)
        {
            tally.Subjects.Add(subject);
        }
    }

    private sealed class ClassTally(float[] example)
    {
        public int Stretches { get; set; }

        public long Samples { get; set; }

        public HashSet<string> Subjects { get; } = new(StringComparer.Ordinal);

        public ClassSurvey Finish(string name) => new() { Name = name, Stretches = Stretches, Samples = Samples, Subjects = Subjects.Count, Example = example };
    }
}
