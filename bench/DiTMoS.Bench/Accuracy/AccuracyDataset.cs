using DiTMoS.Data;
using DiTMoS.Data.Windowing;
using DiTMoS.Networks;

namespace DiTMoS.Bench.Accuracy;

/// <summary>One data set of the experiment: what is read, how it is split, and the shape of the tiny networks on it.</summary>
internal sealed record AccuracyDataset
{
    private static readonly int[] Widths = [8, 8, 4];

    /// <summary>The data sets, in the order of the page.</summary>
    public static IReadOnlyList<AccuracyDataset> All { get; } =
    [
        new AccuracyDataset
        {
            Name = "har-dsads",
            Title = "Daily and Sports Activities, one leg accelerometer",
            Source = "har-dsads/dsads.npz",
            Channels = "0-2",
            HiddenUnits = 64,
            Runs = 5,
            Split = run => new SplitOptions { Kind = SplitKind.Subject, TestSubjects = ["7", "8"], Seed = run },
            Grouping = "The split is by subject: subjects 7 and 8 are tested in every run, and validation takes whole subjects of the others, chosen by the run's seed. "
                + "The segments of a subject follow each other in time, so a random split would test on neighbours of what was learnt.",
        },
        new AccuracyDataset
        {
            Name = "kws-speech-commands-9",
            Title = "Speech Commands, nine words",
            Source = "kws-speech-commands-9/mfcc13x49.npz",
            HiddenUnits = 64,
            Runs = 5,
            Split = run => new SplitOptions { Kind = SplitKind.Subject, Seed = run },
            Grouping = "The split is by speaker: every fourth speaker is tested in every run, and validation takes whole speakers of the others, chosen by the run's seed.",
        },
        new AccuracyDataset
        {
            Name = "har-unimib-shar-fall",
            Title = "UniMiB-SHAR falls, the authors' five folds",
            Source = "har-unimib-shar-fall",
            HiddenUnits = 64,
            Runs = 5,
            IsFolded = true,
            Split = run => new SplitOptions { Kind = SplitKind.Official, Fold = run, Seed = run },
            Grouping = "The split is the authors': run k tests fold k. The folds keep neither subjects nor recordings together. Windows of one recording stand on both sides, "
                + "so a nearest neighbour is often another cut of the same fall: a 1-NN profits most from that.",
            Quoted = new PublishedFigures(NearestNeighbour: 0.717, SupportVectorMachine: 0.672),
        },
        new AccuracyDataset
        {
            Name = "har-unimib-shar-fall-loso",
            Title = "UniMiB-SHAR falls, one subject left out",
            Source = "har-unimib-shar-fall",
            HiddenUnits = 64,
            Runs = 30,
            IsFolded = true,
            Split = run => new SplitOptions { Kind = SplitKind.Subject, LeaveOneOut = true, Fold = run, Seed = run },
            Grouping = "The split is by subject: run k tests one subject and learns from the others, of which whole subjects are held back for validation.",
            Quoted = new PublishedFigures(NearestNeighbour: 0.380, SupportVectorMachine: 0.397),
        },
        new AccuracyDataset
        {
            Name = "har-hapt",
            Title = "HAPT, activities and postural transitions",
            Source = "har-hapt/HAPT_Data_Set_raw.tar.xz",
            HiddenUnits = 64,
            Runs = 3,
            Split = run => new SplitOptions { Kind = SplitKind.Official, Seed = run },
            Grouping = "The split is official: the same nine subjects are tested in every run, and validation takes whole subjects of the others, chosen by the run's seed. "
                + "The six transitions are rare (62 to 139 of 10,969 windows), so macro-F1 lies well below accuracy.",
        },
        new AccuracyDataset
        {
            Name = "eeg-bonn",
            Title = "Bonn EEG, five sets",
            Source = "eeg-bonn/BonnEEG.tar.xz",
            HiddenUnits = 64,
            Runs = 3,
            Split = run => new SplitOptions { Kind = SplitKind.Trial, Seed = run },
            Grouping = "The split is by recording: of each 500 recordings, about 20 % of each set are tested, chosen by the run's seed, and validation takes whole recordings of the others. "
                + "Which recordings are of one person is not told.",
        },
        Ts("BasicMotions", "BasicMotions, a watch"),
        Ts("RacketSports", "RacketSports, a watch") with
        {
            Window = new WindowOptions { Length = 48, PadShort = true },
            Grouping = "The split is the archive's; validation takes series of the training part at random, by the run's seed. The series of 30 samples are too short for three poolings of the "
                + "published networks, so 18 zeros follow each, for every method.",
        },
        Ts("GunPoint", "GunPoint, from video"),
    ];

    /// <summary>What the data set and its split are called in commands and files.</summary>
    public required string Name { get; init; }

    /// <summary>What it is called on the page.</summary>
    public required string Title { get; init; }

    /// <summary>The file or folder to read, inside the folder of all data sets.</summary>
    public required string Source { get; init; }

    /// <summary>The channels to keep, as <see cref="RecordingOptions.Channels"/>; null for all.</summary>
    public string? Channels { get; init; }

    /// <summary>How windows are cut; null for what the format suggests.</summary>
    public WindowOptions? Window { get; init; }

    /// <summary>Units of the tiny networks' hidden layer.</summary>
    public required int HiddenUnits { get; init; }

    /// <summary>Runs that the experiment asks for.</summary>
    public required int Runs { get; init; }

    /// <summary>Whether runs are folds: each tests other windows, and there are no more runs than folds.</summary>
    public bool IsFolded { get; init; }

    /// <summary>The split of each run.</summary>
    public required Func<int, SplitOptions> Split { get; init; }

    /// <summary>By what the split groups, in sentences.</summary>
    public required string Grouping { get; init; }

    /// <summary>What the recordings' authors published on the same split; null where nothing comparable is.</summary>
    public PublishedFigures? Quoted { get; init; }

    private static AccuracyDataset Ts(string name, string title) => new()
    {
        Name = $"ucr-{name.ToLowerInvariant()}",
        Title = $"{title} (UEA and UCR archive)",
        Source = $"ucr-uea/{name}",
        HiddenUnits = 64,
        Runs = 3,
        Split = run => new SplitOptions { Kind = SplitKind.Official, Seed = run },
        Grouping = "The split is the archive's; validation takes series of the training part at random, by the run's seed. The test part is small: a series more or less moves the figures.",
    };

    /// <summary>How many runs there are where <paramref name="seeds"/> are asked for.</summary>
    public int RunsFor(int? seeds) => seeds is not { } count ? Runs : IsFolded ? Math.Min(count, Runs) : count;

    /// <summary>The tiny networks' shape; what is not fixed here stays as the recipe has it.</summary>
    public NetworkOptions Shape(NetworkOptions recipe) => recipe with { Widths = Widths, HiddenUnits = HiddenUnits };

    /// <summary>Reads the windows.</summary>
    /// <exception cref="BenchException">They are not there.</exception>
    public WindowSet Load(string dataFolder)
    {
        string path = Path.Combine(dataFolder, Source);
        return Path.Exists(path)
            ? Recordings.Load(path, new RecordingOptions { Windows = Window, Channels = Channels })
            : throw new BenchException($"Data set '{Name}' must be at '{path}'. Nothing is there: name the folder that holds '{Source}' by --data or DITMOS_DATA.");
    }
}
