using DiTMoS.Data.Readers.Tables;
using DiTMoS.Data.Sources;

namespace DiTMoS.Data.Readers;

/// <summary>Reads the windows of UCI HAR: a file per signal with a window per row, of the training users and of the test users.</summary>
/// <remarks>
/// Anguita et al., "A Public Domain Dataset for Human Activity Recognition Using Smartphones" (ESANN 2013). <c>train/Inertial Signals/body_acc_x_train.txt</c>: rows of
/// 128 numbers at 50 Hz; beside that folder <c>y_train.txt</c> with the activity and <c>subject_train.txt</c> with the user of each row; the same with
/// <c>test</c>, which is the official test part. Accelerations are in g, with gravity (total) and without (body), rates of turn in rad/s. Windows follow each other, half
/// overlapping, as long as user and activity stay: such a run is one trial.
/// </remarks>
internal sealed class UciHarReader : IRecordingReader
{
    private const int Length = 128;
    private const double RateHz = 50;
    private const string NamesName = "activity_labels.txt";

    private static readonly string[] Parts = ["train", "test"];
    private static readonly string[] Signals = ["body_acc_x", "body_acc_y", "body_acc_z", "body_gyro_x", "body_gyro_y", "body_gyro_z", "total_acc_x", "total_acc_y", "total_acc_z"];

    public string Id => "uci-har";

    public string Format => "UCI HAR's windows (train/Inertial Signals/body_acc_x_train.txt with train/y_train.txt)";

    public bool Recognizes(RecordingSource source) => Parts.Any(part => FindFirst(source, part) is not null);

    public RecordingSet Read(RecordingSource source, RecordingOptions options)
    {
        Part[] parts = [.. Parts.Where(part => FindFirst(source, part) is not null).Select(part => OpenPart(source, part, FindFirst(source, part)!))];
        if (parts.Length == 0)
        {
            throw new RecordingException($"'{source.Name}': expected a file {Signals[0]}_train.txt or {Signals[0]}_test.txt. Name the folder that holds train and test.");
        }

        WindowSet windows = ReadWindows(source, parts, options.MaximumBytes);
        return new RecordingSet
        {
            Format = Id,
            Source = source.Name,
            ChannelNames = Signals,
            ChannelUnits = [.. Signals.Select(signal => signal.Contains("acc", StringComparison.Ordinal) ? "g" : "rad/s")],
            ClassNames = windows.ClassNames,
            Windows = windows,
            Recordings = RecordingSet.Of(windows, Id).Recordings,
        };
    }

    private static WindowSet ReadWindows(RecordingSource source, Part[] parts, long maximumBytes)
    {
        int count = parts.Sum(part => part.Classes.Count);
        long values = (long)count * Signals.Length * Length;
        if (values > Array.MaxLength || values * sizeof(float) > maximumBytes)
        {
            throw new RecordingException($"'{source.Name}': {count} windows need {values * sizeof(float)} bytes of memory, and the limit is {maximumBytes}. Raise {OptionName.MaximumBytes} if the files are to be trusted.");
        }

        var samples = new float[values];
        int first = 0;
        foreach (Part part in parts)
        {
            ReadSignals(source, part, samples.AsSpan(first * Signals.Length * Length));
            first += part.Classes.Count;
        }

        int[] codes = [.. parts.SelectMany(part => part.Classes)];
        int[] users = [.. parts.SelectMany(part => part.Users)];
        (int[] subjects, string[] subjectNames) = Identifiers.Number(Array.ConvertAll(users, user => (long)user));
        (int[] labels, string[] classNames) = NameClasses(parts, codes);
        (int[] runs, string[] runNames) = NumberRuns(parts);
        return new WindowSet
        {
            Samples = samples,
            Channels = Signals.Length,
            Length = Length,
            Labels = labels,
            ClassNames = classNames,
            ChannelNames = Signals,
            Subjects = subjects,
            SubjectNames = subjectNames,
            Trials = runs,
            Origins = new WindowOrigins { RecordingNames = runNames, Recordings = runs },
            OfficialFolds = parts.Length == 2 ? [.. parts.SelectMany(part => Enumerable.Repeat(part.Name == "test" ? 0 : -1, part.Classes.Count))] : null,
            SampleRateHz = RateHz,
            Source = source.Name,
        };
    }

    private static SourceFile? FindFirst(RecordingSource source, string part)
    {
        string name = $"{Signals[0]}_{part}.txt";
        return source.Files.FirstOrDefault(file => file.Name == name);
    }

    private static Part OpenPart(RecordingSource source, string name, SourceFile first)
    {
        string folder = Above(first.Folder);
        SourceFile[] signals = [.. Signals.Select(signal => Required(source, $"{first.Path[..^first.Name.Length]}{signal}_{name}.txt", "the signal"))];
        SourceFile labels = Required(source, $"{folder}y_{name}.txt", "the activity of each window");
        List<int> classes = ReadCodes(source, labels);
        SourceFile subjects = Required(source, $"{folder}subject_{name}.txt", "the user of each window");
        List<int> users = ReadCodes(source, subjects);
        if (users.Count != classes.Count)
        {
            throw new RecordingException($"'{subjects.Path}': there must be as many rows as {labels.Name} has, {classes.Count}. Got {users.Count}.");
        }

        // A row is 128 digits with spaces between at least; what cannot hold the rows is refused before memory is taken for them.
        SourceFile? small = Array.Find(signals, signal => signal.Length < (long)classes.Count * ((2 * Length) - 1));
        if (small is not null)
        {
            throw new RecordingException($"'{small.Path}': there must be a row of {Length} numbers for each of the {classes.Count} activities in {labels.Name}, but the file has {small.Length} bytes.");
        }

        return new Part(name, signals, labels, classes, users, ReadNames(source, Above(folder.TrimEnd('/')), folder));
    }

    private static Dictionary<int, string>? ReadNames(RecordingSource source, string above, string folder)
    {
        if ((source.Find(above + NamesName) ?? source.Find(folder + NamesName)) is not { } file)
        {
            return null;
        }

        using LineReader lines = LineReader.Open(source, file);
        return CodedNames.Read(lines);
    }

    private static List<int> ReadCodes(RecordingSource source, SourceFile file)
    {
        var codes = new List<int>();
        using LineReader lines = LineReader.Open(source, file);
        while (lines.ReadFilled())
        {
            var fields = new Fields(lines.Line, (byte)' ');
            fields.Read();
            codes.Add(lines.Whole(fields, "a number", 0));
            if (fields.Read())
            {
                throw lines.Error("expected one number. Got more.");
            }
        }

        return codes;
    }

    private static void ReadSignals(RecordingSource source, Part part, Span<float> samples)
    {
        for (int c = 0; c < Signals.Length; c++)
        {
            using LineReader lines = LineReader.Open(source, part.Signals[c]);
            int rows = 0;
            while (lines.ReadFilled())
            {
                if (rows == part.Classes.Count)
                {
                    throw lines.Error($"there must be as many rows as {part.Labels.Name} has, {rows}. Got more.");
                }

                NumberTable.ReadRow(lines, (byte)' ', allowMissing: false, samples.Slice(((rows * Signals.Length) + c) * Length, Length));
                rows++;
            }

            if (rows < part.Classes.Count)
            {
                throw new RecordingException($"'{part.Signals[c].Path}': there must be as many rows as {part.Labels.Name} has, {part.Classes.Count}. Got {rows}.");
            }
        }
    }

    // With names, every class stays; without, classes are numbered.
    private static (int[] Labels, string[] Names) NameClasses(Part[] parts, int[] codes)
    {
        if (parts[0].Names is not { } names)
        {
            return Identifiers.Number(Array.ConvertAll(codes, code => (long)code));
        }

        Dictionary<int, int> index = names.Keys.Select((code, k) => (code, k)).ToDictionary();
        foreach (Part part in parts)
        {
            int bad = part.Classes.FindIndex(code => !index.ContainsKey(code));
            if (bad >= 0)
            {
                throw new RecordingException($"'{part.Labels.Path}', window {bad + 1}: the activity must be one that {NamesName} names: {string.Join(", ", names.Keys.Take(20))}. Got {part.Classes[bad]}.");
            }
        }

        return (Array.ConvertAll(codes, code => index[code]), [.. names.Values]);
    }

    private static (int[] Runs, string[] Names) NumberRuns(Part[] parts)
    {
        var runs = new List<int>();
        var names = new List<string>();
        foreach (Part part in parts)
        {
            for (int n = 0; n < part.Classes.Count; n++)
            {
                bool goesOn = n > 0 && part.Classes[n] == part.Classes[n - 1] && part.Users[n] == part.Users[n - 1];
                if (!goesOn)
                {
                    names.Add(FormattableString.Invariant($"{part.Name} from row {n + 1}"));
                }

                runs.Add(names.Count - 1);
            }
        }

        return ([.. runs], [.. names]);
    }

    private static SourceFile Required(RecordingSource source, string path, string what) => source.Find(path)
        ?? throw new RecordingException($"'{source.Name}': expected {what} in '{path}', but there is no such file. Copy it there.");

    // The path above a folder, with a slash behind it; nothing at the top.
    private static string Above(string folder) => folder[..(folder.LastIndexOf('/') + 1)];

    private sealed record Part(string Name, SourceFile[] Signals, SourceFile Labels, List<int> Classes, List<int> Users, Dictionary<int, string>? Names);
}
