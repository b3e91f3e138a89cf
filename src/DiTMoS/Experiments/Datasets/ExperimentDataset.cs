using DiTMoS.Data;
using DiTMoS.Data.Features;
using DiTMoS.Data.Readers.Csv;
using DiTMoS.Data.Readers.Deap;
using DiTMoS.Data.Readers.Ucr;

namespace DiTMoS.Experiments.Datasets;

/// <summary>A data set of an experiment: what is read, how it is split, and the shape of the tiny networks on it.</summary>
public sealed record ExperimentDataset
{
    /// <summary>What it is called in files and tables: letters, digits, points and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>What it is called for people; null for <see cref="Name"/>. Default null.</summary>
    public string? Title { get; init; }

    /// <summary>The file, folder or archive to read: anything that <see cref="Recordings.Load"/> reads. Relative paths begin at the folder of the experiment file or, where nothing is there, at that of all data sets.</summary>
    public required string Path { get; init; }

    /// <summary>As <see cref="RecordingOptions.Format"/>. Default null.</summary>
    public string? Format { get; init; }

    /// <summary>As <see cref="RecordingOptions.Set"/>. Default null.</summary>
    public string? Set { get; init; }

    /// <summary>As <see cref="RecordingOptions.Channels"/>. Default null.</summary>
    public string? Channels { get; init; }

    /// <summary>How windows are cut, where it is not as the format suggests. Default null.</summary>
    public DatasetWindows? Windows { get; init; }

    /// <summary>As <see cref="RecordingOptions.Features"/>. Default null.</summary>
    public IReadOnlyList<FeatureStep>? Features { get; init; }

    /// <summary>As <see cref="RecordingOptions.Units"/>. Default null.</summary>
    public IReadOnlyList<string>? Units { get; init; }

    /// <summary>As <see cref="RecordingOptions.Axes"/>. Default null.</summary>
    public string? Axes { get; init; }

    /// <summary>As <see cref="RecordingOptions.Csv"/>; null for its defaults. Default null.</summary>
    public CsvOptions? Csv { get; init; }

    /// <summary>As <see cref="RecordingOptions.Deap"/>; null for its defaults. Default null.</summary>
    public DeapOptions? Deap { get; init; }

    /// <summary>As <see cref="RecordingOptions.Ucr"/>; null for its defaults. Default null.</summary>
    public UcrOptions? Ucr { get; init; }

    /// <summary>How the windows are split; the seed of a split is that of the run.</summary>
    public required DatasetSplit Split { get; init; }

    /// <summary>Runs where the experiment does not say; where runs are folds, the number of folds. At least 1. Default 3.</summary>
    public int Runs { get; init; } = 3;

    /// <summary>Channels that each convolution of the tiny networks produces. Default 8, 8, 4, as published.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [8, 8, 4];

    /// <summary>Units of the tiny networks' hidden layer. Default 64.</summary>
    public int HiddenUnits { get; init; } = 64;

    /// <summary>What a subject of these recordings is, such as <c>speaker</c>. Default <c>subject</c>.</summary>
    public string SubjectNoun { get; init; } = "subject";

    /// <summary>By what the split groups and what follows from it, in sentences; null for nothing to say. Default null.</summary>
    public string? Notes { get; init; }

    /// <summary>What was published on the same recordings and split, in sentences; null where nothing comparable is. Default null.</summary>
    public string? Published { get; init; }

    /// <summary>How many runs there are where an experiment asks for <paramref name="seeds"/>; where runs are folds, at most as many as there are folds.</summary>
    internal int RunsFor(int? seeds) => seeds is not { } count ? Runs : Split.IsFolded ? Math.Min(count, Runs) : count;

    /// <summary>What decides the windows: two data sets of the same source are read once.</summary>
    internal string SourceText => ExperimentJson.Text(this with { Name = "", Title = null, Split = new DatasetSplit(), Runs = 1, Widths = [], HiddenUnits = 0, SubjectNoun = "", Notes = null, Published = null });

    /// <summary>Reads the windows.</summary>
    /// <param name="folder">The folder of all data sets.</param>
    /// <param name="first">A folder to look in first; null for none.</param>
    /// <exception cref="DiTMoSException">They are not there or cannot be read.</exception>
    internal WindowSet Load(string folder, string? first = null)
    {
        string path = System.IO.Path.Combine(first is null || !System.IO.Path.Exists(System.IO.Path.Combine(first, Path)) ? folder : first, Path);
        return System.IO.Path.Exists(path)
            ? Recordings.Load(path, Reading())
            : throw new OptionException($"Data set '{Name}' must be at '{path}'. Nothing is there: name the folder that holds '{Path}'.");
    }

    private RecordingOptions Reading()
    {
        var defaults = new RecordingOptions();
        return defaults with
        {
            Format = Format,
            Set = Set,
            Channels = Channels,
            AdjustWindows = Windows is { } windows ? windows.Apply : null,
            Features = Features,
            Units = Units,
            Axes = Axes,
            Csv = Csv ?? defaults.Csv,
            Deap = Deap ?? defaults.Deap,
            Ucr = Ucr ?? defaults.Ucr,
        };
    }
}
