using System.Globalization;
using DiTMoS.Data;
using Microsoft.ML.Data;
using Microsoft.ML.DiTMoS.Interop;
using Microsoft.ML.DiTMoS.Scoring;

namespace Microsoft.ML.DiTMoS;

/// <summary>The rows of a training view, and of a validation view where there is one, as the engine takes them.</summary>
internal sealed class TrainingRows
{
    private readonly DiTMoSOptions _options;
    private readonly string? _subsetColumnName;
    private readonly List<float[]> _windows = [];
    private readonly List<int> _labels = [];
    private readonly List<string> _groups = [];
    private readonly List<DataViewRowId> _ids = [];
    private readonly List<uint> _subsets = [];
    private readonly List<float> _weights = [];
    private int _unlabelled;
    private int _notFinite;

    private TrainingRows(DiTMoSOptions options, string? subsetColumnName)
    {
        _options = options;
        _subsetColumnName = subsetColumnName;
    }

    /// <summary>The windows: first those of the training view, in their order, then those of the validation view.</summary>
    public WindowSet Windows { get; private set; } = null!;

    /// <summary>Which of them are trained on, and which validated on.</summary>
    public DataSplit Split { get; private set; } = null!;

    /// <summary>The classes.</summary>
    public ClassKeys Keys { get; private set; } = null!;

    /// <summary>The type of the features column.</summary>
    public VectorDataViewType FeatureType { get; private set; } = null!;

    /// <summary>The identity of each row in its view.</summary>
    public IReadOnlyList<DataViewRowId> Ids => _ids;

    /// <summary>Reads the rows.</summary>
    /// <param name="train">Rows to train on.</param>
    /// <param name="validation">Rows to validate on; null to hold some of <paramref name="train"/> back.</param>
    /// <param name="options">Which columns, and how rows are held back.</param>
    /// <param name="channel">Told what was read and what was left out.</param>
    /// <param name="subsetColumnName">The subset column of <paramref name="train"/>, where it is needed.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    /// <exception cref="global::DiTMoS.DiTMoSException">The rows break a rule.</exception>
    public static TrainingRows Read(IDataView train, IDataView? validation, DiTMoSOptions options, TrainingChannel channel, string? subsetColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(train);
        var rows = new TrainingRows(options, subsetColumnName);
        DataViewSchema.Column features = ColumnCheck.Features(train.Schema, options.FeatureColumnName);
        rows.FeatureType = (VectorDataViewType)features.Type;
        rows.Keys = KeysOf(ColumnCheck.Label(train.Schema, options.LabelColumnName), options);
        rows.Add(train, isTraining: true);
        int trained = rows._labels.Count;
        if (validation is not null)
        {
            rows.CheckSameClasses(validation);
            rows.Add(validation, isTraining: false);
        }

        rows.Finish(features, validation is null ? null : trained, channel);
        return rows;
    }

    /// <summary>For each training row its subset, from 0.</summary>
    /// <exception cref="ArgumentException">A training row has none.</exception>
    public int[] SubsetsOfTraining()
    {
        int without = Array.FindIndex(Split.Train, row => _subsets[row] == 0);
        return without < 0
            ? [.. Split.Train.Select(row => (int)_subsets[row] - 1)]
            : throw new ArgumentException($"Subset column '{_subsetColumnName}': training row {Split.Train[without]} (of those with a label) has no subset. Fit Transforms.DiTMoSSplit on the same rows with the same options.");
    }

    private static ClassKeys KeysOf(DataViewSchema.Column label, DiTMoSOptions options)
    {
        if (options.ClassNames is not { } names)
        {
            return ClassKeys.Of(label);
        }

        int count = (int)((KeyDataViewType)label.Type).Count;
        return names.Count == count
            ? ClassKeys.OfNames(names)
            : throw new ArgumentException($"ClassNames must be {count} names, one for each value of label column '{label.Name}'. Got {names.Count}.");
    }

    private void CheckSameClasses(IDataView validation)
    {
        IReadOnlyList<string> names = KeysOf(ColumnCheck.Label(validation.Schema, _options.LabelColumnName), _options).Names;
        if (!names.SequenceEqual(Keys.Names))
        {
            throw new ArgumentException(
                $"Label column '{_options.LabelColumnName}' of the validation view: expected the classes {string.Join(", ", Keys.Names)}, in this order. Got {string.Join(", ", names)}: map both views with one fitted MapValueToKey.");
        }
    }

    private void Add(IDataView view, bool isTraining)
    {
        DataViewSchema.Column features = ColumnCheck.Features(view.Schema, _options.FeatureColumnName, FeatureType.Size);
        DataViewSchema.Column label = ColumnCheck.Label(view.Schema, _options.LabelColumnName);
        DataViewSchema.Column? group = isTraining && _options.GroupColumnName is { } name ? ColumnCheck.Find(view.Schema, name, "Group") : null;
        DataViewSchema.Column? weight = isTraining && _options.WeightColumnName is { } weightName ? ColumnCheck.Weight(view.Schema, weightName) : null;
        DataViewSchema.Column? subset = isTraining && _subsetColumnName is { } subsetName ? ColumnCheck.Subset(view.Schema, subsetName) : null;
        using DataViewRowCursor cursor = view.GetRowCursor([features, label, .. Optional(group), .. Optional(weight), .. Optional(subset)]);
        ValueGetter<VBuffer<float>> getFeatures = cursor.GetGetter<VBuffer<float>>(features);
        ValueGetter<uint> getLabel = cursor.GetGetter<uint>(label);
        Func<string>? getGroup = group is { } g ? GroupReader.Create(cursor, g) : null;
        ValueGetter<float>? getWeight = weight is { } w ? cursor.GetGetter<float>(w) : null;
        ValueGetter<uint>? getSubset = subset is { } s ? cursor.GetGetter<uint>(s) : null;
        ValueGetter<DataViewRowId> getId = cursor.GetIdGetter();
        VBuffer<float> buffer = default;
        while (cursor.MoveNext())
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            uint key = 0;
            getLabel(ref key);
            if (key == 0)
            {
                _unlabelled++;
                continue;
            }

            getFeatures(ref buffer);
            var window = new float[FeatureType.Size];
            buffer.CopyTo(window);
            if (!Array.TrueForAll(window, float.IsFinite))
            {
                _notFinite++;
                continue;
            }

            _windows.Add(window);
            _labels.Add((int)key - 1);
            _groups.Add(getGroup?.Invoke() ?? "");
            _ids.Add(Read(getId));
            _weights.Add(getWeight is null ? 1 : Read(getWeight));
            _subsets.Add(getSubset is null ? 0 : Read(getSubset));
        }
    }

    private void Finish(DataViewSchema.Column features, int? trained, TrainingChannel channel)
    {
        int channels = ChannelsOf(features);
        int length = FeatureType.Size / channels;
        string[]? groups = _options.GroupColumnName is null || trained is not null ? null : [.. _groups.Distinct().Order(NaturalOrder.Instance)];
        Windows = new WindowSet
        {
            Samples = Join(),
            Channels = channels,
            Length = length,
            Labels = [.. _labels],
            ClassNames = Keys.Names,
            ChannelNames = ChannelNamesOf(features, channels),
            Subjects = groups is null ? null : [.. _groups.Select(group => Array.BinarySearch(groups, group, NaturalOrder.Instance))],
            SubjectNames = groups,
            Weights = _options.WeightColumnName is null ? null : [.. _weights],
            SampleRateHz = SeriesAnnotations.SampleRateOf(features),
            FrontEnd = _options.ChannelNames is null && _options.ChannelCount is null ? SeriesAnnotations.FrontEndOf(features) : null,
            Source = "IDataView",
        };
        channel.Info(string.Create(CultureInfo.InvariantCulture, $"{_labels.Count} windows of {channels} channels and {length} samples, {Keys.Names.Count} classes"));
        if (_unlabelled + _notFinite > 0)
        {
            channel.Warn(string.Create(CultureInfo.InvariantCulture, $"Left out: {_unlabelled} rows without a label, {_notFinite} rows with a value that is not finite"));
        }

        WindowSetCheck.Check(Windows);
        Split = trained is { } count
            ? DataSplit.WithoutTest(Windows, [.. Enumerable.Range(0, count)], [.. Enumerable.Range(count, Windows.Count - count)])
            : DataSplitter.HoldBack(Windows, _options.GroupColumnName is null ? SplitKind.Random : SplitKind.Subject, _options.ValidationFraction, _options.Seed);
    }

    private float[] Join()
    {
        var samples = new float[checked(_windows.Count * FeatureType.Size)];
        for (int i = 0; i < _windows.Count; i++)
        {
            _windows[i].CopyTo(samples, i * FeatureType.Size);
        }

        _windows.Clear();
        return samples;
    }

    private int ChannelsOf(DataViewSchema.Column features)
    {
        int channels = _options.ChannelCount ?? (FeatureType.Dimensions is { Length: 2 } dimensions ? dimensions[0] : 1);
        return channels >= 1 && FeatureType.Size % channels == 0
            ? channels
            : throw new ArgumentException($"ChannelCount must divide the {FeatureType.Size} values of features column '{features.Name}'. Got {channels}.");
    }

    private IReadOnlyList<string> ChannelNamesOf(DataViewSchema.Column features, int channels)
    {
        IReadOnlyList<string> names = _options.ChannelNames
            ?? SeriesAnnotations.ChannelNamesOf(features, channels)
            ?? [.. Enumerable.Range(0, channels).Select(c => c.ToString(CultureInfo.InvariantCulture))];
        return names.Count == channels ? names : throw new ArgumentException($"ChannelNames must be {channels} names, one for each channel. Got {names.Count}.");
    }

    private static IEnumerable<DataViewSchema.Column> Optional(DataViewSchema.Column? column) => column is { } there ? [there] : [];

    private static T Read<T>(ValueGetter<T> getter)
        where T : struct
    {
        T value = default;
        getter(ref value);
        return value;
    }
}
