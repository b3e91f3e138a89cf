using System.Text.RegularExpressions;
using DiTMoS.Data.Sources;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Data.Readers.Deap;

/// <summary>Reads DEAP as preprocessed by its authors: a file per subject, s01.dat to s32.dat (Python) or s01.mat to s32.mat (MATLAB).</summary>
/// <remarks>
/// Koelstra et al., "DEAP: A Database for Emotion Analysis Using Physiological Signals" (IEEE Transactions on Affective Computing 3, 2012). Each file holds
/// <c>data</c>, 40 videos x 40 channels x 8,064 samples at 128 Hz, of which the first three seconds were recorded before the video, and <c>labels</c>, 40 videos x
/// valence, arousal, dominance, liking, each from 1 to 9. The first 32 channels are the electroencephalogram.
/// </remarks>
internal sealed partial class DeapReader : IRecordingReader
{
    private const int RateHz = 128;
    private const int BaselineSamples = 3 * RateHz;
    private const int SuggestedLength = 2 * RateHz;
    private const double LowestRating = 1;
    private const double HighestRating = 9;

    private static readonly string[] Channels =
    [
        "Fp1", "AF3", "F3", "F7", "FC5", "FC1", "C3", "T7", "CP5", "CP1", "P3", "P7", "PO3", "O1", "Oz", "Pz",
        "Fp2", "AF4", "Fz", "F4", "F8", "FC6", "FC2", "Cz", "C4", "T8", "CP6", "CP2", "P4", "P8", "PO4", "O2",
        "hEOG", "vEOG", "zEMG", "tEMG", "GSR", "respiration", "plethysmograph", "temperature",
    ];

    private static readonly string[] Classes = ["low", "high"];
    private static readonly string[] Ratings = Enum.GetNames<DeapTarget>();

    public string Id => "deap";

    public string Format => "DEAP's preprocessed files (s01.dat or s01.mat to s32)";

    public bool Recognizes(RecordingSource source) => source.IsFolder
        ? Subjects(source).Any()
        : SubjectName().IsMatch(source.Name) && (IsPython(source.Files[0]) ? source.Start is [0x80 or (byte)'}' or (byte)'(', ..] : source.StartsWith("MATLAB "u8));

    public RecordingSet Read(RecordingSource source, RecordingOptions options)
    {
        options.Deap.Check();
        SourceFile[] subjects = source.IsFolder ? [.. Subjects(source)] : [source.Files[0]];
        subjects = subjects.Any(IsPython) ? [.. subjects.Where(IsPython)] : subjects;
        if (subjects.Length == 0)
        {
            throw new RecordingException($"'{source.Name}' must hold files named by subject, s01.dat or s01.mat to s32. Got none. Name the folder data_preprocessed_python or data_preprocessed_matlab.");
        }

        if (subjects.CountBy(SubjectOf).FirstOrDefault(subject => subject.Value > 1).Key is { } twice)
        {
            throw new RecordingException($"'{source.Name}': each subject must be there once, but '{Text.Shown(twice)}' is there {subjects.Count(file => SubjectOf(file) == twice)} times. Name the folder of one copy.");
        }

        return new RecordingSet
        {
            Format = Id,
            Source = source.Name,
            ChannelNames = Channels,
            ClassNames = Classes,
            Suggested = new FrontEnd { Windows = new WindowOptions { Length = SuggestedLength, Hop = SuggestedLength } },
            Recordings = subjects.OrderBy(SubjectOf, NaturalOrder.Instance).SelectMany(file => ReadSubject(source, file, options)),
        };
    }

    private static IEnumerable<SourceFile> Subjects(RecordingSource source) => source.Files.Where(file => SubjectName().IsMatch(file.Name));

    private static bool IsPython(SourceFile file) => file.Name.EndsWith(".dat", StringComparison.OrdinalIgnoreCase);

    private static string SubjectOf(SourceFile file) => Path.GetFileNameWithoutExtension(file.Name).ToLowerInvariant();

    private static IEnumerable<Recording> ReadSubject(RecordingSource source, SourceFile file, RecordingOptions options)
    {
        (DeapArray data, DeapArray labels) = IsPython(file) ? ReadPickle(source, file, options) : ReadMat(source, file, options);
        int start = options.Deap.DropBaseline ? BaselineSamples : 0;
        if (data.Shape.Count != 3 || data.Shape[1] != Channels.Length || data.Shape[2] <= start)
        {
            throw Error(file, $"'data' must be videos x {Channels.Length} channels x samples, with {start} samples before what is used. Got {data}");
        }

        if (labels.Shape.Count != 2 || labels.Shape[0] != data.Shape[0] || labels.Shape[1] != Ratings.Length)
        {
            throw Error(file, $"'labels' must be {data.Shape[0]} videos x {Ratings.Length} ratings. Got {labels}");
        }

        string subject = SubjectOf(file);
        for (int video = 0; video < data.Shape[0]; video++)
        {
            float[][] samples = ReadVideo(file, data, video, start);
            string name = FormattableString.Invariant($"{subject} video {video + 1}");
            yield return new Recording
            {
                Name = name,
                Samples = samples,
                SampleRateHz = RateHz,
                Labels = [new LabelledStretch(0, samples[0].Length, ReadClass(file, labels, video, options.Deap))],
                Subject = subject,
                Trial = name,
            };
        }
    }

    private static float[][] ReadVideo(SourceFile file, DeapArray data, int video, int start)
    {
        var samples = new float[Channels.Length][];
        for (int c = 0; c < samples.Length; c++)
        {
            samples[c] = new float[data.Shape[2] - start];
            for (int t = 0; t < samples[c].Length; t++)
            {
                double value = data.At(video, c, start + t);
                samples[c][t] = float.IsFinite((float)value)
                    ? (float)value
                    : throw Error(file, FormattableString.Invariant($"'data', video {video + 1}, channel {c + 1} ({Channels[c]}), sample {start + t + 1}: samples must be finite in single precision. Got {value}"));
            }
        }

        return samples;
    }

    private static string ReadClass(SourceFile file, DeapArray labels, int video, DeapOptions options)
    {
        double rating = labels.At(video, (int)options.Target);
        return rating is >= LowestRating and <= HighestRating
            ? Classes[rating < options.Threshold ? 0 : 1]
            : throw Error(file, FormattableString.Invariant($"'labels', row {video + 1}, column {(int)options.Target + 1} ({options.Target}): a rating must be from {LowestRating} to {HighestRating}. Got {rating}"));
    }

    private static (DeapArray Data, DeapArray Labels) ReadPickle(RecordingSource source, SourceFile file, RecordingOptions options)
    {
        long limit = Math.Min(options.MaximumBytes, Array.MaxLength);
        if (file.Length > limit)
        {
            throw Error(file, $"it has {file.Length} bytes, and the limit is {limit}. Raise {OptionName.MaximumBytes} if the file is to be trusted");
        }

        var bytes = new byte[file.Length];
        using (Stream stream = source.Open(file))
        {
            stream.ReadExactly(bytes);
        }

        Dictionary<string, PickleArray> arrays = PickleReader.Read(file.Path, bytes, options.MaximumBytes - bytes.Length);
        return (Find("data"), Find("labels"));

        DeapArray Find(string name) => arrays.TryGetValue(name, out PickleArray? array)
            ? new DeapArray(array.Shape, array.IsFortranOrder, array.Element)
            : throw Missing(file, name, arrays.Keys);
    }

    private static (DeapArray Data, DeapArray Labels) ReadMat(RecordingSource source, SourceFile file, RecordingOptions options)
    {
        long leftBytes = options.MaximumBytes;
        IReadOnlyList<MatArray> arrays = MatReader.Read(source.LocalPath(file), ref leftBytes);
        return (Find("data"), Find("labels"));

        DeapArray Find(string name)
        {
            MatArray array = arrays.FirstOrDefault(array => array.Name == name) ?? throw Missing(file, name, arrays.Select(array => array.Name));
            double[] numbers = array.Numbers ?? throw Error(file, $"'{name}' must be an array of numbers. Got {array}");
            return new DeapArray(array.Dimensions, IsFortranOrder: true, index => numbers[index]);
        }
    }

    private static RecordingException Missing(SourceFile file, string name, IEnumerable<string> found) =>
        Error(file, $"there must be an array '{name}'. Got {(found.Any() ? string.Join(", ", found.Take(10).Select(Text.Shown)) : "none")}");

    private static RecordingException Error(SourceFile file, string problem) => new($"'{Text.Shown(file.Path)}': {problem}. It must be as DEAP's authors preprocessed it.");

    [GeneratedRegex("^s[0-9]{2}\\.(dat|mat)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SubjectName();
}
