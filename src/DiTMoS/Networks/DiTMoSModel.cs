using System.Globalization;
using System.Text.Json;

namespace DiTMoS.Networks;

/// <summary>A selector, the classifiers that it routes to, and all that is needed to use and to judge them.</summary>
/// <remarks>
/// N classifiers, K classes. Where <see cref="FeatureAggregation"/> is on, block b of a classifier reads the output of
/// its own block b - 1 and, behind it, that of the selector's block b - 1 (DiTMoS, PerCom 2024).
/// </remarks>
public sealed partial class DiTMoSModel : WindowModel
{
    /// <summary>What its archives are called.</summary>
    internal const string Kind = "model";

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
        Networks = Classifiers.Prepend(selector).ToArray().AsReadOnly();
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

    /// <inheritdoc/>
    public override IReadOnlyList<Network> Networks { get; }

    /// <inheritdoc/>
    public override int Classes => Classifiers[0].Spec.Outputs;

    /// <summary>Multiplications of one inference: the selector's and one classifier's.</summary>
    public override long MacsPerInference => Selector.Spec.Macs + Classifiers[0].Spec.Macs;

    /// <summary>Reads a model.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFileException">The file cannot be read, is no model, was altered, or is of a newer version.</exception>
    public static new DiTMoSModel Load(string path) => FromArchive(TensorArchive.Load(path, Kind));

    /// <summary>Reads a model from a stream, to the stream's end.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="name">What the stream is called in messages.</param>
    /// <exception cref="ModelFileException">The stream cannot be read, holds no model, was altered, or is of a newer version.</exception>
    public static new DiTMoSModel Load(Stream stream, string name) => FromArchive(TensorArchive.Load(stream, name, Kind));

    /// <summary>The model of an archive of the kind <see cref="Kind"/>.</summary>
    internal static DiTMoSModel FromArchive(TensorArchive archive)
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

    /// <summary>The same model, sharing its networks, with another record of how it came about.</summary>
    internal DiTMoSModel WithRecord(TrainingRecord record) => new(Selector, Classifiers)
    {
        ClassNames = ClassNames,
        ChannelNames = ChannelNames,
        SampleRateHz = SampleRateHz,
        Normalization = Normalization,
        FrontEnd = FrontEnd,
        Temperature = Temperature,
        Record = record,
        ValidationWindows = ValidationWindows,
    };

    private static string ClassifierPrefix(int index) => string.Create(CultureInfo.InvariantCulture, $"classifier{index}");

    private protected override TensorArchive ToArchive()
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
