using System.Globalization;
using DiTMoS.Data.Sources;

namespace DiTMoS.Data.Readers;

/// <summary>Reads UniMiB-SHAR as its authors publish it: MATLAB files named by the set, such as <c>acc_data.mat</c> with <c>acc_labels.mat</c>.</summary>
/// <remarks>
/// Micucci, Mobilio, Napoletano, "UniMiB SHAR" (Applied Sciences 2017). Of a set S (acc = 17 classes, adl = 9, fall = 8, two_classes)
/// there are: <c>S_data</c>, a window per row, all x, then all y, then all z, or, in the first release, a row for x, one for y, one
/// for z; or <c>S_splitted_data5_folds</c>, a cell per class with the class's first windows; <c>S_labels</c>, rows of class,
/// subject and trial, each from 1; <c>S_names</c> and <c>S_test_idxs5_folds</c> (per class, fold x windows of the class, from 1), which may be
/// missing. <see cref="UniMibRelease"/> knows where they lie. The same trial number occurs in every class and subject, so (class, subject, trial) is a recording.
/// </remarks>
internal sealed class UniMibReader : IRecordingReader
{
    private const int Axes = 3;
    private const double RateHz = 50;

    // The lengths that were published: rows of so many numbers are one axis, as a third of them would be no window.
    private static readonly int[] PublishedLengths = [51, 151];

    public string Id => "unimib-shar";

    public string Format => "UniMiB-SHAR's MATLAB files (..._data.mat with ..._labels.mat)";

    public bool Recognizes(RecordingSource source) => source.IsFolder ? UniMibRelease.IsIn(source) : MatReader.Recognizes(source);

    public RecordingSet Read(RecordingSource source, RecordingOptions options) => RecordingSet.Of(ReadWindows(source, options), Id);

    private static WindowSet ReadWindows(RecordingSource source, RecordingOptions options)
    {
        if (!source.IsFolder && !UniMibRelease.IsNamed(source.Files[0].Name))
        {
            long leftBytes = options.MaximumBytes;
            MatReader.Read(source.Path, ref leftBytes);              // a file that cannot be read at all says so before its name is found fault with
        }

        UniMibRelease release = UniMibRelease.Choose(source, options.Set);
        var files = new SetFiles(release, options.MaximumBytes);
        Label[] labels = ReadLabels(files);
        (float[] samples, int length, int[] rows) = release.IsParted ? ReadParts(files, labels) : ReadWhole(files, labels);
        if (release.AskedLength is { } asked && asked != length)
        {
            throw new OptionException($"{OptionName.Of("Set")} '{Text.Shown(options.Set!)}' asks for windows of {asked} samples. Those of '{release.Data.Path}' have {length}.");
        }

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
            Origins = new WindowOrigins { RecordingNames = NameRecordings(labels, trials, Array.ConvertAll(classes, label => classNames[label])), Recordings = trials },
            OfficialFolds = release.FindFolds(length) is { } folds ? ReadFolds(files, folds, labels) : null,
            SampleRateHz = RateHz,
            Source = release.Data.Name,
        };
    }

    private static Label[] ReadLabels(SetFiles files)
    {
        MatArray array = files.Read(UniMibRelease.LabelsSuffix);
        if (array.Numbers is not { } numbers || array.Columns != 3)
        {
            throw files.Error(UniMibRelease.LabelsSuffix, $"labels must have the three columns class, subject, trial. Got {array}");
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
                    : throw files.Error(UniMibRelease.LabelsSuffix, FormattableString.Invariant($"row {n + 1}, column {column + 1}: expected a whole number from 1. Got {value}"));
            }
        }

        return labels;
    }

    private static (float[] Samples, int Length, int[] Rows) ReadWhole(SetFiles files, Label[] labels)
    {
        MatArray array = files.ReadData();
        if (array.Numbers is { } numbers && array.Rows % Axes == 0 && array.Rows > 0
            && (array.Rows == Axes * labels.Length || (array.Rows == labels.Length && PublishedLengths.Contains(array.Columns))))
        {
            return ReadAxes(files, array, labels);
        }

        int length = LengthOf(files, array);
        return array.Rows == labels.Length
            ? (Rows(files, array), length, [.. Enumerable.Range(0, array.Rows)])
            : throw files.DataError($"there must be a row per label, {labels.Length}. Got {array}");
    }

    // Three rows are a window; each row has a label, or each window.
    private static (float[] Samples, int Length, int[] Rows) ReadAxes(SetFiles files, MatArray array, Label[] labels)
    {
        int step = array.Rows == labels.Length ? Axes : 1;
        int[] rows = [.. Enumerable.Range(0, array.Rows / Axes).Select(n => n * step)];
        int bad = Array.FindIndex(rows, row => Enumerable.Range(row, step).Any(other => labels[other] != labels[row]));
        return bad < 0
            ? (Rows(files, array), array.Columns, rows)
            : throw files.Error(UniMibRelease.LabelsSuffix, FormattableString.Invariant($"rows {rows[bad] + 1} to {rows[bad] + Axes} are the axes of one window and must have one label"));
    }

    private static float[] Rows(SetFiles files, MatArray array)
    {
        files.Spend(array.Numbers!.LongLength * sizeof(float));
        var samples = new float[array.Numbers.Length];
        CopyRows(array, array.Rows, samples);
        return samples;
    }

    // Cell k holds the first windows of class k in the order of the labels; the authors left over what five folds do not divide.
    private static (float[] Samples, int Length, int[] Rows) ReadParts(SetFiles files, Label[] labels)
    {
        MatArray array = files.ReadData();
        if (array.Cells is not { Length: > 0 } cells)
        {
            throw files.DataError($"there must be a cell per class. Got {array}");
        }

        int length = LengthOf(files, cells[0]);
        long total = 0;
        for (int k = 0; k < cells.Length; k++)
        {
            if (LengthOf(files, cells[k]) != length)
            {
                throw files.DataError($"cell {k + 1}: every class must have {length} samples per axis. Got {cells[k]}");
            }

            total += cells[k].Numbers!.Length;
        }

        if (total > Array.MaxLength)
        {
            throw files.DataError($"there must be at most {Array.MaxLength} samples. Got {total}");
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
                throw files.DataError($"cell {k + 1}: {cells[k].Rows} windows, but only {ofClass.Length} labels are of class {k + 1}");
            }

            CopyRows(cells[k], cells[k].Rows, samples.AsSpan(n * Axes * length));
            Array.Copy(ofClass, 0, rows, n, cells[k].Rows);
            n += cells[k].Rows;
        }

        return (samples, length, rows);
    }

    private static int LengthOf(SetFiles files, MatArray array) =>
        array.Numbers is not null && array.Columns >= Axes && array.Columns % Axes == 0
            ? array.Columns / Axes
            : throw files.DataError($"windows must be rows of numbers, as many columns for x as for y and z. Got {array}");

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
        if (!files.Has(UniMibRelease.NamesSuffix))
        {
            return Identifiers.Number(Array.ConvertAll(labels, label => (long)label.Class));
        }

        string[] names = ReadNames(files);
        int bad = Array.FindIndex(labels, label => label.Class > names.Length);
        return bad < 0
            ? (Array.ConvertAll(labels, label => label.Class - 1), names)
            : throw files.Error(UniMibRelease.LabelsSuffix, $"window {bad}: the class must be in [1, {names.Length}], as there are {names.Length} names. Got {labels[bad].Class}");
    }

    // Trials are numbered in the order in which they appear.
    private static string[] NameRecordings(Label[] labels, int[] trials, string[] classes)
    {
        var names = new List<string>();
        for (int n = 0; n < trials.Length; n++)
        {
            if (trials[n] == names.Count)
            {
                names.Add(FormattableString.Invariant($"{classes[n]}, subject {labels[n].Subject}, trial {labels[n].Trial}"));
            }
        }

        return [.. names];
    }

    // A list of names, or two rows: in words, then in short; the short ones are taken.
    private static string[] ReadNames(SetFiles files)
    {
        MatArray array = files.Read(UniMibRelease.NamesSuffix);
        MatArray[] cells = array.Cells ?? throw files.Error(UniMibRelease.NamesSuffix, $"names must be a cell array of text. Got {array}");
        if (array.Rows == 2 && array.Columns > 1)
        {
            cells = [.. cells.Where((_, i) => i % 2 == 1)];
        }
        else if (array.Rows != 1 && array.Columns != 1)
        {
            throw files.Error(UniMibRelease.NamesSuffix, $"names must be a row, a column, or two rows. Got {array}");
        }

        return Array.ConvertAll(cells, cell => cell.Texts is [string text] ? text : throw files.Error(UniMibRelease.NamesSuffix, $"a name must be one line of text. Got {cell}"));
    }

    private static int[] ReadFolds(SetFiles files, SourceFile file, Label[] labels)
    {
        MatArray array = files.Read(file);
        if (array.Cells is not { } cells)
        {
            throw files.Error(UniMibRelease.FoldsSuffix, $"there must be a cell per class. Got {array}");
        }

        var folds = new int[labels.Length];
        Array.Fill(folds, -1);
        ILookup<int, int> rowsOfClass = RowsOfClass(labels);
        for (int k = 0; k < cells.Length; k++)
        {
            int[] ofClass = [.. rowsOfClass[k + 1]];
            double[] places = cells[k].Numbers is { } numbers && cells[k].Rows > 0 ? numbers : throw files.Error(UniMibRelease.FoldsSuffix, $"cell {k + 1} must be a table of fold x windows. Got {cells[k]}");
            for (int i = 0; i < places.Length; i++)
            {
                int place = places[i] >= 1 && places[i] <= ofClass.Length && double.IsInteger(places[i])
                    ? (int)places[i] - 1
                    : throw files.Error(UniMibRelease.FoldsSuffix, FormattableString.Invariant($"cell {k + 1}: expected numbers of windows in [1, {ofClass.Length}]. Got {places[i]}"));
                ref int fold = ref folds[ofClass[place]];
                fold = fold < 0 ? i % cells[k].Rows : throw files.Error(UniMibRelease.FoldsSuffix, FormattableString.Invariant($"cell {k + 1}: window {places[i]} is tested twice"));
            }
        }

        return folds;
    }

    private static ILookup<int, int> RowsOfClass(Label[] labels) => Enumerable.Range(0, labels.Length).ToLookup(row => labels[row].Class);

    private readonly record struct Label(int Class, int Subject, int Trial);

    // The files of one set, read one at a time against one budget.
    private sealed class SetFiles(UniMibRelease release, long leftBytes)
    {
        private long _leftBytes = leftBytes;

        public bool Has(string suffix) => release.Find(suffix) is not null;

        public MatArray ReadData() => Read(release.Data);

        public MatArray Read(string suffix) => Read(release.Find(suffix) ?? throw release.Missing(suffix));

        public MatArray Read(SourceFile file)
        {
            IReadOnlyList<MatArray> variables = MatReader.Read(release.LocalPath(file), ref _leftBytes);
            string expected = Path.GetFileNameWithoutExtension(file.Name);
            return variables.Count == 1
                ? variables[0]
                : variables.FirstOrDefault(variable => variable.Name == expected)
                    ?? throw new RecordingException($"'{file.Name}': there must be one variable, or one named '{expected}'. Got {variables.Count.ToString(CultureInfo.InvariantCulture)}: {string.Join(", ", variables.Take(10).Select(variable => Text.Shown(variable.Name)))}.");
        }

        public void Spend(long bytes)
        {
            _leftBytes -= bytes;
            if (_leftBytes < 0)
            {
                throw new RecordingException($"'{release.Data.Name}' needs more memory than the limit allows. Raise {OptionName.MaximumBytes} if the files are to be trusted.");
            }
        }

        public RecordingException DataError(string problem) => new($"'{release.Data.Name}': {problem}.");

        public RecordingException Error(string suffix, string problem) => new($"'{release.Set}{suffix}': {problem}.");
    }
}
