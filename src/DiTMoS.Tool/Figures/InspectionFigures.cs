using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using DiTMoS.Networks;

namespace DiTMoS.Tool.Figures;

/// <summary>What <c>inspect</c> writes with <c>--json</c>. Names are stable; what is not known is null.</summary>
internal sealed record InspectionFigures
{
    public required string Model { get; init; }

    public required string ModelHash { get; init; }

    public required string LibraryVersion { get; init; }

    public required int Channels { get; init; }

    public required int WindowLength { get; init; }

    public required double? SampleRateHz { get; init; }

    public required IReadOnlyList<string> ChannelNames { get; init; }

    public required IReadOnlyList<double> NormalizationMean { get; init; }

    public required IReadOnlyList<double> NormalizationScale { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Classifiers that a routed model chooses from; null for an ensemble, like the two that follow.</summary>
    public required int? Classifiers { get; init; }

    public required bool? FeatureAggregation { get; init; }

    public required bool? SharedBase { get; init; }

    /// <summary>Networks of an ensemble; absent for a routed model.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Members { get; init; }

    public required float Temperature { get; init; }

    public required long Parameters { get; init; }

    public required long MacsPerInference { get; init; }

    public required long FloatWeightBytes { get; init; }

    public required long Int8WeightBytes { get; init; }

    public required long FloatActivationBytes { get; init; }

    public required string KernelRule { get; init; }

    /// <summary>The selector's layers; null for an ensemble.</summary>
    public required LayerFigures[]? Selector { get; init; }

    /// <summary>The layers of each classifier, or of each member of an ensemble.</summary>
    public required LayerFigures[] Classifier { get; init; }

    public required string Preset { get; init; }

    public required int Seed { get; init; }

    public required string Data { get; init; }

    public required string Split { get; init; }

    public required int TrainWindows { get; init; }

    public required int ValidationWindows { get; init; }

    public required int TestWindows { get; init; }

    public required bool SelectedOnTest { get; init; }

    public required StageFigures[] Stages { get; init; }

    public required IReadOnlyDictionary<string, double> RecordedFigures { get; init; }

    public required JsonElement Options { get; init; }

    /// <summary>All there is to say of the model in a file.</summary>
    /// <exception cref="ModelFileException">The file holds no model.</exception>
    public static InspectionFigures Load(string path)
    {
        WindowModel model = WindowModel.Load(path);
        var routed = model as DiTMoSModel;
        NetworkSpec? selector = routed?.Selector.Spec;
        NetworkSpec classifier = model.Networks[^1].Spec;
        TrainingRecord record = model.Record;
        long parameters = model.FoldedParameters;
        using JsonDocument options = JsonDocument.Parse(record.Options);
        return new InspectionFigures
        {
            Model = Path.GetFileName(path),
            ModelHash = HashOf(path),
            LibraryVersion = record.LibraryVersion,
            Channels = model.Channels,
            WindowLength = model.Length,
            SampleRateHz = model.SampleRateHz,
            ChannelNames = model.ChannelNames,
            NormalizationMean = model.Normalization.Mean,
            NormalizationScale = model.Normalization.Scale,
            Classes = model.ClassNames,
            Classifiers = routed?.Classifiers.Count,
            FeatureAggregation = routed?.FeatureAggregation,
            SharedBase = routed?.SharedBase,
            Members = routed is null ? model.Networks.Count : null,
            Temperature = model.Temperature,
            Parameters = parameters,
            MacsPerInference = model.MacsPerInference,
            FloatWeightBytes = parameters * sizeof(float),
            Int8WeightBytes = parameters,
            FloatActivationBytes = LayerFigures.PeakActivations(selector, classifier) * sizeof(float),
            KernelRule = RuleOf(selector ?? classifier),
            Selector = selector is null ? null : LayerFigures.Of(selector),
            Classifier = LayerFigures.Of(classifier),
            Preset = record.Preset,
            Seed = record.Seed,
            Data = record.Source,
            Split = record.Split,
            TrainWindows = record.TrainRows.Count,
            ValidationWindows = record.ValidationRows.Count,
            TestWindows = record.TestRows.Count,
            SelectedOnTest = record.SelectedOnTest,
            Stages = StageFigures.Of(record),
            RecordedFigures = record.Figures,
            Options = options.RootElement.Clone(),
        };
    }

    private static string HashOf(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    // The rule that gives these kernels: the one for windows of this length, or the user's choice.
    private static string RuleOf(NetworkSpec spec)
    {
        int[] kernels = [.. spec.Blocks.Select(block => block.Kernel)];
        if (PublishedNetworks.HasStrongLayers(spec) && PublishedNetworks.StrongKernels(spec.Length) is { } strong && strong.Kernels.SequenceEqual(kernels))
        {
            return strong.Rule;
        }

        var options = new NetworkOptions { Widths = [.. spec.Blocks.Select(block => block.OutputChannels)] };
        try
        {
            KernelScaling scaled = PublishedNetworks.TinyKernels(spec.Length, options);
            if (scaled.Kernels.SequenceEqual(kernels))
            {
                return scaled.Rule;
            }
        }
        catch (OptionException)
        {
            // No rule covers this window or this number of blocks: the kernels were named.
        }

        return PublishedNetworks.TinyKernels(spec.Length, options with { Kernels = kernels }).Rule;
    }
}
