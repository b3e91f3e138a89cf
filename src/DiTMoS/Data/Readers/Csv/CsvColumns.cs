using System.Globalization;
using System.Text.RegularExpressions;

namespace DiTMoS.Data.Readers.Csv;

/// <summary>Which columns of a file hold what, each from 0; null where there is none.</summary>
internal sealed partial record CsvColumns
{
    private const int FewestWide = 100;                  // columns of numbers without time: more likely a window per row

    private static readonly Dictionary<string, CsvRole> Roles = new(StringComparer.Ordinal)
    {
        ["label"] = CsvRole.Label, ["labels"] = CsvRole.Label, ["class"] = CsvRole.Label, ["classlabel"] = CsvRole.Label, ["classname"] = CsvRole.Label,
        ["activity"] = CsvRole.Label, ["activitylabel"] = CsvRole.Label, ["activityname"] = CsvRole.Label, ["target"] = CsvRole.Label, ["gesture"] = CsvRole.Label,
        ["subject"] = CsvRole.Subject, ["subjectid"] = CsvRole.Subject, ["user"] = CsvRole.Subject, ["userid"] = CsvRole.Subject, ["participant"] = CsvRole.Subject,
        ["participantid"] = CsvRole.Subject, ["person"] = CsvRole.Subject, ["personid"] = CsvRole.Subject, ["volunteer"] = CsvRole.Subject,
        ["recording"] = CsvRole.Recording, ["recordingid"] = CsvRole.Recording, ["session"] = CsvRole.Recording, ["sessionid"] = CsvRole.Recording,
        ["file"] = CsvRole.Recording, ["filename"] = CsvRole.Recording,
        ["trial"] = CsvRole.Trial, ["trialid"] = CsvRole.Trial, ["repetition"] = CsvRole.Trial, ["rep"] = CsvRole.Trial,
        ["trialgroup"] = CsvRole.TrialGroup,
        ["fold"] = CsvRole.Fold, ["testfold"] = CsvRole.Fold, ["officialfold"] = CsvRole.Fold,
        ["index"] = CsvRole.Counter, ["row"] = CsvRole.Counter, ["id"] = CsvRole.Counter, ["sampleindex"] = CsvRole.Counter, ["samplenumber"] = CsvRole.Counter,
        ["frame"] = CsvRole.Counter, ["unnamed0"] = CsvRole.Counter,
    };

    public int? Time { get; private init; }

    public int? Label { get; private init; }

    public int? Subject { get; private init; }

    public int? Recording { get; private init; }

    public int? Trial { get; private init; }

    public int? TrialGroup { get; private init; }

    public int? Fold { get; private init; }

    /// <summary>The columns that are channels, and what they are called.</summary>
    public required int[] Channels { get; init; }

    public required string[] ChannelNames { get; init; }

    /// <summary>The units of the channels that the header tells, nothing where it tells none of a channel; null where it tells none at all.</summary>
    public required string[]? ChannelUnits { get; init; }

    /// <summary>The columns that tell recordings of one file apart: subject, recording and trial, where they are there.</summary>
    public required int[] Keys { get; init; }

    /// <summary>What a column is by its name, whatever its case and punctuation; null where the name says nothing.</summary>
    public static CsvRole? RoleOf(string name)
    {
        string words = WordsOf(name);
        return Roles.TryGetValue(words.Replace(" ", "", StringComparison.Ordinal), out CsvRole role) ? role : TimeName().IsMatch(words) ? CsvRole.Time : null;
    }

    /// <summary>The unit that the name of a column of time stamps ends with; null where it names none.</summary>
    public static CsvTimeUnit? UnitOf(string name) =>
        TimeName().Match(WordsOf(name)).Groups["unit"].Value switch
        {
            "s" or "sec" or "secs" or "seconds" => CsvTimeUnit.Seconds,
            "ms" or "msec" or "millis" or "milliseconds" => CsvTimeUnit.Milliseconds,
            "us" or "micros" or "microseconds" => CsvTimeUnit.Microseconds,
            "ns" or "nanos" or "nanoseconds" => CsvTimeUnit.Nanoseconds,
            _ => null,
        };

    /// <summary>Finds the columns of a file.</summary>
    /// <param name="file">What messages call it.</param>
    /// <param name="head">Its first rows.</param>
    /// <param name="options">Columns that the user named.</param>
    /// <exception cref="OptionException">A column that was named is not there.</exception>
    /// <exception cref="RecordingException">No channel is there, two have one name, or rows seem to be windows.</exception>
    public static CsvColumns Find(string file, CsvHead head, CsvOptions options)
    {
        int? time = Named(options.TimeColumn, nameof(options.TimeColumn), CsvRole.Time);
        int? label = Named(options.LabelColumn, nameof(options.LabelColumn), CsvRole.Label) ?? (head.Header is null && options.ClassFrom is null or CsvClassSource.Column ? OnlyText() : null);
        int? subject = Named(options.SubjectColumn, nameof(options.SubjectColumn), CsvRole.Subject);
        int? recording = Named(options.RecordingColumn, nameof(options.RecordingColumn), CsvRole.Recording);
        int? trial = Named(options.TrialColumn, nameof(options.TrialColumn), CsvRole.Trial);
        int? group = Named(options.TrialGroupColumn, nameof(options.TrialGroupColumn), CsvRole.TrialGroup);
        int? fold = Named(options.FoldColumn, nameof(options.FoldColumn), CsvRole.Fold);
        int[] taken = [.. new[] { time, label, subject, recording, trial, group, fold }.OfType<int>()];
        int[] channels = options.Channels is { } names
            ? [.. names.Select(name => ColumnOf(name, OptionName.Of($"Csv.{nameof(options.Channels)}")))]
            : [.. Enumerable.Range(0, head.Columns).Where(column => !taken.Contains(column) && (head.Header is null || !IsOther(head.Header[column])) && head.IsNumeric(column))];
        CsvChannelName[] named = CsvChannelName.Of([.. channels.Select((column, c) => head.Header?[column] ?? c.ToString(CultureInfo.InvariantCulture))]);
        string[] channelNames = Array.ConvertAll(named, channel => channel.Name);
        if (channels.Length == 0)
        {
            throw new RecordingException($"'{file}' must have a column of numbers that is a channel. Got {Shown()}. Name the columns by {OptionName.Of("Csv.Channels")}.");
        }

        if (channels.Length >= FewestWide && time is null && options.Channels is null)
        {
            throw new RecordingException($"'{file}' has {channels.Length} columns of numbers and no time, so that each row seems to be a window, not a sample. Windows are read from .npz: save X (windows, channels, samples) and y. If the columns are channels, name them by {OptionName.Of("Csv.Channels")}.");
        }

        if (channelNames.CountBy(name => name).FirstOrDefault(name => name.Value > 1).Key is { } twice)
        {
            throw new RecordingException($"'{file}': the columns of channels must have different names, but '{Text.Shown(twice)}' is there twice. Rename one, or name the columns to read by {OptionName.Of("Csv.Channels")}.");
        }

        return new CsvColumns { Time = time, Label = label, Subject = subject, Recording = recording, Trial = trial, TrialGroup = group, Fold = fold, Keys = [.. new[] { subject, recording, trial }.OfType<int>()], Channels = channels, ChannelNames = channelNames, ChannelUnits = Array.Exists(named, channel => channel.Unit is not null) ? Array.ConvertAll(named, channel => channel.Unit ?? "") : null };

        int? Named(string? name, string option, CsvRole role)
        {
            int found = name is not null ? ColumnOf(name, OptionName.Of($"Csv.{option}")) : head.Header is null ? -1 : Array.FindIndex(head.Header, column => RoleOf(column) == role);
            return found < 0 ? null : found;
        }

        int ColumnOf(string name, string option)
        {
            int found = head.Header is null ? -1 : Array.FindIndex(head.Header, column => column.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));
            found = found >= 0 || head.Header is null ? found : Array.FindIndex(head.Header, column => CsvChannelName.Of(column).Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));
            return found >= 0 ? found
                : int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= head.Columns ? number - 1
                : throw new OptionException($"{option} must name a column of '{file}', or be its number from 1. Got '{Text.Shown(name)}'; there are {Shown()}.");
        }

        string Shown() => head.Header is { } header
            ? $"the columns {string.Join(", ", header.Take(20).Select(Text.Shown))}"
            : $"{head.Columns} columns without names";

        int? OnlyText()
        {
            int[] texts = [.. Enumerable.Range(0, head.Columns).Where(column => column != time && !head.IsNumeric(column) && head.Rows.Any(row => column < row.Length && row[column].Length > 0))];
            return texts.Length == 1 ? texts[0] : null;
        }
    }

    // In lower case, with one space for whatever stands between letters and digits.
    private static string WordsOf(string name) => string.Join(' ', string.Concat(name.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    // Never a channel unless asked for: by name it is something else.
    private static bool IsOther(string name) => name.Length == 0 || RoleOf(name) is not null;

    // A lone s is a unit only behind a space: "times" and "timestamps" are plurals.
    [GeneratedRegex("^(ts|(?<unit>ms|millis)|(timestamps?|times?|t|date ?time|elapsed( ?time)?|time ?elapsed)( ?(?<unit>secs?|seconds|ms|msec|millis|milliseconds|us|micros|microseconds|ns|nanos|nanoseconds|utc)| (?<unit>s))?|(?<unit>secs?|seconds|ms|millis|milliseconds) ?elapsed)$")]
    private static partial Regex TimeName();
}
