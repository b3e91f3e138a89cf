using System.Globalization;
using System.Text.RegularExpressions;
using DiTMoS.Data.Readers.Tables;
using DiTMoS.Data.Sources;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Data.Readers;

/// <summary>Reads the raw signals of the UCI HAR recordings as the HAPT data set has them: an accelerometer and a gyroscope file per experiment, and one file of labels.</summary>
/// <remarks>
/// Reyes-Ortiz et al., "Transition-Aware Human Activity Recognition Using Smartphones" (Neurocomputing 2016). <c>RawData/acc_exp01_user01.txt</c>: rows of x, y, z
/// in g; <c>gyro_exp01_user01.txt</c>: in rad/s; both at 50 Hz. <c>RawData/labels.txt</c>: rows of experiment, user,
/// activity, first and last sample, from 1. <c>activity_labels.txt</c> names the activities; without it, their numbers do. Nine of
/// the thirty users are the official test users. Windows are usually cut within the labelled stretches, 128 samples every 64, and a stretch that is shorter gives one.
/// </remarks>
internal sealed partial class HaptReader : IRecordingReader
{
    private const string LabelsName = "labels.txt";
    private const string NamesName = "activity_labels.txt";
    private const double RateHz = 50;
    private const int Axes = 3;

    private static readonly HashSet<int> TestUsers = [2, 4, 9, 10, 12, 13, 18, 20, 24];

    public string Id => "hapt";

    public string Format => "HAPT's raw signals (RawData/acc_exp01_user01.txt with RawData/labels.txt)";

    public bool Recognizes(RecordingSource source) => FindLabels(source) is not null;

    public RecordingSet Read(RecordingSource source, RecordingOptions options)
    {
        SourceFile labels = FindLabels(source)
            ?? throw new RecordingException($"'{source.Name}': expected a {LabelsName} in the folder of acc_exp01_user01.txt and its like. Name the folder that holds RawData.");
        Experiment[] experiments = FindExperiments(source, labels.Folder);
        Dictionary<int, string>? names = ReadNames(source, labels.Folder);
        using LineReader lines = LineReader.Open(source, labels);
        SortedSet<int> activities = ReadLabels(lines, experiments, names);
        names ??= activities.ToDictionary(activity => activity, activity => activity.ToString(CultureInfo.InvariantCulture));
        return new RecordingSet
        {
            Format = Id,
            Source = source.Name,
            ChannelNames = ["acc_x", "acc_y", "acc_z", "gyro_x", "gyro_y", "gyro_z"],
            ChannelUnits = ["g", "g", "g", "rad/s", "rad/s", "rad/s"],
            ClassNames = [.. names.Values],
            Suggested = new FrontEnd { Windows = new WindowOptions { Length = 128, Hop = 64, LabelRule = LabelRule.Within, PadShort = true } },
            Recordings = experiments.Select(experiment => ReadSignals(source, experiment, names, labels.Path, options.MaximumBytes)),
        };
    }

    private static SourceFile? FindLabels(RecordingSource source)
    {
        HashSet<string> folders = [.. source.Files.Where(file => AccelerometerName().IsMatch(file.Name)).Select(file => file.Folder)];
        return source.Files.FirstOrDefault(file => file.Name == LabelsName && folders.Contains(file.Folder));
    }

    private static Experiment[] FindExperiments(RecordingSource source, string folder)
    {
        Dictionary<string, SourceFile> files = source.Files.Where(file => file.Folder == folder).ToDictionary(file => file.Name);
        var experiments = new SortedDictionary<int, Experiment>();
        foreach (SourceFile accelerometer in files.Values)
        {
            if (AccelerometerName().Match(accelerometer.Name) is not { Success: true } match)
            {
                continue;
            }

            string gyroscopeName = $"gyro{accelerometer.Name["acc".Length..]}";
            SourceFile gyroscope = files.GetValueOrDefault(gyroscopeName)
                ?? throw new RecordingException($"'{accelerometer.Path}': the gyroscope's file must lie beside it, but there is no {gyroscopeName}. Copy it there.");
            int number = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            int user = int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
            if (!experiments.TryAdd(number, new Experiment(number, user, accelerometer, gyroscope, [])))
            {
                throw new RecordingException($"'{accelerometer.Path}': an experiment must have one file, but '{experiments[number].Accelerometer.Path}' is of experiment {number} too. Leave one.");
            }
        }

        return [.. experiments.Values];
    }

    // Beside the folder of the signals, as in the archive, or in it.
    private static Dictionary<int, string>? ReadNames(RecordingSource source, string folder)
    {
        string above = folder.LastIndexOf('/') is var slash and >= 0 ? folder[..(slash + 1)] : "";
        if ((source.Find(above + NamesName) ?? source.Find($"{folder}/{NamesName}")) is not { } file)
        {
            return null;
        }

        using LineReader lines = LineReader.Open(source, file);
        return CodedNames.Read(lines);
    }

    // Hands each label to its experiment; gives back which activities there are.
    private static SortedSet<int> ReadLabels(LineReader lines, Experiment[] experiments, Dictionary<int, string>? names)
    {
        var activities = new SortedSet<int>();
        Dictionary<int, Experiment> ofNumber = experiments.ToDictionary(experiment => experiment.Number);
        while (lines.ReadFilled())
        {
            int found = Fields.Count(lines.Line, (byte)' ');
            if (found != 5)
            {
                throw lines.Error($"expected 5 columns: experiment, user, activity, first and last sample. Got {found}.");
            }

            var fields = new Fields(lines.Line, (byte)' ');
            int number = Next(ref fields, "an experiment");
            int user = Next(ref fields, "a user");
            int activity = Next(ref fields, "an activity");
            int first = Next(ref fields, "a first sample");
            int last = Next(ref fields, "a last sample, not before the first", first);
            if (!ofNumber.TryGetValue(number, out Experiment? experiment) || experiment.User != user)
            {
                throw lines.Error(string.Create(CultureInfo.InvariantCulture, $"experiment {number} of user {user} must have a file acc_exp{number:00}_user{user:00}.txt, but there is none. Copy it beside the labels, or leave the row out."));
            }

            if (names is not null && !names.ContainsKey(activity))
            {
                throw lines.Error(3, $"the activity must be one that {NamesName} names: {string.Join(", ", names.Keys.Take(20))}. Got {activity}.");
            }

            activities.Add(activity);
            experiment.Labels.Add(new Label(lines.Row, activity, first, last));
        }

        return activities;

        int Next(ref Fields fields, string what, int least = 1)
        {
            fields.Read();
            return lines.Whole(fields, what, least);
        }
    }

    private static Recording ReadSignals(RecordingSource source, Experiment experiment, Dictionary<int, string> names, string labelsPath, long maximumBytes)
    {
        float[][] accelerometer = ReadAxes(source, experiment.Accelerometer, maximumBytes);
        float[][] gyroscope = ReadAxes(source, experiment.Gyroscope, maximumBytes);
        if (accelerometer[0].Length != gyroscope[0].Length)
        {
            throw new RecordingException($"'{experiment.Gyroscope.Path}': there must be as many rows as the accelerometer has, {accelerometer[0].Length}. Got {gyroscope[0].Length}.");
        }

        return new Recording
        {
            Name = experiment.Accelerometer.Path,
            Samples = [.. accelerometer, .. gyroscope],
            SampleRateHz = RateHz,
            Labels = StretchesOf(experiment, names, labelsPath, accelerometer[0].Length),
            Subject = experiment.User.ToString(CultureInfo.InvariantCulture),
            Trial = $"experiment {experiment.Number}",
            OfficialFold = TestUsers.Contains(experiment.User) ? 0 : -1,
        };
    }

    private static float[][] ReadAxes(RecordingSource source, SourceFile file, long maximumBytes)
    {
        using LineReader lines = LineReader.Open(source, file);
        return NumberTable.Read(lines, Axes, (byte)' ', maximumBytes);
    }

    private static LabelledStretch[] StretchesOf(Experiment experiment, Dictionary<int, string> names, string labelsPath, int length)
    {
        Label[] labels = [.. experiment.Labels.OrderBy(label => label.First)];
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i].Last > length)
            {
                throw Error(labels[i], $"the last sample must be one of the {length} of experiment {experiment.Number}. Got {labels[i].Last}");
            }

            if (i > 0 && labels[i].First <= labels[i - 1].Last)
            {
                throw Error(labels[i], $"a sample must have one label, but sample {labels[i].First} of experiment {experiment.Number} is labelled in row {labels[i - 1].Row} too");
            }
        }

        return Array.ConvertAll(labels, label => new LabelledStretch(label.First - 1, label.Last - label.First + 1, names[label.Activity]));

        RecordingException Error(Label label, string problem) => new(string.Create(CultureInfo.InvariantCulture, $"'{labelsPath}', row {label.Row}: {problem}."));
    }

    [GeneratedRegex(@"^acc_exp([0-9]{1,6})_user([0-9]{1,6})\.txt$")]
    private static partial Regex AccelerometerName();

    private sealed record Experiment(int Number, int User, SourceFile Accelerometer, SourceFile Gyroscope, List<Label> Labels);

    private readonly record struct Label(long Row, int Activity, int First, int Last);
}
