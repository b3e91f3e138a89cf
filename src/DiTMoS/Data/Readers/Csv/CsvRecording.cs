using System.Globalization;

namespace DiTMoS.Data.Readers.Csv;

/// <summary>A recording that is being read row by row.</summary>
internal sealed class CsvRecording
{
    private const double SameRate = 0.02;                // stamps are rounded, so rates of one sensor differ a little

    private readonly CsvFile _file;
    private readonly CsvColumns _columns;
    private readonly string[] _keys;
    private readonly long _firstRow;
    private readonly List<float>[] _samples;
    private readonly List<double> _times = [];
    private readonly List<LabelledStretch> _labels = [];
    private readonly SortedSet<int> _gaps = [];
    private readonly string? _subject;
    private readonly string? _group;
    private readonly string? _foldText;
    private readonly int? _fold;

    /// <summary>Begins with a row, which is still to be added.</summary>
    public CsvRecording(CsvFile file, CsvLine line, long row)
    {
        _file = file;
        _columns = file.Columns;
        _firstRow = row;
        _keys = Array.ConvertAll(_columns.Keys, column => line[column].ToString());
        int missing = Array.FindIndex(_keys, key => key.Length == 0);
        if (missing >= 0)
        {
            throw file.Error(row, _columns.Keys[missing], "what tells recordings apart must be there in every row. Got nothing");
        }

        _subject = _columns.Subject is { } subject ? line[subject].ToString() : null;
        _group = _columns.TrialGroup is { } group ? line[group].ToString() : null;
        if (_group is { Length: 0 })
        {
            throw file.Error(row, _columns.TrialGroup!.Value, "the trial that a recording belongs to must be there in every row. Got nothing");
        }

        _foldText = _columns.Fold is { } fold ? line[fold].ToString() : null;
        _fold = _foldText is null ? null : ReadFold(_foldText, row);
        _samples = [.. _columns.Channels.Select(_ => new List<float>())];
        Key = string.Join('\u001F', _keys);
    }

    /// <summary>What tells the recording apart from others of the file.</summary>
    public string Key { get; }

    /// <summary>The recording as messages name it.</summary>
    public string Shown => string.Join(", ", _keys.Select(key => $"'{Text.Shown(key)}'"));

    private int Length => _samples[0].Count;

    /// <summary>Whether a row goes on with the recording.</summary>
    public bool IsSame(CsvLine line)
    {
        for (int k = 0; k < _keys.Length; k++)
        {
            if (!line[_columns.Keys[k]].SequenceEqual(_keys[k]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds a row.</summary>
    public void Add(CsvLine line, long row)
    {
        CheckSame(line, row, _columns.TrialGroup, _group);
        CheckSame(line, row, _columns.Fold, _foldText);
        if (_columns.Time is { } time)
        {
            AddTime(line[time], time, row);
        }

        if (_file.Options.Missing == MissingValues.Gap && HasMissing(line))
        {
            _gaps.Add(Length);
            if (_columns.Time is not null)
            {
                _times.RemoveAt(Length);
            }

            return;
        }

        for (int c = 0; c < _samples.Length; c++)
        {
            _samples[c].Add(ReadSample(line[_columns.Channels[c]], _columns.Channels[c], row));
        }

        if (((long)_samples.Length + 2) * Length * sizeof(float) > _file.MaximumBytes)
        {
            throw _file.Error(row, $"the recording that begins in row {_firstRow} needs more memory than the limit allows. Tell recordings apart by a column, or raise {OptionName.MaximumBytes} if the file is to be trusted");
        }

        AddLabel(_columns.Label is { } label && _file.ClassName is null ? line[label] : _file.ClassName);
    }

    /// <summary>The recording, behind its last row.</summary>
    /// <param name="usualRateHz">The rate that a close one is taken to be.</param>
    public Recording Finish(double? usualRateHz)
    {
        double? rate = _file.Options.SampleRateHz;
        if (_file.Clock is { } clock)
        {
            (int[] gaps, double? own) = clock.Measure(_times, _file.Options.GapFactor);
            _gaps.UnionWith(gaps);
            rate ??= own is null || Math.Abs((own.Value / usualRateHz ?? double.NaN) - 1) <= SameRate ? usualRateHz : own;
        }

        string[] parts = _file.IsAlone && _keys.Length > 0 ? _keys : [_file.Path, .. _keys];
        string name = string.Join(" / ", parts);
        return new Recording
        {
            Name = name,
            Samples = [.. _samples.Select(FillMissing)],
            SampleRateHz = rate,
            Labels = _labels,
            Gaps = [.. _gaps.Where(gap => gap > 0 && gap < Length)],
            Subject = _subject,
            Trial = _group ?? name,
            OfficialFold = _fold,
        };
    }

    private void CheckSame(CsvLine line, long row, int? column, string? first)
    {
        if (column is { } at && !line[at].SequenceEqual(first))
        {
            throw _file.Error(row, at, $"all rows of a recording must have the same. Got '{Text.Shown(line[at].ToString())}' behind '{Text.Shown(first!)}'. Tell recordings apart by a column such as 'recording', or rename this one if it is something else");
        }
    }

    private int? ReadFold(string text, long row)
    {
        if (MissingSamples.IsMissing(text))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int fold) && fold >= -1
            ? fold
            : throw _file.Error(row, _columns.Fold!.Value, $"a test fold must be a whole number from 0, or -1 where the recording is never tested. Got '{Text.Shown(text)}'. Rename the column if it is something else");
    }

    private void AddTime(ReadOnlySpan<char> text, int column, long row)
    {
        if (!_file.Clock!.TryRead(text, out double time))
        {
            throw _file.Error(row, column, $"expected {(_file.Clock.IsDate ? "a date and time such as 2024-03-01T12:00:00.25Z" : "a number")}, as in the rows before. Got '{Text.Shown(text.ToString())}'");
        }

        if (_times.Count > 0 && time < _times[^1])
        {
            throw _file.Error(row, column, $"time must not go back within a recording. Got '{Text.Shown(text.ToString())}' behind a later one. Tell recordings apart by a column such as 'recording', or by files");
        }

        _times.Add(time);
    }

    private bool HasMissing(CsvLine line)
    {
        foreach (int column in _columns.Channels)
        {
            if (MissingSamples.IsMissing(line[column]))
            {
                return true;
            }
        }

        return false;
    }

    private float ReadSample(ReadOnlySpan<char> text, int column, long row)
    {
        if (CsvNumbers.TryRead(text, _file.DecimalSign, out float value))
        {
            return value;
        }

        if (!MissingSamples.IsMissing(text))
        {
            throw _file.Error(row, column, $"expected a number that single precision holds. Got '{Text.Shown(text.ToString())}'");
        }

        return _file.Options.Missing == MissingValues.Interpolate
            ? float.NaN
            : throw _file.Error(row, column, $"a value is missing ('{text}'). Set {OptionName.Of("Csv.Missing")} to Interpolate or Gap to read on");
    }

    private void AddLabel(ReadOnlySpan<char> label)
    {
        int at = Length - 1;
        if (label.IsEmpty)
        {
            return;
        }

        if (_labels.Count > 0 && _labels[^1] is var last && last.Start + last.Length == at && label.SequenceEqual(last.ClassName))
        {
            _labels[^1] = last with { Length = last.Length + 1 };
        }
        else
        {
            _labels.Add(new LabelledStretch(at, 1, _labels.Count > 0 && label.SequenceEqual(_labels[^1].ClassName) ? _labels[^1].ClassName : label.ToString()));
        }
    }

    private float[] FillMissing(List<float> samples, int channel)
    {
        float[] filled = [.. samples];
        return filled.Length == 0 || MissingSamples.Interpolate(filled)
            ? filled
            : throw _file.Error(_firstRow, _columns.Channels[channel], "all values of the recording that begins here are missing. Leave the recording or the channel out");
    }
}
