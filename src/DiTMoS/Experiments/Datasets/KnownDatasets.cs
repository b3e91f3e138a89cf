using DiTMoS.Data;

namespace DiTMoS.Experiments.Datasets;

/// <summary>The data sets that an experiment can name, in the order of tables.</summary>
public static class KnownDatasets
{
    /// <summary>All of them; paths begin at the folder of all data sets.</summary>
    public static IReadOnlyList<ExperimentDataset> All { get; } =
    [
        new ExperimentDataset
        {
            Name = "har-dsads",
            Title = "Daily and Sports Activities, one leg accelerometer",
            Path = "har-dsads/dsads.npz",
            Channels = "0-2",
            Runs = 5,
            Split = new DatasetSplit { TestSubjects = ["7", "8"] },
            Notes = "The split is by subject: subjects 7 and 8 are tested in every run, and validation takes whole subjects of the others, chosen by the run's seed. "
                + "The segments of a subject follow each other in time, so a random split would test on neighbours of what was learnt.",
        },
        new ExperimentDataset
        {
            Name = "kws-speech-commands-9",
            Title = "Speech Commands, nine words",
            Path = "kws-speech-commands-9/mfcc13x49.npz",
            Runs = 5,
            Split = new DatasetSplit(),
            SubjectNoun = "speaker",
            Notes = "The split is by speaker: every fourth speaker is tested in every run, and validation takes whole speakers of the others, chosen by the run's seed.",
        },
        new ExperimentDataset
        {
            Name = "har-unimib-shar-fall",
            Title = "UniMiB-SHAR falls, the authors' five folds",
            Path = "har-unimib-shar-fall",
            Runs = 5,
            Split = new DatasetSplit { Kind = SplitKind.Official, Folds = 5 },
            Notes = "The split is the authors': run k tests fold k. The folds keep neither subjects nor recordings together. Windows of one recording stand on both sides, "
                + "so a nearest neighbour is often another cut of the same fall: a 1-NN profits most from that.",
            Published = "The recordings' authors publish 71.7 % for a 1-NN and 67.2 % for a support vector machine with a radial kernel on these recordings, split so, learning from all windows that are not tested.",
        },
        new ExperimentDataset
        {
            Name = "har-unimib-shar-fall-subjects",
            Title = "UniMiB-SHAR falls, five groups of subjects",
            Path = "har-unimib-shar-fall",
            Runs = 5,
            Split = new DatasetSplit { Folds = 5 },
            Notes = "The split is by subject: the 30 subjects make five groups, the same for every seed; run k tests group k and learns from the others, of which whole subjects are held back for validation.",
            Published = "The recordings' authors publish 38.0 % for a 1-NN and 39.7 % for a support vector machine with a radial kernel where each subject is tested alone: they learn from more subjects.",
        },
        new ExperimentDataset
        {
            Name = "har-hapt",
            Title = "HAPT, activities and postural transitions",
            Path = "har-hapt/HAPT_Data_Set_raw.tar.xz",
            Split = new DatasetSplit { Kind = SplitKind.Official },
            Notes = "The split is official: the same nine subjects are tested in every run, and validation takes whole subjects of the others, chosen by the run's seed. "
                + "The six transitions are rare (62 to 139 of 10,969 windows), so macro-F1 lies well below accuracy.",
        },
        new ExperimentDataset
        {
            Name = "eeg-bonn",
            Title = "Bonn EEG, five sets",
            Path = "eeg-bonn/BonnEEG.tar.xz",
            Split = new DatasetSplit { Kind = SplitKind.Trial },
            Notes = "The split is by recording: of each 500 recordings, about 20 % of each set are tested, chosen by the run's seed, and validation takes whole recordings of the others. "
                + "Which recordings are of one person is not told.",
        },
        Archive("BasicMotions", "BasicMotions, a watch"),
        Archive("RacketSports", "RacketSports, a watch") with
        {
            Windows = new DatasetWindows { Length = 48, PadShort = true },
            Notes = "The split is the archive's; validation takes series of the training part at random, by the run's seed. The series of 30 samples are too short for three poolings of the "
                + "published networks, so 18 zeros follow each, for every method.",
        },
        Archive("GunPoint", "GunPoint, from video"),
    ];

    /// <summary>The data set of a name; null where there is none.</summary>
    /// <param name="name">The name, such as <c>har-dsads</c>.</param>
    public static ExperimentDataset? Find(string name) => All.FirstOrDefault(dataset => dataset.Name == name);

    private static ExperimentDataset Archive(string name, string title) => new()
    {
        Name = $"ucr-{name.ToLowerInvariant()}",
        Title = $"{title} (UEA and UCR archive)",
        Path = $"ucr-uea/{name}",
        Split = new DatasetSplit { Kind = SplitKind.Official },
        Notes = "The split is the archive's; validation takes series of the training part at random, by the run's seed. The test part is small: a series more or less moves the figures.",
    };
}
