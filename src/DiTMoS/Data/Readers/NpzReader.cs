using System.Globalization;
using DiTMoS.Data.Sources;

namespace DiTMoS.Data.Readers;

/// <summary>Reads windows from a numpy <c>.npz</c> file.</summary>
/// <remarks>
/// Members: <c>X</c> (N, C, L), numbers; <c>y</c> (N), whole numbers or names, and with <c>class_names</c> -1 where unknown; and where known <c>scale</c> (one or C
/// numbers that X is multiplied with), <c>subject</c> (N), <c>trial</c> or <c>recording</c> (N), <c>class_names</c> (K),
/// <c>channels</c> (C), <c>fs</c> (Hz), <c>fold</c> (N, -1 = never tested), <c>front_end</c> (one text). Others are ignored. A trial is told apart by
/// (subject, trial), so that trials counted anew for each subject stay apart. <c>segment</c> (N) numbers the pieces of one
/// recording: with subjects, and without trials, the recording is then (class, subject). To predict, <c>y</c> may be missing.
/// Of a <c>recording</c>, <see cref="NpzOrigins"/> tells more.
/// </remarks>
internal sealed class NpzReader : IRecordingReader
{
    private const int ChunkElements = 1 << 14;

    public string Id => "npz";

    public string Format => ".npz with members X and y";

    public bool Recognizes(RecordingSource source) => source.IsFolder ? Archives(source).Any() : IsZip(source);

    public RecordingSet Read(RecordingSource source, RecordingOptions options) => RecordingSet.Of(ReadWindows(source, options), Id);

    private static WindowSet ReadWindows(RecordingSource source, RecordingOptions options)
    {
        if (source.IsFolder)
        {
            SourceFile[] archives = [.. Archives(source)];
            if (archives.Length != 1)
            {
                string found = archives.Length == 0 ? "none at its top" : $"{archives.Length}: {string.Join(", ", archives.Take(5).Select(file => Text.Shown(file.Path)))}";
                throw new RecordingException($"'{source.Name}' must hold one .npz file. It holds {found}. Name the one to read.");
            }

            source = source.Only(archives[0]);
            if (!IsZip(source))
            {
                throw new RecordingException($"'{source.Name}': an .npz file must be a zip archive, but this starts otherwise. Save it with numpy.savez.");
            }
        }

        using var file = new NpzFile(source.Path, options.MaximumBytes);
        return Read(file, source.Name, options.RequireLabels);
    }

    private static IEnumerable<SourceFile> Archives(RecordingSource folder) =>
        folder.Files.Where(file => file.Folder.Length == 0 && file.Name.EndsWith(".npz", StringComparison.OrdinalIgnoreCase));

    private static bool IsZip(RecordingSource source) => source.StartsWith("PK\x03\x04"u8) || source.StartsWith("PK\x05\x06"u8);

    private static WindowSet Read(NpzFile file, string name, bool requireLabels)
    {
        foreach (string member in requireLabels ? (ReadOnlySpan<string>)["X", "y"] : ["X"])
        {
            if (!file.Contains(member))
            {
                string found = file.Names.Count == 0 ? "no arrays" : string.Join(", ", file.Names.Take(20).Select(Text.Shown));
                throw new RecordingException($"'{name}': there must be an array '{member}'. Got {found}. Save it with numpy.savez(path, X=..., y=...); without y, windows can be predicted only.");
            }
        }

        (float[] samples, int count, int channels, int length) = ReadSamples(file);
        (int[] labels, string[] classNames) = ReadLabels(file, count, requireLabels);
        (int[] Ids, string[] Names)? subjects = file.Contains("subject") ? NpzMembers.ReadIdentifiers(file, "subject", count) : null;
        string[] channelNames = ReadChannelNames(file, channels);
        double? rate = file.Contains("fs") ? NpzMembers.ReadNumbers(file, "fs", 1)[0] : null;
        return new WindowSet
        {
            Samples = samples,
            Channels = channels,
            Length = length,
            Labels = labels,
            ClassNames = classNames,
            ChannelNames = channelNames,
            Subjects = subjects?.Ids,
            SubjectNames = subjects?.Names,
            Trials = ReadTrials(file, labels, subjects?.Ids),
            Origins = NpzOrigins.Read(file, count, length, subjects, rate),
            OfficialFolds = file.Contains("fold") ? ReadFolds(file, count) : null,
            SampleRateHz = rate,
            FrontEnd = file.Contains("front_end") ? ReadFrontEnd(file, channelNames, length) : null,
            Source = name,
        };
    }

    private static (float[] Samples, int Count, int Channels, int Length) ReadSamples(NpzFile file)
    {
        using NpyStream x = file.Open("X");
        NpyHeader header = x.Header;
        if (header.Shape.Length != 3 || header.Type.IsText)
        {
            string wayOut = header.Shape.Length == 2 ? " For one channel, save X[:, None, :]" : "";
            throw file.Error("X", $"X must hold numbers and have the shape (windows, channels, samples). Got shape {header}{(header.Type.IsText ? " of text" : "")}.{wayOut}");
        }

        if (header.Count == 0)
        {
            throw file.Error("X", $"there must be at least one window, channel and sample. Got shape {header}");
        }

        (int n, int c, int l) = ((int)header.Shape[0], (int)header.Shape[1], (int)header.Shape[2]);
        double[]? scale = ReadScale(file, c);
        file.Spend(header.Count * sizeof(float), "X as single precision");
        var samples = new float[header.Count];
        int itemBytes = header.Type.Bytes;
        var chunk = new byte[Math.Min(ChunkElements, samples.Length) * itemBytes];
        for (long start = 0; start < samples.Length; start += ChunkElements)
        {
            int taken = (int)Math.Min(ChunkElements, samples.Length - start);
            x.ReadExactly(chunk.AsSpan(0, taken * itemBytes));
            for (int i = 0; i < taken; i++)
            {
                int at = (int)start + i;
                int channel = header.IsFortranOrder ? at / n % c : at / l % c;
                int target = header.IsFortranOrder ? (((at % n * c) + channel) * l) + (at / n / c) : at;
                double value = header.Type.ToDouble(chunk.AsSpan(i * itemBytes, itemBytes));
                samples[target] = (float)(scale is null ? value : value * scale[channel]);
            }
        }

        x.Complete();
        return (samples, n, c, l);
    }

    private static double[]? ReadScale(NpzFile file, int channels)
    {
        if (!file.Contains("scale"))
        {
            return null;
        }

        double[] scale = NpzMembers.ReadNumbers(file, "scale", channels);
        if (scale.Length == 1)
        {
            return [.. Enumerable.Repeat(scale[0], channels)];
        }

        return scale;
    }

    private static (int[] Labels, string[] ClassNames) ReadLabels(NpzFile file, int count, bool requireLabels)
    {
        if (!file.Contains("y"))
        {
            var unknown = new int[count];
            Array.Fill(unknown, -1);
            return (unknown, file.Contains("class_names") ? NpzMembers.ReadNames(file, "class_names") : []);
        }

        if (!file.Contains("class_names"))
        {
            return NpzMembers.ReadIdentifiers(file, "y", count);
        }

        string[] classNames = NpzMembers.ReadNames(file, "class_names");
        using NpyStream y = NpzMembers.OpenVector(file, "y", count);
        var labels = new int[count];
        if (y.Header.Type.IsText)
        {
            string[] texts = NpzMembers.ReadTexts(file, "y", y);
            var index = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int k = 0; k < classNames.Length; k++)
            {
                index.TryAdd(classNames[k], k);
            }

            for (int n = 0; n < count; n++)
            {
                labels[n] = index.TryGetValue(texts[n], out int label)
                    ? label
                    : throw file.Error("y", $"window {n}: '{Text.Shown(texts[n])}' is not among the {classNames.Length} class_names");
            }

            return (labels, classNames);
        }

        long[] numbers = NpzMembers.ReadWhole(file, "y", y);
        for (int n = 0; n < count; n++)
        {
            labels[n] = numbers[n] >= (requireLabels ? 0 : -1) && numbers[n] < classNames.Length
                ? (int)numbers[n]
                : throw file.Error("y", $"window {n}: the label must be in [0, {classNames.Length}), as there are {classNames.Length} class_names. Got {numbers[n]}");
        }

        return (labels, classNames);
    }

    private static string[] ReadChannelNames(NpzFile file, int channels)
    {
        if (!file.Contains("channels"))
        {
            return Array.ConvertAll([.. Enumerable.Range(0, channels)], (int c) => c.ToString(CultureInfo.InvariantCulture));
        }

        string[] names = NpzMembers.ReadNames(file, "channels");
        return names.Length == channels ? names : throw file.Error("channels", $"there must be one name per channel, {channels}. Got {names.Length}");
    }

    private static FrontEnd ReadFrontEnd(NpzFile file, string[] channelNames, int length)
    {
        const string name = "front_end";
        const string wayOut = "Write the file anew with data convert, or leave the member out";
        using NpyStream stream = file.Open(name);
        if (!stream.Header.Type.IsText || stream.Header.Count != 1)
        {
            throw file.Error(name, $"it must be one text. Got shape {stream.Header}. {wayOut}");
        }

        (FrontEnd? frontEnd, string? problem) = FrontEndJson.Read(NpzMembers.ReadTexts(file, name, stream)[0]);
        if (frontEnd is null)
        {
            throw file.Error(name, $"it must describe in JSON how the windows were made. Got something else: {Text.Shown(problem!)} {wayOut}");
        }

        try
        {
            frontEnd.Check(channelNames, length);
            return frontEnd;
        }
        catch (OptionException error)
        {
            throw file.Error(name, $"it must describe how the windows were made. {error.Message} {wayOut}");
        }
    }

    private static int[]? ReadTrials(NpzFile file, int[] labels, int[]? subjects)
    {
        string? member = file.Contains("trial") ? "trial" : file.Contains("recording") ? "recording" : null;
        if (member is not null)
        {
            int[] trials = NpzMembers.ReadIdentifiers(file, member, labels.Length).Ids;
            return subjects is null ? trials : Identifiers.Combine(subjects, trials);
        }

        return file.Contains("segment") && file.Contains("y") && subjects is not null ? Identifiers.Combine(labels, subjects) : null;
    }

    private static int[] ReadFolds(NpzFile file, int count)
    {
        using NpyStream stream = NpzMembers.OpenVector(file, "fold", count);
        long[] folds = NpzMembers.ReadWhole(file, "fold", stream);
        int bad = Array.FindIndex(folds, fold => fold < -1 || fold >= count);
        return bad < 0
            ? Array.ConvertAll(folds, fold => (int)fold)
            : throw file.Error("fold", $"window {bad}: the fold must be -1 (never tested) or in [0, {count}). Got {folds[bad]}");
    }
}
