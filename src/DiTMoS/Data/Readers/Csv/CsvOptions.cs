namespace DiTMoS.Data.Readers.Csv;

/// <summary>How delimited text is read. What is null is found out from the first rows. Columns are given by their name in the header (case does not matter), or by number from 1.</summary>
public sealed record CsvOptions
{
    /// <summary>What stands between fields: comma, semicolon, tab, <c>|</c> or space; of spaces, any number. Default null.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The decimal sign, a point or a comma. Default null.</summary>
    public char? DecimalSign { get; init; }

    /// <summary>Whether the first row names the columns. Default null.</summary>
    public bool? HasHeader { get; init; }

    /// <summary>The columns that are channels, in this order; null for all that hold numbers and are nothing else by name: nor a counter, such as index, row, frame, id or one without a name. Default null.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>Where classes stand; null for the column where there is one, else the folder where files lie in two or more. Default null.</summary>
    public CsvClassSource? ClassFrom { get; init; }

    /// <summary>The column of classes; null for the first one named label, class, activity, target or gesture, or, without a header, the only one that holds text. Default null.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>The column that says who was recorded; null for the first one named subject, user, participant, person or volunteer. Default null.</summary>
    public string? SubjectColumn { get; init; }

    /// <summary>The column that tells recordings apart; null for the first one named recording, session or file. Default null.</summary>
    public string? RecordingColumn { get; init; }

    /// <summary>The column that counts trials; each is a recording of its own. Null for the first one named trial or repetition. Default null.</summary>
    public string? TrialColumn { get; init; }

    /// <summary>The column that says which recordings belong together, by names that hold for all files: they are one trial. Null for the first one named trial_group; without one, each recording is a trial. Default null.</summary>
    public string? TrialGroupColumn { get; init; }

    /// <summary>The column of official test folds, from 0; -1 where it is always trained on, and nothing where there is none. One for each recording. Null for the first one named fold, test_fold or official_fold. Default null.</summary>
    public string? FoldColumn { get; init; }

    /// <summary>The column of time stamps, numbers or dates such as <c>2024-03-01T12:00:00.25Z</c>; null for the first one named time, timestamp, datetime, elapsed, t or ms. Default null.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>What numeric time stamps count; null for what the column's name says (<c>time_ms</c>), else by the usual step: below 1 seconds, below 1,000 milliseconds, below 1,000,000 microseconds, else nanoseconds; where nearly all steps are 1, stamps number rows and say nothing of the rate. Default null.</summary>
    public CsvTimeUnit? TimeUnit { get; init; }

    /// <summary>
    /// Samples per second, over 0; null to go by time stamps: the mean step that is not a gap gives the rate of a recording, and rates within 2 % of the first one's
    /// are taken to be that, as stamps are rounded. Default null.
    /// </summary>
    public double? SampleRateHz { get; init; }

    /// <summary>A step in time of more than this many usual (median) steps is a gap, over 1. Time stamps in whole units may be rounded, so one unit more is allowed. Default 1.5.</summary>
    public double GapFactor { get; init; } = 1.5;

    /// <summary>What becomes of values that are missing: nothing between delimiters, or NaN, NA, null or <c>?</c>. Default <see cref="MissingValues.Error"/>.</summary>
    public MissingValues Missing { get; init; }

    /// <summary>Checks the options.</summary>
    /// <exception cref="OptionException">A value is out of range.</exception>
    internal void Check()
    {
        Require(Delimiter is null or ',' or ';' or '\t' or '|' or ' ', nameof(Delimiter), "must be a comma, a semicolon, a tab, | or a space", Delimiter);
        Require(DecimalSign is null or '.' or ',', nameof(DecimalSign), "must be a point or a comma", DecimalSign);
        Require(DecimalSign is null || DecimalSign != Delimiter, nameof(DecimalSign), "must not be the delimiter", DecimalSign);
        Require(Channels is not { Count: 0 }, nameof(Channels), "must name at least one column", "none");
        Require(ClassFrom is not { } source || Enum.IsDefined(source), nameof(ClassFrom), "must be Column, Folder or FileName", ClassFrom);
        Require(TimeUnit is not { } unit || Enum.IsDefined(unit), nameof(TimeUnit), "must be Seconds, Milliseconds, Microseconds or Nanoseconds", TimeUnit);
        Require(SampleRateHz is null || (SampleRateHz > 0 && double.IsFinite(SampleRateHz.Value)), nameof(SampleRateHz), "must be a finite number of hertz over 0", SampleRateHz);
        Require(GapFactor > 1 && double.IsFinite(GapFactor), nameof(GapFactor), "must be a finite number over 1", GapFactor);
        Require(Enum.IsDefined(Missing), nameof(Missing), "must be Error, Interpolate or Gap", (int)Missing);
    }

    private static void Require(bool condition, string option, string rule, object? found)
    {
        if (!condition)
        {
            throw new OptionException(FormattableString.Invariant($"{OptionName.Of($"Csv.{option}")} {rule}. Got {found}."));
        }
    }
}
