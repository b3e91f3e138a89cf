using System.Text.Json.Nodes;

namespace DiTMoS.Experiments.Records;

/// <summary>One finished run of an experiment: what was asked, with what it was answered, and how well. A file of a <see cref="RunStore"/>.</summary>
/// <remarks>Shares are in [0, 1]. N classifiers, K classes, C channels, L samples a window. Figures are written with six significant digits.</remarks>
public sealed record RunRecord
{
    /// <summary>The format that this release writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The format of the file, <see cref="CurrentFormat"/>.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The data set's name, such as <c>har-dsads</c>.</summary>
    public required string Dataset { get; init; }

    /// <summary>The data set's name for people.</summary>
    public required string DatasetTitle { get; init; }

    /// <summary>The method's name, such as <c>default</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The method's name for people.</summary>
    public required string MethodTitle { get; init; }

    /// <summary>What the variant changed, such as <c>n=4</c>; empty for nothing.</summary>
    public required string Variant { get; init; }

    /// <summary>The settings that a chart may use as an axis: what decides the networks' number and shape, and what the variant changed.</summary>
    public required JsonObject Settings { get; init; }

    /// <summary>Which run of its row, from 0; where the split has folds, the fold.</summary>
    public required int Run { get; init; }

    /// <summary>The seed of all training.</summary>
    public required int Seed { get; init; }

    /// <summary>Who was trained on, who selected, who was tested.</summary>
    public required RunSplit Split { get; init; }

    /// <summary>The training options; null where nothing was trained.</summary>
    public JsonObject? Recipe { get; init; }

    /// <summary>Twelve hexadecimal digits that change with the recipe.</summary>
    public required string RecipeHash { get; init; }

    /// <summary>The run's content address: hexadecimal digits that change with data set, split, method, variant, recipe and seed.</summary>
    public required string Key { get; init; }

    /// <summary>The version of the engine.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>The kind of machine.</summary>
    public required MachineClass Machine { get; init; }

    /// <summary>The command that repeats the run.</summary>
    public required string Command { get; init; }

    /// <summary>Seconds of training by the clock on the wall, strong models included where the run trained them itself.</summary>
    public required double TrainSeconds { get; init; }

    /// <summary>Runs that went on at the same time, each with one thread.</summary>
    public required int Threads { get; init; }

    /// <summary>The K classes.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>The C channels.</summary>
    public required IReadOnlyList<string> ChannelNames { get; init; }

    /// <summary>Samples a second; null where the data set does not tell.</summary>
    public double? SampleRateHz { get; init; }

    /// <summary>The figures on the test part.</summary>
    public required RunTest Test { get; init; }

    /// <summary>The figures on the validation part; null where nothing was selected on one.</summary>
    public RunValidation? Validation { get; init; }

    /// <summary>How training went, stage by stage; null where nothing was trained by epochs.</summary>
    public IReadOnlyList<RunCurve>? Curves { get; init; }

    /// <summary>How alike the classifiers are, layer by layer, on at most 500 test windows; null where there is one network.</summary>
    public IReadOnlyList<RunSimilarity>? Similarity { get; init; }

    /// <summary>A few test windows for each classifier; null where none were kept.</summary>
    public IReadOnlyList<RunExample>? Examples { get; init; }

    /// <summary>What one inference costs; null where nothing is deployed.</summary>
    public RunSystem? System { get; init; }
}
