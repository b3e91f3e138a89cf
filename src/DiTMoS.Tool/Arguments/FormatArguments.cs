using System.CommandLine;
using DiTMoS.Data.Readers;
using DiTMoS.Data.Readers.Csv;
using DiTMoS.Data.Readers.Deap;
using DiTMoS.Data.Readers.Ucr;

namespace DiTMoS.Tool.Arguments;

/// <summary>What single formats leave open: columns of CSV files, ratings of DEAP, series of unlike length.</summary>
internal sealed class FormatArguments
{
    private readonly Option<string?> _delimiter = OptionOf.Text("--delimiter", "CHAR", "CSV: what stands between fields; 'tab' and 'space' as words. Default: found out.");
    private readonly Option<string?> _decimal = OptionOf.Text("--decimal", "CHAR", "CSV: the decimal sign, . or a comma. Default: found out.");
    private readonly Option<string[]> _channels = OptionOf.Names("--channel-columns", "CSV: the columns that are channels, by name or number from 1, in this order. Default: all with numbers that are nothing else by name.");
    private readonly Option<string?> _label = OptionOf.Text("--label-column", "COLUMN", "CSV: the column of classes, by name or number from 1. Default: one named label, class, activity, target or gesture.");
    private readonly Option<string?> _subject = OptionOf.Text("--subject-column", "COLUMN", "CSV: the column that says who was recorded. Default: one named subject, user, participant, person or volunteer.");
    private readonly Option<string?> _recording = OptionOf.Text("--recording-column", "COLUMN", "CSV: the column that tells recordings apart. Default: one named recording, session or file; else a file is a recording.");
    private readonly Option<string?> _trial = OptionOf.Text("--trial-column", "COLUMN", "CSV: the column that counts trials. Default: one named trial or repetition.");
    private readonly Option<string?> _trialGroup = OptionOf.Text("--trial-group-column", "COLUMN", "CSV: the column that says which recordings are one trial. Default: one named trial_group; else each recording is one.");
    private readonly Option<string?> _fold = OptionOf.Text("--fold-column", "COLUMN", "CSV: the column of official test folds, from 0, -1 for never tested. Default: one named fold or test_fold.");
    private readonly Option<string?> _time = OptionOf.Text("--time-column", "COLUMN", "CSV: the column of time stamps. Default: one named time, timestamp, datetime, elapsed, t or ms.");
    private readonly Option<CsvTimeUnit?> _timeUnit = OptionOf.Choice(
        "--time-unit",
        "CSV: what time stamps count. Default: found out.",
        ("seconds", CsvTimeUnit.Seconds),
        ("milliseconds", CsvTimeUnit.Milliseconds),
        ("microseconds", CsvTimeUnit.Microseconds),
        ("nanoseconds", CsvTimeUnit.Nanoseconds));

    private readonly Option<CsvClassSource?> _classFrom = OptionOf.Choice(
        "--class-from",
        "CSV: where classes stand. Default: the column, else the folder.",
        ("column", CsvClassSource.Column),
        ("folder", CsvClassSource.Folder),
        ("file-name", CsvClassSource.FileName));

    private readonly Option<double?> _rate = OptionOf.Number("--recorded-rate", "CSV: samples per second, where there are no time stamps.", double.Epsilon);
    private readonly Option<MissingValues?> _missing = OptionOf.Choice(
        "--missing",
        "CSV, .ts and .arff: what becomes of missing values; a gap (CSV) is crossed by no window. Default: error.",
        ("error", MissingValues.Error),
        ("interpolate", MissingValues.Interpolate),
        ("gap", MissingValues.Gap));

    private readonly Option<bool> _padSeries = OptionOf.Switch("--pad-series", ".ts and .arff: pad series that are shorter than the longest, in the stead of refusing them.");
    private readonly Option<DeapTarget?> _target = OptionOf.Choice(
        "--rating",
        "DEAP: the rating to predict. Default: valence.",
        ("valence", DeapTarget.Valence),
        ("arousal", DeapTarget.Arousal),
        ("dominance", DeapTarget.Dominance),
        ("liking", DeapTarget.Liking));

    private readonly Option<double?> _threshold = OptionOf.Number("--threshold", "DEAP: ratings below it are low, others high. Default: 5.", 1, 9.0000001);

    private Option[] All => [_delimiter, _decimal, _channels, _label, _subject, _recording, _trial, _trialGroup, _fold, _time, _timeUnit, _classFrom, _rate, _missing, _padSeries, _target, _threshold];

    public void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Add(option);
        }
    }

    /// <summary>How CSV files are read.</summary>
    public CsvOptions Csv(ParseResult parsed) => new()
    {
        Delimiter = CharacterOf(parsed, _delimiter),
        DecimalSign = CharacterOf(parsed, _decimal),
        Channels = parsed.GetValue(_channels) is { Length: > 0 } channels ? channels : null,
        LabelColumn = parsed.GetValue(_label),
        SubjectColumn = parsed.GetValue(_subject),
        RecordingColumn = parsed.GetValue(_recording),
        TrialColumn = parsed.GetValue(_trial),
        TrialGroupColumn = parsed.GetValue(_trialGroup),
        FoldColumn = parsed.GetValue(_fold),
        TimeColumn = parsed.GetValue(_time),
        TimeUnit = parsed.GetValue(_timeUnit),
        ClassFrom = parsed.GetValue(_classFrom),
        SampleRateHz = parsed.GetValue(_rate),
        Missing = parsed.GetValue(_missing) ?? MissingValues.Error,
    };

    /// <summary>How DEAP is read.</summary>
    public DeapOptions Deap(ParseResult parsed)
    {
        var defaults = new DeapOptions();
        return defaults with { Target = parsed.GetValue(_target) ?? defaults.Target, Threshold = parsed.GetValue(_threshold) ?? defaults.Threshold };
    }

    /// <summary>How sets of the UEA and UCR archive are read.</summary>
    public UcrOptions Ucr(ParseResult parsed) => new()
    {
        VariableLength = parsed.GetValue(_padSeries) ? UcrLength.Pad : UcrLength.Refuse,

        // A gap means nothing between the equal series of these sets; their own message says so.
        Missing = parsed.GetValue(_missing) ?? MissingValues.Error,
    };

    private static char? CharacterOf(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) switch
    {
        null => null,
        "tab" or "\\t" => '\t',
        "space" => ' ',
        [char character] => character,
        string text => throw new OptionException($"{option.Name} must be one character, or 'tab' or 'space'. Got '{text}'."),
    };
}
