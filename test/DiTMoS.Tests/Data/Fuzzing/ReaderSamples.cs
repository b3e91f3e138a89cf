using System.Formats.Tar;
using System.IO.Compression;
using DiTMoS.Tests.Data.Readers;
using DiTMoS.Tests.Data.Sources;

namespace DiTMoS.Tests.Data.Fuzzing;

/// <summary>What the fuzzer alters: a valid sample of every format, and of every kind of archive. A new reader adds its line.</summary>
internal static partial class ReaderSamples
{
    public static IReadOnlyList<ReaderSample> All { get; } =
    [
        ReaderSample.Of("npz", NpzMembers) with { Pack = members => NpzBytes.Zip(CompressionLevel.NoCompression, members) },
        ReaderSample.Of("npz", ("windows.npz", Npz)) with { Name = "npz-packed" },
        ReaderSample.Of("unimib-shar", UniMib(new MatBytes())),
        ReaderSample.Of("unimib-shar", UniMib(new MatBytes(isBigEndian: true, isCompressed: true))) with { Name = "unimib-shar-packed" },
        ReaderSample.Of("hapt", Hapt),
        ReaderSample.Of("uci-har", UciHar),
        ReaderSample.Of("daily-sports", DailySports),
        ReaderSample.Of("wisdm", Wisdm),
        ReaderSample.Of("wisdm-2019", WisdmDevices),
        ReaderSample.Of("wisdm-2019-watch", WisdmDevices),
        ReaderSample.Of("pamap2", Pamap2),
        ReaderSample.Of("wav-folders", WavFolders),
        ReaderSample.Of("bonn-eeg", Bonn),
        Deap("s01.dat", DeapPickle),
        Deap("s01.mat", DeapMat) with { Name = "deap-mat" },
        ReaderSample.Of("ts", Ts),
        ReaderSample.Of("arff", Arff),
        ReaderSample.Of("csv", Csv),
        CsvWithHoles,
        ReaderSample.Of("csv", CsvFoldsAndUnits) with { Name = "csv-folds" },
        ReaderSample.Of("csv", CsvFolders) with { Name = "csv-folders" },
        CsvGaps(ReaderSample.Of("csv", CsvDates)) with { Name = "csv-dates" },
        ReaderSample.OfArchive("zip", NpzBytes.Zip(CompressionLevel.NoCompression, Inner)),
        ReaderSample.OfArchive("zip-packed", NpzBytes.Zip(CompressionLevel.Optimal, Inner)),
        ReaderSample.OfArchive("tar", TarBytes.Of(TarEntryFormat.Gnu, Inner)),
        ReaderSample.OfArchive("tar-pax", TarBytes.Of(TarEntryFormat.Pax, Inner)),
        ReaderSample.OfArchive("tar-gz", TarBytes.GZip(TarBytes.Of(TarEntryFormat.Gnu, Inner))),
        ReaderSample.OfArchive("zip-in-tar", TarBytes.Of(TarEntryFormat.Pax, ("inner.zip", NpzBytes.Zip(CompressionLevel.Optimal, Inner)))),
    ];

    private static (string Path, byte[] Bytes)[] Inner =>
        [("set/windows.npz", Npz), ("set/Lies mich, 読んで.txt", "about the windows"u8.ToArray()), ($"set/{new string('n', 120)}.txt", [1])];

    private static byte[] Npz => NpzBytes.Zip(CompressionLevel.Optimal, NpzMembers);

    private static (string Path, byte[] Bytes)[] NpzMembers =>
    [
        NpzBytes.Member("X", NpzBytes.Numbers("<f4", [4, 2, 5], [.. Enumerable.Range(0, 40).Select(i => Math.Sin(i))])),
        NpzBytes.Member("y", NpzBytes.Numbers("|u1", [4], [0, 1, 1, 0])),
        NpzBytes.Member("class_names", NpzBytes.Texts(["sit", "walk"])),
        NpzBytes.Member("subject", NpzBytes.Numbers("<i8", [4], [1, 1, 2, 2])),
        NpzBytes.Member("trial", NpzBytes.Texts(["a", "b", "a", "b"], 'S')),
        NpzBytes.Member("recording", NpzBytes.Numbers("<i4", [4], [0, 1, 2, 2])),
        NpzBytes.Member("recording_names", NpzBytes.Texts(["a.csv", "b.csv", "c.csv"])),
        NpzBytes.Member("start", NpzBytes.Numbers("<u2", [4], [0, 0, 0, 5])),
        NpzBytes.Member("end", NpzBytes.Numbers("<i8", [4], [5, 5, 5, 10])),
        NpzBytes.Member("scale", NpzBytes.Numbers("<f8", [2], [0.5, 2])),
        NpzBytes.Member("fold", NpzBytes.Numbers("<i2", [4], [0, 1, -1, 0])),
        NpzBytes.Member("front_end", NpzBytes.Texts(["{\"channelNames\":[\"0\",\"1\"],\"windows\":{\"length\":5,\"hop\":5,\"majorityThreshold\":0.5},\"features\":[]}"], 'S')),
        NpzBytes.Member("fs", NpzBytes.Numbers("<f8", [], [50])),
    ];
}
