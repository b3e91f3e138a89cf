using System.Globalization;
using System.Text.Json;
using DiTMoS.Data;

namespace DiTMoS.Networks;

/// <summary>A selector, the classifiers that it routes to, and all that is needed to use and to judge them.</summary>
/// <remarks>
/// N classifiers, K classes. Where <see cref="FeatureAggregation"/> is on, block b of a classifier reads the output of
/// its own block b - 1 and, behind it, that of the selector's block b - 1 (DiTMoS, PerCom 2024).
/// </remarks>
public sealed partial class DiTMoSModel
{
    private const string Kind = "model";
    private const string WindowsTensor = "validation/windows";

    /// <summary>Wires a selector to its classifiers.</summary>
    /// <param name="selector">The selector; its outputs are N routing logits and, for a shared base, K class logits behind them.</param>
    /// <param name="classifiers">The N classifiers, at least 2, all of one shape with K outputs, at least 2.</param>
    /// <exception cref="OptionException">The networks do not fit together; the message names what does not.</exception>
    public DiTMoSModel(Network selector, IReadOnlyList<Network> classifiers)
    {
        ArgumentNullException.ThrowIfNull(selector);
        ArgumentNullException.ThrowIfNull(classifiers);
        Selector = selector;
        Classifiers = classifiers.ToArray().AsReadOnly();
        CheckClassifiers();
        CheckSelector();
        CheckAggregation();
    }

    /// <summary>The network that chooses a classifier.</summary>
    public Network Selector { get; }

    /// <summary>The N classifiers.</summary>
    public IReadOnlyList<Network> Classifiers { get; }

    /// <summary>Whether the selector's outputs end with K class logits, which are added to those of the routed classifier.</summary>
    public bool SharedBase => Selector.Spec.Outputs != Classifiers.Count;

    /// <summary>Whether the classifiers read features of the selector.</summary>
    public bool FeatureAggregation => Classifiers[0].Spec.AggregatedChannels.Any(channels => channels > 0);

    /// <summary>The K class names, in the order of the logits.</summary>
    /// <exception cref="OptionException">They are not K different names.</exception>
    public required IReadOnlyList<string> ClassNames
    {
        get;
        init => field = ModelChecks.Names(value, Classifiers[0].Spec.Outputs, "class names");
    }

    /// <summary>The C channel names, in the order of the input.</summary>
    /// <exception cref="OptionException">They are not C different names.</exception>
    public required IReadOnlyList<string> ChannelNames
    {
        get;
        init => field = ModelChecks.Names(value, Selector.Spec.Channels, "channel names");
    }

    /// <summary>Samples per second that the model was trained on; null where unknown.</summary>
    /// <exception cref="OptionException">The value is not a finite number over 0.</exception>
    public double? SampleRateHz
    {
        get;
        init
        {
            ModelChecks.Require(value is null or (> 0 and < double.PositiveInfinity), "sample rate", "must be a finite number of hertz over 0", Text(value));
            field = value;
        }
    }

    /// <summary>What is done to each channel before the networks see it.</summary>
    /// <exception cref="OptionException">It is not for C channels, or not finite.</exception>
    public required ChannelNormalization Normalization
    {
        get;
        init => field = ModelChecks.Normalization(value, Selector.Spec.Channels);
    }

    /// <summary>How the windows that the model was trained on were made of recordings, so that others are made alike (<see cref="RecordingOptions.FrontEnd"/>); null where unknown. Set it behind <see cref="ChannelNames"/>, which must be among what comes out. Default null.</summary>
    /// <exception cref="OptionException">A part of it is missing or out of range, or other windows than the model's come out of it.</exception>
    public FrontEnd? FrontEnd
    {
        get;
        init
        {
            value?.Check(ChannelNames ?? [], Selector.Spec.Length);
            field = value;
        }
    }

    /// <summary>What class logits are divided by before they become probabilities; over 0. Default 1.</summary>
    /// <exception cref="OptionException">The value is not a finite number over 0.</exception>
    public float Temperature
    {
        get;
        init
        {
            ModelChecks.Require(value is > 0 and < float.PositiveInfinity, "temperature", "must be a finite number over 0", Text(value));
            field = value;
        }
    } = 1;

    /// <summary>How the model came about.</summary>
    /// <exception cref="OptionException">It holds something that cannot be stored, such as a figure that is not finite.</exception>
    public required TrainingRecord Record
    {
        get;
        init
        {
            value.Check();
            field = value;
        }
    }

    /// <summary>
    /// Some windows of the validation part, in the recording's own unit, shape (n, C, L), by which a deployment is verified where no
    /// recordings are at hand; empty where none were kept. Default none.
    /// </summary>
    /// <exception cref="OptionException">They are not whole windows of C channels and L samples, or not finite.</exception>
    public IReadOnlyList<float> ValidationWindows
    {
        get;
        init
        {
            int length = Selector.Spec.Channels * Selector.Spec.Length;
            ModelChecks.Require(value.Count % length == 0, "validation windows", $"must be whole windows of {length} values", $"{value.Count} values");
            ModelChecks.Require(value.All(float.IsFinite), "validation windows", "must be finite", "values that are not");
            field = value;
        }
    } = [];

    /// <summary>The SHA-256 of the saved file, as 64 lower-case hexadecimal digits; computed anew on each call, as weights may change.</summary>
    /// <exception cref="ModelFileException">A weight is not finite.</exception>
    public string Hash => TensorArchive.Hash(ToArchive().ToBytes("(not saved)"));

    /// <summary>Reads a model.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFileException">The file cannot be read, is no model, was altered, or is of a newer version.</exception>
    public static DiTMoSModel Load(string path) => FromArchive(TensorArchive.Load(path, Kind));

    /// <summary>Reads a model from a stream, to the stream's end.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="name">What the stream is called in messages.</param>
    /// <exception cref="ModelFileException">The stream cannot be read, holds no model, was altered, or is of a newer version.</exception>
    public static DiTMoSModel Load(Stream stream, string name) => FromArchive(TensorArchive.Load(stream, name, Kind));

    /// <summary>Writes the model, whole or not at all; a file that was there before is replaced.</summary>
    /// <param name="path">The file, usually with the ending <c>.ditmos</c>.</param>
    /// <exception cref="ModelFileException">A weight is not finite, or the file cannot be written.</exception>
    public void Save(string path) => ToArchive().Save(path);

    /// <summary>Writes the model to a stream.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <exception cref="ModelFileException">A weight is not finite.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(ToArchive().ToBytes("(stream)"));
    }

    private static DiTMoSModel FromArchive(TensorArchive archive)
    {
        ModelDocument document = archive.ReadDocument(ModelJson.Default.ModelDocument);
        try
        {
            Network selector = NetworkTensors.Take(archive, "selector", ModelChecks.Spec(document.Selector));
            Network[] classifiers = [.. document.Classifiers.Select((spec, i) => NetworkTensors.Take(archive, ClassifierPrefix(i), ModelChecks.Spec(spec)))];
            float[] windows = TakeWindows(archive, selector.Spec);
            archive.RequireAllTaken();
            return new DiTMoSModel(selector, classifiers)
            {
                ClassNames = document.ClassNames,
                ChannelNames = document.ChannelNames,
                SampleRateHz = document.SampleRateHz,
                Normalization = document.Normalization.ToNormalization(),
                FrontEnd = document.FrontEnd,
                Temperature = document.Temperature,
                Record = document.Record,
                ValidationWindows = windows,
            };
        }
        catch (Exception e) when (e is OptionException or ArgumentException)
        {
            throw ModelFileException.For(archive.File, "must hold a model whose parts fit together", e.Message.TrimEnd('.'), "Make the file again", e);
        }
    }

    private static float[] TakeWindows(TensorArchive archive, NetworkSpec spec) =>
        archive.Tensors.FirstOrDefault(tensor => tensor.Name == WindowsTensor) is { } windows
            ? archive.Take(WindowsTensor, TensorType.Float32, [windows.Shape is [var count, ..] ? count : 0, spec.Channels, spec.Length]).ToArray<float>()
            : [];

    private static string ClassifierPrefix(int index) => string.Create(CultureInfo.InvariantCulture, $"classifier{index}");

    private static string Text(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "null";

    private TensorArchive ToArchive()
    {
        var document = new ModelDocument
        {
            Selector = Selector.Spec,
            Classifiers = [.. Classifiers.Select(classifier => classifier.Spec)],
            ClassNames = ClassNames,
            ChannelNames = ChannelNames,
            SampleRateHz = SampleRateHz,
            Normalization = NormalizationDocument.Of(Normalization),
            FrontEnd = FrontEnd,
            Temperature = Temperature,
            Record = Record,
        };
        return new TensorArchive(
            Kind,
            JsonSerializer.SerializeToElement(document, ModelJson.Default.ModelDocument),
            [.. NetworkTensors.Of(Selector, "selector"), .. Classifiers.SelectMany((classifier, i) => NetworkTensors.Of(classifier, ClassifierPrefix(i))), .. WindowTensors()]);
    }

    private IEnumerable<ArchiveTensor> WindowTensors()
    {
        NetworkSpec spec = Selector.Spec;
        int count = ValidationWindows.Count / (spec.Channels * spec.Length);
        return count == 0 ? [] : [ArchiveTensor.Of<float>(WindowsTensor, [count, spec.Channels, spec.Length], ValidationWindows.ToArray())];
    }

    private void CheckClassifiers()
    {
        ModelChecks.Require(Classifiers.Count >= 2, "classifiers", "must be at least 2", $"{Classifiers.Count}");
        for (int i = 1; i < Classifiers.Count; i++)
        {
            ModelChecks.Require(
                Classifiers[i].Spec.HasShapeOf(Classifiers[0].Spec),
                $"classifier {i}",
                "must have the shape of classifier 0",
                $"{Classifiers[i].Table.ValueCount} values against {Classifiers[0].Table.ValueCount}, or other layers");
        }

        ModelChecks.Require(Classifiers[0].Spec.Outputs >= 2, "classifiers", "must have at least 2 outputs", $"{Classifiers[0].Spec.Outputs}");
    }

    private void CheckSelector()
    {
        NetworkSpec selector = Selector.Spec;
        NetworkSpec classifier = Classifiers[0].Spec;
        int routes = Classifiers.Count;
        ModelChecks.Require(
            selector.Outputs == routes || selector.Outputs == routes + classifier.Outputs,
            "selector",
            $"must have {routes} outputs, one for each classifier, or {routes + classifier.Outputs} with a shared base",
            $"{selector.Outputs}");
        ModelChecks.Require(
            selector.Channels == classifier.Channels && selector.Length == classifier.Length,
            "selector",
            $"must read the classifiers' windows of {classifier.Channels} channels and {classifier.Length} samples",
            $"{selector.Channels} and {selector.Length}");
        ModelChecks.Require(selector.AggregatedChannels.All(channels => channels == 0), "selector", "must read nothing but the window", "aggregated channels");
    }

    private void CheckAggregation()
    {
        NetworkSpec selector = Selector.Spec;
        NetworkSpec classifier = Classifiers[0].Spec;
        for (int b = 0; b < classifier.Blocks.Count; b++)
        {
            int channels = classifier.AggregatedChannels[b];
            if (channels == 0)
            {
                continue;
            }

            string part = $"classifiers, block {b + 1}";
            ModelChecks.Require(b > 0 && b <= selector.Blocks.Count, part, "must not read features that the selector does not have", $"{channels} aggregated channels");
            ModelChecks.Require(
                channels == selector.Blocks[b - 1].OutputChannels && classifier.InputLength(b) == selector.InputLength(b),
                part,
                $"must read what the selector's block {b} gives, {selector.Blocks[b - 1].OutputChannels} channels of {selector.InputLength(b)} samples",
                $"{channels} channels of {classifier.InputLength(b)} samples");
        }
    }
}
