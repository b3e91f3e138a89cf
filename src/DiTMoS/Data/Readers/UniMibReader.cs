using System.Globalization;
using DiTMoS.Data.Sources;

namespace DiTMoS.Data.Readers;

/// <summary>Reads UniMiB-SHAR as its authors publish it: MATLAB files named by the set, such as <c>acc_data.mat</c> with <c>acc_labels.mat</c>.</summary>
/// <remarks>
/// Micucci, Mobilio, Napoletano, "UniMiB SHAR" (Applied Sciences 2017). Of a set S (acc = 17 classes, adl = 9, fall = 8)
/// there are: <c>S_data</c>, a window per row, all x, then all y, then all z; or <c>S_splitted_data5_folds</c>, a cell per
/// class with the class's first windows; <c>S_labels</c>, rows of class, subject and trial, each from 1; <c>S_names</c>
/// and <c>S_test_idxs5_folds</c> (per class, fold x windows of the class, from 1), which may be missing. The same trial
/// number occurs in every class and subject, so (class, subject, trial) is a recording.
/// </remarks>
internal sealed class UniMibReader : IRecordingReader
{
    private const int Axes = 3;
    private const double RateHz = 50;
    private const string WholeSuffix = "_data.mat";
    private const string PartedSuffix = "_splitted_data5_folds.mat";
    private const string LabelsSuffix = "_labels.mat";
    private const string NamesSuffix = "_names.mat";
    private const string FoldsSuffix = "_test_idxs5_folds.mat";

    // Which set of a folder is read where none is named: the most complete one.
    private static readonly string[] Preference = ["acc", "adl", "fall"];
    private static readonly string[] DataSuffixes = [WholeSuffix, PartedSuffix];

    public string Id => "unimib-shar";

    public string Format => "UniMiB-SHAR's MATLAB files (..._data.mat with ..._labels.mat)";

    public bool Recognizes(RecordingSource source) =>
        source.IsFolder ? source.Files.Any(file => file.Folder.Length == 0 && file.Name.EndsWith(LabelsSuffix, StringComparison.Ordinal)) : MatReader.Recognizes(source);

    public RecordingSet Read(RecordingSource source, RecordingOptions options) => RecordingSet.Of(ReadWindows(source, options), Id);

    private static WindowSet ReadWindows(RecordingSource source, RecordingOptions options)
    {
        RecordingSource folder = source.IsFolder ? source : source.Beside();
        (string set, string data) = source.IsFolder ? ChooseSet(folder) : SetOf(source, folder, options);
        var files = new SetFiles(folder, set, options.MaximumBytes);

        Label[] labels = ReadLabels(files);
        (float[] samples, int length, int[] rows) = data.EndsWith(PartedSuffix, StringComparison.Ordinal)
            ? ReadParts(files, labels)
            : ReadWhole(files, labels.Length);
        labels = Array.ConvertAll(rows, row => labels[row]);

        (int[] classes, string[] classNames) = NameClasses(files, labels);
        (int[] subjects, string[] subjectNames) = Identifiers.Number(Array.ConvertAll(labels, label => (long)label.Subject));
        int[] trials = Identifiers.Combine(Identifiers.Combine(classes, subjects), Array.ConvertAll(labels, label => label.Trial));
        return new WindowSet
        {
            Samples = samples,
            Channels = Axes,
            Length = length,
            Labels = classes,
            ClassNames = classNames,
            ChannelNames = ["x", "y", "z"],
            Subjects = subjects,
            SubjectNames = subjectNames,
            Trials = trials,
            OfficialFolds = ReadFolds(files, labels),
            SampleRateHz = RateHz,
            Source = data,
        };
    }

    private static (string Set, string Data) ChooseSet(RecordingSource folder)
    {
        IEnumerable<string> sets = folder.Files
            .Where(file => file.Folder.Length == 0 && file.Name.EndsWith(LabelsSuffix, StringComparison.Ordinal))
            .Select(file => file.Name[..^LabelsSuffix.Length])
            .OrderBy(set => (uint)Array.IndexOf(Preference, set));
        foreach (string set in sets)
        {
            foreach (string suffix in DataSuffixes)
            {
                if (folder.Find(set + suffix) is not null)
                {
                    return (set, set + suffix);
                }
            }
        }

        throw new RecordingException($"'{folder.Name}': labels need their windows. Got {string.Join(", ", sets.Take(5).Select(set => Text.Shown(set + LabelsSuffix)))}, but no ..._data.mat or ..._splitted_data5_folds.mat beside them. Copy the data file of the set into the folder.");
    }

    // A single file chooses its set, whichever of the set's files it is.
    private static (string Set, string Data) SetOf(RecordingSource file, RecordingSource folder, RecordingOptions options)
    {
        string? suffix = Array.Find([PartedSuffix, WholeSuffix, LabelsSuffix, NamesSuffix, FoldsSuffix], suffix => file.Name.EndsWith(suffix, StringComparison.Ordinal));
        if (suffix is null)
        {
            long leftBytes = options.MaximumBytes;
            MatReader.Read(file.Path, ref leftBytes);                // a file that cannot be read at all says so first
            throw new RecordingException($"'{file.Name}': a MATLAB file must be one of UniMiB-SHAR's, named such as acc_data.mat. Save other data as .npz with X (windows, channels, samples) and y.");
        }

        string set = file.Name[..^suffix.Length];
        string? data = DataSuffixes.Contains(suffix) ? file.Name : DataSuffixes.Select(ending => set + ending).FirstOrDefault(name => folder.Find(name) is not null);
        return data is not null
            ? (set, data)
            : throw new RecordingException($"'{file.Name}': there must be a {set}{WholeSuffix} or {set}{PartedSuffix} beside it, which holds the windows. Copy it into the folder.");
    }

    private static Label[] ReadLabels(SetFiles files)
    {
        MatArray array = files.Read(LabelsSuffix);
        if (array.Numbers is not { } numbers || array.Columns != 3)
        {
            throw files.Error(LabelsSuffix, $"labels must have the three columns class, subject, trial. Got {array}");
        }

        int count = array.Rows;
        var labels = new Label[count];
        for (int n = 0; n < count; n++)
        {
            labels[n] = new Label(At(0), At(1), At(2));

            int At(int column)
            {
                double value = numbers[(column * count) + n];
                return double.IsInteger(value) && value is >= 1 and <= 65535
                    ? (int)value
                    : throw files.Error(LabelsSuffix, FormattableString.Invariant($"row {n + 1}, column {column + 1}: expected a whole number from 1. Got {value}"));
            }
        }

        return labels;
    }

    private static (float[] Samples, int Length, int[] Rows) ReadWhole(SetFiles files, int labels)
    {
        MatArray array = files.Read(WholeSuffix);
        int length = LengthOf(files, WholeSuffix, array);
        if (array.Rows != labels)
        {
            throw files.Error(WholeSuffix, $"there must be a row per label, {labels}. Got {array}");
        }

        files.Spend(array.Numbers!.LongLength * sizeof(float));
        var samples = new float[array.Numbers.Length];
        CopyRows(array, array.Rows, samples);
        return (samples, length, [.. Enumerable.Range(0, array.Rows)]);
    }

    // Cell k holds the first windows of class k in the order of the labels; the authors left over what five folds do not divide.
    private static (float[] Samples, int Length, int[] Rows) ReadParts(SetFiles files, Label[] labels)
    {
        MatArray array = files.Read(PartedSuffix);
        if (array.Cells is not { Length: > 0 } cells)
        {
            throw files.Error(PartedSuffix, $"there must be a cell per class. Got {array}");
        }

        int length = LengthOf(files, PartedSuffix, cells[0]);
        long total = 0;
        for (int k = 0; k < cells.Length; k++)
        {
            if (LengthOf(files, PartedSuffix, cells[k]) != length)
            {
                throw files.Error(PartedSuffix, $"cell {k + 1}: every class must have {length} samples per axis. Got {cells[k]}");
            }

            total += cells[k].Numbers!.Length;
        }

        if (total > Array.MaxLength)
        {
            throw files.Error(PartedSuffix, $"there must be at most {Array.MaxLength} samples. Got {total}");
        }

        files.Spend(total * sizeof(float));
        var samples = new float[total];
        var rows = new int[total / (Axes * length)];
        ILookup<int, int> rowsOfClass = RowsOfClass(labels);
        int n = 0;
        for (int k = 0; k < cells.Length; k++)
        {
            int[] ofClass = [.. rowsOfClass[k + 1]];
            if (ofClass.Length < cells[k].Rows)
            {
                throw files.Error(PartedSuffix, $"cell {k + 1}: {cells[k].Rows} windows, but only {ofClass.Length} labels are of class {k + 1}");
            }

            CopyRows(cells[k], cells[k].Rows, samples.AsSpan(n * Axes * length));
            Array.Copy(ofClass, 0, rows, n, cells[k].Rows);
            n += cells[k].Rows;
        }

        return (samples, length, rows);
    }

    private static int LengthOf(SetFiles files, string suffix, MatArray array) =>
        array.Numbers is not null && array.Columns >= Axes && array.Columns % Axes == 0
            ? array.Columns / Axes
            : throw files.Error(suffix, $"windows must be rows of numbers, as many columns for x as for y and z. Got {array}");

    private static void CopyRows(MatArray array, int rows, Span<float> samples)
    {
        ReadOnlySpan<double> numbers = array.Numbers;
        for (int n = 0; n < rows; n++)
        {
            for (int j = 0; j < array.Columns; j++)
            {
                samples[(n * array.Columns) + j] = (float)numbers[(j * rows) + n];
            }
        }
    }

    // With names, every class stays; without, classes are numbered and those without windows dropped.
    private static (int[] Classes, string[] Names) NameClasses(SetFiles files, Label[] labels)
    {
        if (!files.Has(NamesSuffix))
        {
            return Identifiers.Number(Array.ConvertAll(labels, label => (long)label.Class));
        }

        string[] names = ReadNames(files);
        int bad = Array.FindIndex(labels, label => label.Class > names.Length);
        return bad < 0
            ? (Array.ConvertAll(labels, label => label.Class - 1), names)
            : throw files.Error(LabelsSuffix, $"window {bad}: the class must be in [1, {names.Length}], as there are {names.Length} names. Got {labels[bad].Class}");
    }

    // A list of names, or two rows: in words, then in short; the short ones are taken.
    private static string[] ReadNames(SetFiles files)
    {
        MatArray array = files.Read(NamesSuffix);
        MatArray[] cells = array.Cells ?? throw files.Error(NamesSuffix, $"names must be a cell array of text. Got {array}");
        if (array.Rows == 2 && array.Columns > 1)
        {
            cells = [.. cells.Where((_, i) => i % 2 == 1)];
        }
        else if (array.Rows != 1 && array.Columns != 1)
        {
            throw files.Error(NamesSuffix, $"names must be a row, a column, or two rows. Got {array}");
        }

        return Array.ConvertAll(cells, cell => cell.Texts is [string text] ? text : throw files.Error(NamesSuffix, $"a name must be one line of text. Got {cell}"));
    }

    private static int[]? ReadFolds(SetFiles files, Label[] labels)
    {
        if (!files.Has(FoldsSuffix))
        {
            return null;
        }

        MatArray array = files.Read(FoldsSuffix);
        if (array.Cells is not { } cells)
        {
            throw files.Error(FoldsSuffix, $"there must be a cell per class. Got {array}");
        }

        var folds = new int[labels.Length];
        Array.Fill(folds, -1);
        ILookup<int, int> rowsOfClass = RowsOfClass(labels);
        for (int k = 0; k < cells.Length; k++)
        {
            int[] ofClass = [.. rowsOfClass[k + 1]];
            double[] places = cells[k].Numbers is { } numbers && cells[k].Rows > 0 ? numbers : throw files.Error(FoldsSuffix, $"cell {k + 1} must be a table of fold x windows. Got {cells[k]}");
            for (int i = 0; i < places.Length; i++)
            {
                int place = places[i] >= 1 && places[i] <= ofClass.Length && double.IsInteger(places[i])
                    ? (int)places[i] - 1
                    : throw files.Error(FoldsSuffix, FormattableString.Invariant($"cell {k + 1}: expected numbers of windows in [1, {ofClass.Length}]. Got {places[i]}"));
                ref int fold = ref folds[ofClass[place]];
                fold = fold < 0 ? i % cells[k].Rows : throw files.Error(FoldsSuffix, FormattableString.Invariant($"cell {k + 1}: window {places[i]} is tested twice"));
            }
        }

        return folds;
    }

    private static ILookup<int, int> RowsOfClass(Label[] labels) => Enumerable.Range(0, labels.Length).ToLookup(row => labels[row].Class);

    private readonly record struct Label(int Class, int Subject, int Trial);

    // The files of one set, read one at a time against one budget.
    private sealed class SetFiles(RecordingSource folder, string set, long leftBytes)
    {
        private long _leftBytes = leftBytes;

        public bool Has(string suffix) => folder.Find(set + suffix) is not null;

        public MatArray Read(string suffix)
        {
            if (!Has(suffix))
            {
                throw new RecordingException($"'{folder.Name}': there must be a {set}{suffix} beside the windows. Copy it into the folder.");
            }

            string path = folder.LocalPath(folder.Find(set + suffix)!);
            IReadOnlyList<MatArray> variables = MatReader.Read(path, ref _leftBytes);
            string expected = Path.GetFileNameWithoutExtension(path);
            return variables.Count == 1
                ? variables[0]
                : variables.FirstOrDefault(variable => variable.Name == expected)
                    ?? throw Error(suffix, $"there must be one variable, or one named '{expected}'. Got {variables.Count.ToString(CultureInfo.InvariantCulture)}: {string.Join(", ", variables.Take(10).Select(variable => Text.Shown(variable.Name)))}");
        }

        public void Spend(long bytes)
        {
            _leftBytes -= bytes;
            if (_leftBytes < 0)
            {
                throw new RecordingException($"'{folder.Name}' needs more memory than the limit allows. Raise MaximumBytes if the files are to be trusted.");
            }
        }

        public RecordingException Error(string suffix, string problem) => new($"'{set}{suffix}': {problem}.");
    }
}
