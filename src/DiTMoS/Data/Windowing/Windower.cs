using DiTMoS.Data.Features;
using DiTMoS.Data.Readers;

namespace DiTMoS.Data.Windowing;

/// <summary>Cuts recordings into windows, one recording at a time, and computes the features of each window as it is cut.</summary>
internal sealed class Windower : IDisposable
{
    private const double SameRate = 0.005;                     // rates that differ by less, as clocks do, count as one

    private readonly RecordingSet _recordings;
    private readonly RecordingOptions _options;
    private readonly FrontEnd _frontEnd;
    private readonly WindowOptions _how;
    private readonly ChannelMapping _mapping;
    private readonly List<int> _labels = [];                   // into _classes, -1 for none
    private readonly List<int> _trials = [];
    private readonly List<int> _origins = [];                  // into _recordingNames
    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];
    private readonly List<string> _recordingNames = [];        // of the recordings that have windows
    private readonly List<int?> _folds = [];
    private readonly List<string> _subjects = [];
    private readonly Dictionary<string, int> _classes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _trialOfName = new(StringComparer.Ordinal);
    private Resampler? _resampler;
    private double _resamplerFromHz;
    private double? _rate;                                     // of the windows
    private string _first = "";                                // the recording that set rate and length
    private int _length;
    private int _hop;
    private int _longest;
    private int _nextTrial;
    private FeatureChain? _chain;
    private float[] _window = [];
    private WindowStore? _store;
    private (string Recording, string? Subject)? _origin;

    private Windower(RecordingSet recordings, FrontEnd frontEnd, RecordingOptions options)
    {
        _recordings = recordings;
        _options = options;
        _frontEnd = frontEnd;
        _how = frontEnd.Windows;
        _how.Check();
        _mapping = ChannelMapping.Create(recordings, options.Units, frontEnd);
        foreach (string name in recordings.ClassNames ?? [])
        {
            _classes.TryAdd(name, _classes.Count);
        }
    }

    /// <summary>Cuts all recordings of a set.</summary>
    /// <param name="recordings">The recordings.</param>
    /// <param name="frontEnd">How to cut, and what to compute of each window.</param>
    /// <param name="options">Whether windows without a class are left out, which units to bring channels to, and how much memory may be used.</param>
    /// <returns>The windows, with the front end as it came out: all lengths in samples, all channels named.</returns>
    /// <exception cref="RecordingException">A recording has not the channels, the rate or the length of the others, a sample is not finite, or no window fits.</exception>
    /// <exception cref="OptionException">An option is out of range, or does not fit the recordings.</exception>
    public static WindowSet Cut(RecordingSet recordings, FrontEnd frontEnd, RecordingOptions options)
    {
        using var windower = new Windower(recordings, frontEnd, options);
        return windower.Cut();
    }

    public void Dispose() => _store?.Dispose();

    private WindowSet Cut()
    {
        if (_how.IsWhole && _how.PadShort)
        {
            MeasureLongest();
        }

        foreach (Recording recording in _recordings.Recordings)
        {
            Add(recording);
        }

        return _store is { Count: > 0 } ? Finish() : throw NoWindow();
    }

    // Without a length, padding needs the longest recording, which only a pass over all of them can tell.
    private void MeasureLongest()
    {
        foreach (Recording recording in _recordings.Recordings)
        {
            CheckChannels(recording);
            foreach ((int _, int count, string? className) in PartsOf(AtRate(recording)))
            {
                _length = className is not null || !_options.RequireLabels ? Math.Max(_length, count) : _length;
            }
        }

        _hop = _length;
        _first = "";
        _rate = null;
    }

    private void Add(Recording recording)
    {
        CheckChannels(recording);
        CheckSamples(recording);
        recording = AtRate(recording);
        float[][] samples = _mapping.Apply(recording.Samples);
        var labels = new StretchLabels(recording.Labels);
        int trial = -1;
        (int Start, int Count, string? ClassName) longest = default;
        foreach ((int start, int count, string? className) in PartsOf(recording))
        {
            bool isUsed = _how.LabelRule != LabelRule.Within || className is not null || !_options.RequireLabels;
            if (!isUsed || count == 0)
            {
                continue;
            }

            SetLength(recording, count);
            longest = count > longest.Count ? (start, count, className) : longest;
            _longest = Math.Max(_longest, count);
            for (int at = start; at <= start + count - _length; at = Math.Min(at, int.MaxValue - _hop) + _hop)
            {
                AddWindow(at, _length);
            }

            if (_how.PadShort && count < _length && _how.LabelRule == LabelRule.Within && className is not null)
            {
                AddWindow(start, count);
            }
        }

        if (_how.PadShort && trial < 0 && longest.Count > 0 && longest.Count < _length)
        {
            AddWindow(longest.Start, longest.Count);
        }

        void AddWindow(int at, int count)
        {
            string? name = labels.Of(at, count, _how.LabelRule, _how.MajorityThreshold);
            if (name is null && _options.RequireLabels)
            {
                return;
            }

            if (trial < 0)
            {
                trial = TrialOf(recording);
                _recordingNames.Add(recording.Name);
            }

            int index = Store().Count;
            Span<float> target = _store!.Next();
            Span<float> window = _frontEnd.Features.Count == 0 ? target : _window;
            for (int c = 0; c < samples.Length; c++)
            {
                Span<float> row = window.Slice(c * _length, _length);
                samples[c].AsSpan(at, count).CopyTo(row);
                row[count..].Clear();
            }

            if (_frontEnd.Features.Count > 0)
            {
                _chain!.Compute(window, target, index);
            }

            _labels.Add(name is null ? -1 : ClassOf(recording, name));
            _trials.Add(trial);
            _origins.Add(_recordingNames.Count - 1);
            _starts.Add(at);
            _ends.Add(at + count);
            _folds.Add(recording.OfficialFold);
            _subjects.Add(SubjectOf(recording));
        }
    }

    private void CheckChannels(Recording recording)
    {
        int channels = _recordings.ChannelNames.Count;
        if (recording.Samples.Length != channels)
        {
            throw Broken(recording, $"every recording must have the {channels} channels {string.Join(", ", _recordings.ChannelNames.Take(32).Select(Text.Shown))}. Got {recording.Samples.Length}");
        }

        int other = Array.FindIndex(recording.Samples, channel => channel.Length != recording.Length);
        if (other >= 0)
        {
            throw Broken(recording, $"all channels must be equally long. '{Text.Shown(_recordings.ChannelNames[0])}' has {recording.Length} samples, '{Text.Shown(_recordings.ChannelNames[other])}' {recording.Samples[other].Length}");
        }
    }

    private void CheckSamples(Recording recording)
    {
        for (int c = 0; c < recording.Samples.Length; c++)
        {
            int bad = Array.FindIndex(recording.Samples[c], value => !float.IsFinite(value));
            if (bad >= 0)
            {
                throw Broken(recording, FormattableString.Invariant($"channel '{Text.Shown(_recordings.ChannelNames[c])}', sample {bad} (the first is 0): samples must be finite in single precision. Got {recording.Samples[c][bad]}. Fill the value in, or leave the recording out"));
            }
        }
    }

    // The recording at the rate that all windows have.
    private Recording AtRate(Recording recording)
    {
        // A model's front end knows its rate, and what does not say its own is taken to be at that.
        double? own = recording.SampleRateHz ?? (_frontEnd.IsResolved ? _how.SampleRateHz : null);
        if (_first.Length == 0)
        {
            _first = recording.Name;
            _rate = _how.SampleRateHz ?? own;
        }

        if (_how.SampleRateHz is not { } target)
        {
            return own == _rate || (own is { } a && _rate is { } b && Math.Abs(a - b) <= SameRate * b)
                ? recording
                : throw Broken(recording, $"all recordings must have one rate. This one is at {Shown(own)}, '{Text.Shown(_first)}' at {Shown(_rate)}. Set {OptionName.Of("Windows.SampleRateHz")} to bring all to one");
        }

        double from = own ?? throw new OptionException($"{OptionName.Of("Windows.SampleRateHz")}: recordings can only be brought to another rate where their own is known. '{Text.Shown(recording.Name)}' does not say it. Leave {OptionName.Of("Windows.SampleRateHz")} out.");
        if (Math.Abs(from - target) <= SameRate * target)
        {
            return recording;
        }

        if (_resampler is null || _resamplerFromHz != from)
        {
            _resampler = new Resampler(from, target);
            _resamplerFromHz = from;
        }

        return _resampler.Resample(recording, target, _options.MaximumBytes);
    }

    // What lies between gaps, and with the rule Within, between changes of class; without that rule, no class is told.
    private IEnumerable<(int Start, int Count, string? ClassName)> PartsOf(Recording recording)
    {
        var labels = new StretchLabels(recording.Labels);
        int start = 0;
        foreach (int end in recording.Gaps.Append(recording.Length))
        {
            IEnumerable<(int, int, string?)> parts = _how.LabelRule == LabelRule.Within ? labels.PartsOf(start, end - start) : [(start, end - start, "")];
            foreach ((int, int, string?) part in parts)
            {
                yield return part;
            }

            start = end;
        }
    }

    private void SetLength(Recording recording, int count)
    {
        if (_length == 0)
        {
            _first = recording.Name;
            _length = _how.Length ?? SamplesOf(_how.Seconds, nameof(WindowOptions.Seconds)) ?? count;
            _hop = _how.Hop ?? SamplesOf(_how.HopSeconds, nameof(WindowOptions.HopSeconds)) ?? _length;
        }

        if (_how.IsWhole && !_how.PadShort && count != _length)
        {
            string what = recording.Gaps.Count > 0 ? " between gaps in time" : _how.LabelRule == LabelRule.Within ? " in one labelled stretch" : "";
            throw Broken(recording, $"without a length of windows, each recording becomes one window, and all must be equally long. This one has {count} samples{what}, '{Text.Shown(_first)}' {_length}. Set {OptionName.Of("Length or Seconds")}, or {OptionName.Of("PadShort")}");
        }
    }

    private int? SamplesOf(double? seconds, string option)
    {
        if (seconds is not { } value)
        {
            return null;
        }

        double rate = _rate ?? throw new OptionException(FormattableString.Invariant($"{OptionName.Of($"Windows.{option}")} needs recordings whose rate is known, but '{Text.Shown(_first)}' does not say it. Got {value}. Give the length in samples."));
        double samples = Math.Round(value * rate, MidpointRounding.AwayFromZero);
        return samples >= 1 && samples <= Array.MaxLength
            ? (int)samples
            : throw new OptionException(FormattableString.Invariant($"{OptionName.Of($"Windows.{option}")} must be 1 to {Array.MaxLength} samples at {rate} Hz. Got {value} s, which is {samples}."));
    }

    // Made with the first window, when its length is known.
    private WindowStore Store()
    {
        if (_store is null)
        {
            long values = (long)_mapping.Names.Count * _length;
            if (values > Array.MaxLength || values * sizeof(float) > _options.MaximumBytes)
            {
                throw new OptionException($"{OptionName.Of("Windows.Length")}: a window of {_length} samples of {_mapping.Names.Count} channels is more than {OptionName.MaximumBytes} ({_options.MaximumBytes}) allows. Cut shorter windows.");
            }

            _chain = FeatureChain.Create(new FeatureShape(_mapping.Names, _length, _rate), _frontEnd.Features);
            _window = _frontEnd.Features.Count == 0 ? [] : new float[values];
            _store = new WindowStore(_chain.Shape.Channels * _chain.Shape.Length, _options.MaximumBytes, _recordings.Source);
        }

        return _store;
    }

    private int TrialOf(Recording recording)
    {
        if (recording.Trial is not { } name)
        {
            return _nextTrial++;
        }

        if (!_trialOfName.TryGetValue(name, out int trial))
        {
            trial = _nextTrial++;
            _trialOfName.Add(name, trial);
        }

        return trial;
    }

    private string SubjectOf(Recording recording)
    {
        _origin ??= (recording.Name, recording.Subject);
        if (recording.Subject is null != _origin.Value.Subject is null)
        {
            (string with, string without) = recording.Subject is null ? (_origin.Value.Recording, recording.Name) : (recording.Name, _origin.Value.Recording);
            throw new RecordingException($"'{_recordings.Source}': all recordings must name their subject, or none. '{Text.Shown(with)}' does, '{Text.Shown(without)}' does not.");
        }

        return recording.Subject ?? "";
    }

    private int ClassOf(Recording recording, string name)
    {
        if (!_classes.TryGetValue(name, out int index))
        {
            index = _recordings.ClassNames is { } declared
                ? throw Broken(recording, $"class '{Text.Shown(name)}' must be one of the {declared.Count} classes: {string.Join(", ", declared.Take(64).Select(Text.Shown))}")
                : _classes.Count;
            _classes.Add(name, index);
        }

        return index;
    }

    private WindowSet Finish()
    {
        (int[] labels, string[] classNames) = NumberClasses();
        (int[] subjects, string[] subjectNames) = Identifiers.Number([.. _subjects]);
        bool hasSubjects = _origin!.Value.Subject is not null;
        FeatureShape shape = _chain!.Shape;
        return new WindowSet
        {
            Samples = _store!.Take(),
            Channels = shape.Channels,
            Length = shape.Length,
            Labels = labels,
            ClassNames = classNames,
            ChannelNames = shape.ChannelNames,
            Subjects = hasSubjects ? subjects : null,
            SubjectNames = hasSubjects ? subjectNames : null,
            Trials = [.. _trials],
            Origins = new WindowOrigins
            {
                RecordingNames = _recordingNames,
                Recordings = [.. _origins],
                Starts = [.. _starts],
                Ends = [.. _ends],
                SampleRateHz = _rate,
            },
            OfficialFolds = _folds.Exists(fold => fold is not null) ? [.. _folds.Select(fold => fold ?? -1)] : null,
            SampleRateHz = shape.SampleRateHz,
            Source = _recordings.Source,
            FrontEnd = Made(),
        };
    }

    // Of windows that are cut again, it does not tell what they once were made of, unless they were plain samples.
    private FrontEnd? Made() => _recordings.Windows?.FrontEnd is { Features.Count: > 0 } or { Axes: not null } ? null : _frontEnd with
    {
        ChannelNames = _mapping.Names,
        ChannelUnits = _mapping.Units,
        Windows = _how with { Length = _length, Seconds = null, Hop = _hop, HopSeconds = null, SampleRateHz = _rate },
    };

    // Classes that have windows, in the declared order, else in natural order.
    private (int[] Labels, string[] Names) NumberClasses()
    {
        HashSet<int> used = [.. _labels];
        KeyValuePair<string, int>[] kept = [.. _classes.Where(part => used.Contains(part.Value))];
        string[] names = [.. _recordings.ClassNames is null
            ? kept.Select(part => part.Key).Order(NaturalOrder.Instance)
            : kept.OrderBy(part => part.Value).Select(part => part.Key)];
        var number = new int[_classes.Count];
        for (int k = 0; k < names.Length; k++)
        {
            number[_classes[names[k]]] = k;
        }

        return ([.. _labels.Select(label => label < 0 ? -1 : number[label])], names);
    }

    private DiTMoSException NoWindow()
    {
        string source = _recordings.Source;
        if (_longest == 0)
        {
            return new RecordingException(_first.Length == 0
                ? $"'{source}': there must be at least one recording. Got none."
                : $"'{source}': there must be samples{(_how.LabelRule == LabelRule.Within ? " with labels" : "")} to cut windows from. Got none.");
        }

        return _longest < _length && !_how.PadShort
            ? new OptionException($"{OptionName.Of(_how.Length is null ? "Windows.Seconds" : "Windows.Length")}: a window of {_length} samples must fit into a recording, but the longest{(_how.LabelRule == LabelRule.Within ? " labelled stretch" : " part without a gap")} of '{source}' has {_longest}. Cut shorter windows, or set {OptionName.Of("PadShort")}.")
            : new RecordingException($"'{source}': no window has a class by the rule {_how.LabelRule}. Label the recordings, choose another rule or threshold, or read them without labels.");
    }

    private static string Shown(double? rate) => rate is { } known ? FormattableString.Invariant($"{known} Hz") : "an unknown rate";

    private static RecordingException Broken(Recording recording, string problem) => new($"'{Text.Shown(recording.Name)}': {problem}.");
}
