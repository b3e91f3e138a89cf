using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using DiTMoS.Experiments.Datasets;
using DiTMoS.Experiments.Methods;

namespace DiTMoS.Experiments;

/// <summary>What an experiment asks for: data sets x methods x variants x runs. A JSON file whose schema is <c>docs/experiment.schema.json</c>.</summary>
public sealed record ExperimentFile
{
    /// <summary>What the file is called in a folder of runs.</summary>
    public const string FileName = "experiment.json";

    private const int MaximumBytes = 1 << 24;

    /// <summary>The methods that an experiment can name, in the order of tables.</summary>
    public static IReadOnlyList<string> KnownMethods { get; } = [.. ExperimentMethods.All.Select(method => method.Name)];

    /// <summary>The JSON Schema that an editor holds the file against; not looked at. Default null.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>What the experiment is called: letters, digits, points and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>What it asks, for people. Default empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>The data sets; at least one. In JSON the name of a known one, or an object.</summary>
    public required IReadOnlyList<ExperimentDataset> Datasets { get; init; }

    /// <summary>The methods' names; at least one.</summary>
    public required IReadOnlyList<string> Methods { get; init; }

    /// <summary>The variants of the methods. Default: the recipes as they are.</summary>
    public IReadOnlyList<ExperimentVariant> Variants { get; init; } = [new() { Name = "" }];

    /// <summary>Runs of each row, with seeds from 0, at least 1; where the split has folds, the first so many. Null for as many as the data sets say. Default null.</summary>
    public int? Seeds { get; init; }

    /// <summary>Runs that go on at the same time, each with one thread, at least 1; null for the machine's processors. Changes no figure. Default null.</summary>
    public int? Threads { get; init; }

    /// <summary>Whether figures are read on the validation part, for a search of settings; the test part is then not read. Default false.</summary>
    public bool ReadsValidation { get; init; }

    /// <summary>Whether a trained model of each row's first run is deployed and measured on an emulated Cortex-M7. Default false.</summary>
    public bool Deploys { get; init; }

    /// <summary>Settings that a search chose, on which variants build. Default none.</summary>
    public IReadOnlyList<ChosenSetting> Chosen { get; init; } = [];

    /// <summary>Reads an experiment.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ExperimentException">It cannot be read or is no experiment; the message says where.</exception>
    public static ExperimentFile Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            long length = new FileInfo(path).Length;
            return length is > 0 and <= MaximumBytes
                ? Parse(File.ReadAllText(path), path)
                : throw ExperimentException.For(path, $"an experiment must have 1 to {MaximumBytes} bytes", $"{length}", "Write it as docs/experiment.schema.json says");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ExperimentException.For(path, "must be a file that can be read", e.Message.TrimEnd('.'), $"Name a file, or one of the presets {string.Join(", ", ExperimentPresets.Names)}", e);
        }
    }

    /// <summary>Reads an experiment.</summary>
    /// <param name="text">The JSON.</param>
    /// <param name="name">What the file is called in messages.</param>
    /// <exception cref="ExperimentException">It is no experiment; the message says where.</exception>
    public static ExperimentFile Parse(string text, string name)
    {
        ExperimentFile file;
        try
        {
            file = ExperimentDefaults.OfFile(text)?.Deserialize(ExperimentJson.Named.ExperimentFile) ?? throw new JsonException("it is null");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            throw ExperimentException.For(name, "must be an experiment", e.Message.TrimEnd('.'), "Write it as docs/experiment.schema.json says", e);
        }

        if (ExperimentRules.Broken(file) is var (rule, found))
        {
            throw ExperimentException.For(name, rule, found, "Change it");
        }

        return file;
    }

    /// <summary>Writes the experiment, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    public void Save(string path) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(ToText())));

    /// <summary>The experiment as JSON; the same experiment gives the same text.</summary>
    public string ToText() => JsonSerializer.Serialize(this, ExperimentJson.Named.ExperimentFile) + "\n";
}
