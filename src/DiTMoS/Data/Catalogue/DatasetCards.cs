namespace DiTMoS.Data.Catalogue;

/// <summary>The public data sets whose original files can be read. None is given out with this library: get them where the card says.</summary>
public static class DatasetCards
{
    private const string Uci = "CC BY 4.0, by the page of the UCI repository";

    /// <summary>The cards, by task.</summary>
    public static IReadOnlyList<DatasetCard> All { get; } =
    [
        new DatasetCard
        {
            Name = "UniMiB-SHAR",
            Format = "unimib-shar",
            Task = "daily activities and falls, a phone in the pocket",
            Shape = "11,771 windows of 3 x 151, accelerometer at 50 Hz",
            Classes = 17,
            Subjects = 30,
            Licence = "research use; cite Micucci et al. 2017",
            Home = "http://www.sal.disco.unimib.it/technologies/unimib-shar/",
            Split = "subject; the authors' five folds share recordings between parts",
        },
        new DatasetCard
        {
            Name = "HAPT (UCI HAR with postural transitions), raw signals",
            Format = "hapt",
            Task = "activities and transitions, a phone at the waist",
            Shape = "61 recordings of 6 channels, accelerometer and gyroscope at 50 Hz",
            Classes = 12,
            Subjects = 30,
            Licence = $"{Uci}; the archive itself bars commercial use",
            Home = "https://archive.ics.uci.edu/dataset/341",
            Split = "official (nine test subjects) or subject",
        },
        new DatasetCard
        {
            Name = "UCI HAR, inertial signals",
            Format = "uci-har",
            Task = "activities, a phone at the waist",
            Shape = "10,299 windows of 9 x 128 at 50 Hz",
            Classes = 6,
            Subjects = 30,
            Licence = Uci,
            Home = "https://archive.ics.uci.edu/dataset/240",
            Split = "official or subject; windows overlap by half",
        },
        new DatasetCard
        {
            Name = "Daily and Sports Activities",
            Format = "daily-sports",
            Task = "daily and sports activities, five units on the body",
            Shape = "9,120 segments of 45 x 125 at 25 Hz",
            Classes = 19,
            Subjects = 8,
            Licence = Uci,
            Home = "https://archive.ics.uci.edu/dataset/256",
            Split = "subject; segments of a subject follow each other in time",
        },
        new DatasetCard
        {
            Name = "WISDM activity prediction (2012)",
            Format = "wisdm",
            Task = "activities, a phone in the pocket",
            Shape = "1,098,207 rows of 3 channels, accelerometer at 20 Hz",
            Classes = 6,
            Subjects = 36,
            Licence = "none stated; cite Kwapisz et al. 2010",
            Home = "https://www.cis.fordham.edu/wisdm/dataset.php",
            Split = "subject",
        },
        new DatasetCard
        {
            Name = "WISDM smartphone and smartwatch (2019)",
            Format = "wisdm-2019",
            Task = "activities, phone and watch",
            Shape = "51 subjects x 18 activities of 3 minutes, accelerometer and gyroscope at 20 Hz",
            Classes = 18,
            Subjects = 51,
            Licence = Uci,
            Home = "https://archive.ics.uci.edu/dataset/507",
            Split = "subject",
        },
        new DatasetCard
        {
            Name = "PAMAP2 physical activity monitoring",
            Format = "pamap2",
            Task = "activities, hand, chest and ankle",
            Shape = "14 recordings of three inertial units at 100 Hz and heart rate at 9 Hz",
            Classes = 18,
            Subjects = 9,
            Licence = Uci,
            Home = "https://archive.ics.uci.edu/dataset/231",
            Split = "subject",
        },
        new DatasetCard
        {
            Name = "Speech Commands",
            Format = "wav-folders",
            Task = "spoken words",
            Shape = "64,727 clips of up to a second at 16 kHz (version 1)",
            Classes = 30,
            Licence = "CC BY 4.0",
            Home = "http://download.tensorflow.org/data/speech_commands_v0.01.tar.gz",
            Split = "official lists, or subject (speaker)",
        },
        new DatasetCard
        {
            Name = "Bonn EEG",
            Format = "bonn-eeg",
            Task = "healthy, between seizures, in a seizure",
            Shape = "500 recordings of 1 x 4,097 at 173.61 Hz",
            Classes = 5,
            Licence = "none stated; cite Andrzejak et al. 2001",
            Home = "https://www.upf.edu/web/ntsa/downloads",
            Split = "trial (recording); subjects are not told",
        },
        new DatasetCard
        {
            Name = "DEAP",
            Format = "deap",
            Task = "emotion from EEG and body signals while watching videos",
            Shape = "1,280 trials of 40 x 8,064 at 128 Hz",
            Classes = 2,
            Subjects = 32,
            Licence = "by signed agreement with its makers",
            Home = "https://www.eecs.qmul.ac.uk/mmv/datasets/deap/",
            Split = "subject, or trial within subjects",
        },
        new DatasetCard
        {
            Name = "BasicMotions (UEA archive)",
            Format = "ts",
            Task = "standing, walking, running, badminton, a watch",
            Shape = "80 series of 6 x 100 at 10 Hz",
            Classes = 4,
            Licence = "free for research; cite the archive",
            Home = "https://www.timeseriesclassification.com/description.php?Dataset=BasicMotions",
            Split = "official",
        },
        new DatasetCard
        {
            Name = "RacketSports (UEA archive)",
            Format = "ts",
            Task = "strokes of badminton and squash, a watch",
            Shape = "303 series of 6 x 30 at 10 Hz",
            Classes = 4,
            Licence = "free for research; cite the archive",
            Home = "https://www.timeseriesclassification.com/description.php?Dataset=RacketSports",
            Split = "official",
        },
        new DatasetCard
        {
            Name = "GunPoint (UCR archive)",
            Format = "ts",
            Task = "drawing a gun or pointing, from video",
            Shape = "200 series of 1 x 150",
            Classes = 2,
            Subjects = 2,
            Licence = "free for research; cite the archive",
            Home = "https://www.timeseriesclassification.com/description.php?Dataset=GunPoint",
            Split = "official",
        },
    ];
}
