using System.Numerics;
using DiTMoS.Data.Features;
using DiTMoS.Data.Sources;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Data.Readers.Audio;

/// <summary>Reads sound in one folder per class, such as Google's Speech Commands; and, without labels, wav files that lie in no folder.</summary>
/// <remarks>
/// The class is the name of the folder that a file lies in; <c>_background_noise_</c> is no class and is left out. Each
/// file is a recording and a trial. What <c>testing_list.txt</c> beside the folders names is official fold 0, and all
/// else, what <c>validation_list.txt</c> names too, is always trained on. Where all files are named <c>S_nohash_N.wav</c>, S is the subject. Warden,
/// "Speech Commands: a dataset for limited-vocabulary speech recognition" (2018).
/// </remarks>
internal sealed class WavFoldersReader : IRecordingReader
{
    private const string Extension = ".wav";
    private const string NoiseFolder = "_background_noise_";
    private const string SpeakerMark = "_nohash_";
    private const string TestingList = "testing_list.txt";
    private const string ValidationList = "validation_list.txt";
    private const double LowestSpeechRateHz = 4000;                  // below, the frames of the suggestion hold too few samples

    public string Id => "wav-folders";

    public string Format => "wav files in one folder per class";

    public bool Recognizes(RecordingSource source) => source.IsFolder
        ? source.Files.Any(IsSound)
        : source.Start.Length >= 12 && source.StartsWith("RIFF"u8) && source.Start.AsSpan(8, 4).SequenceEqual("WAVE"u8);

    public RecordingSet Read(RecordingSource source, RecordingOptions options)
    {
        SourceFile[] files = source.IsFolder ? [.. source.Files.Where(IsSound)] : [.. source.Files];
        if (files.Length == 0)
        {
            throw new RecordingException($"'{source.Name}': there must be wav files in one folder per class. Got {source.Files.Count} other files. Name the folder that holds the folders of the classes.");
        }

        string[] classes = ClassesOf(source, files, options);
        HashSet<string>? tested = classes.Length == 0 ? null : ReadTestingLists(source, files, options);
        bool hasSpeakers = Array.TrueForAll(files, file => SpeakerOf(file) is not null);
        WavFormat first;
        using (Stream stream = source.Open(files[0]))
        {
            first = WavFile.ReadFormat(stream, files[0].Path, files[0].Length);
        }

        return new RecordingSet
        {
            Format = Id,
            Source = source.Name,
            ChannelNames = [.. Enumerable.Range(0, first.Channels).Select(c => FormattableString.Invariant($"{c}"))],
            ClassNames = classes,
            Suggested = Suggest(options.RequestedRateHz ?? first.SampleRateHz),
            Recordings = files.Select(file => ReadFile(source, file, (files[0], first), classes.Length > 0, hasSpeakers, tested, options)),
        };
    }

    /// <summary>One second as 13 mel-frequency cepstral coefficients in frames of 30 ms, each 20 ms; shorter sounds are filled up with silence.</summary>
    internal static FrontEnd Suggest(double rateHz)
    {
        // Within: the silence behind a short sound does not take its class away.
        var windows = new WindowOptions { Seconds = 1, PadShort = true, LabelRule = LabelRule.Within };
        int frame = (int)Math.Round(0.03 * rateHz);
        int fftSize = (int)BitOperations.RoundUpToPowerOf2((uint)frame);
        return rateHz < LowestSpeechRateHz || fftSize > RealSpectrum.LargestFft
            ? new FrontEnd { Windows = windows }
            : new FrontEnd
            {
                Windows = windows,
                Features = [new MfccStep { FrameLength = frame, Hop = (int)Math.Round(0.02 * rateHz), FftSize = fftSize, HighestHz = Math.Min(7600, 0.475 * rateHz) }],
            };
    }

    private static bool IsSound(SourceFile file) =>
        file.Name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) && !file.Path.Split('/').Contains(NoiseFolder);

    private static string ClassOf(SourceFile file) => file.Folder[(file.Folder.LastIndexOf('/') + 1)..];

    private static string? SpeakerOf(SourceFile file) => file.Name.IndexOf(SpeakerMark, StringComparison.Ordinal) is var at and > 0 ? file.Name[..at] : null;

    private static string[] ClassesOf(RecordingSource source, SourceFile[] files, RecordingOptions options)
    {
        string[] classes = [.. new SortedSet<string>(files.Select(ClassOf), NaturalOrder.Instance)];
        SourceFile? loose = Array.Find(files, file => file.Folder.Length == 0);
        if (loose is null)
        {
            return classes;
        }

        if (classes.Length > 1)
        {
            throw new RecordingException($"'{Text.Shown(loose.Path)}' lies in no folder, so that it has no class, while others lie in '{Text.Shown(classes[1])}'. Move it into the folder of its class, or away.");
        }

        return options.RequireLabels
            ? throw new RecordingException($"'{source.Name}': wav files must lie in one folder per class to be learnt from or judged, but '{Text.Shown(loose.Path)}' lies in none. Name the folder above the folders of the classes.")
            : [];
    }

    // The paths that are tested; null where no list names any of the files.
    private static HashSet<string>? ReadTestingLists(RecordingSource source, SourceFile[] files, RecordingOptions options)
    {
        var known = new HashSet<string>(files.Select(file => file.Path), StringComparer.Ordinal);
        var tested = new HashSet<string>(StringComparer.Ordinal);
        foreach (SourceFile list in source.Files.Where(file => file.Name == TestingList))
        {
            tested.UnionWith(ReadList(source, list, options).Select(entry => entry.Path).Where(known.Contains));
        }

        foreach (SourceFile list in source.Files.Where(file => file.Name == ValidationList))
        {
            if (ReadList(source, list, options).FirstOrDefault(entry => tested.Contains(entry.Path)) is { Path: not null } both)
            {
                throw new RecordingException($"'{Text.Shown(list.Path)}', row {both.Row}: no file may be in both lists, but '{Text.Shown(both.Path)}' is in {TestingList} too. Take it out of one of them.");
            }
        }

        return tested.Count > 0 ? tested : null;
    }

    // Lists name files that the user may not have, as those of a part of the set.
    private static IEnumerable<(string Path, int Row)> ReadList(RecordingSource source, SourceFile list, RecordingOptions options)
    {
        if (list.Length > options.MaximumBytes)
        {
            throw new RecordingException($"'{Text.Shown(list.Path)}' has {list.Length} bytes, more than the limit of {options.MaximumBytes}. Raise {OptionName.MaximumBytes} if the file is to be trusted.");
        }

        string above = list.Folder.Length > 0 ? list.Folder + '/' : "";
        using var reader = new StreamReader(source.Open(list));
        int row = 0;
        while (reader.ReadLine() is { } line)
        {
            row++;
            string entry = line.Trim();
            if (entry.Length == 0)
            {
                continue;
            }

            yield return entry.Contains('/', StringComparison.Ordinal) && entry.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)
                ? (above + entry, row)
                : throw new RecordingException($"'{Text.Shown(list.Path)}', row {row}: expected the folder of a class, '/' and the name of a wav file. Got '{Text.Shown(entry)}'.");
        }
    }

    private static Recording ReadFile(RecordingSource source, SourceFile file, (SourceFile File, WavFormat Format) first, bool isLabelled, bool hasSpeakers, HashSet<string>? tested, RecordingOptions options)
    {
        using Stream stream = source.Open(file);
        (WavFormat format, float[][] samples) = WavFile.Read(stream, file.Path, file.Length, options.MaximumBytes);
        if (format.Channels != first.Format.Channels)
        {
            throw new RecordingException($"'{Text.Shown(file.Path)}': all files must have as many channels as the first, {first.Format.Channels} as in '{Text.Shown(first.File.Path)}'. Got {format.Channels}. Mix them to the same number.");
        }

        return new Recording
        {
            Name = file.Path,
            Samples = samples,
            SampleRateHz = format.SampleRateHz,
            Labels = isLabelled ? [new LabelledStretch(0, samples[0].Length, ClassOf(file))] : [],
            Subject = hasSpeakers ? SpeakerOf(file) : null,
            Trial = file.Path,
            OfficialFold = tested is null ? null : tested.Contains(file.Path) ? 0 : -1,
        };
    }
}
