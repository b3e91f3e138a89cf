namespace DiTMoS.Experiments;

/// <summary>How an experiment is run.</summary>
public sealed record ExperimentRunOptions
{
    /// <summary>The folder of all data sets, at which relative paths begin. Default: the present folder.</summary>
    public string DataFolder { get; init; } = ".";

    /// <summary>The folder of the experiment file, in which relative paths are looked for first; null for none. Default null.</summary>
    public string? FileFolder { get; init; }

    /// <summary>Where the runs are kept.</summary>
    public required string ResultsFolder { get; init; }

    /// <summary>Where strong models are kept that runs share; null for <c>.cache</c> in <see cref="ResultsFolder"/>. Default null.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Runs that go on at the same time, each with one thread, at least 1; null for the experiment's own number, else the machine's processors. Changes no figure. Default null.</summary>
    public int? Threads { get; init; }

    /// <summary>The data sets to run; null for all of the experiment. Default null.</summary>
    public IReadOnlyList<string>? Datasets { get; init; }

    /// <summary>The methods to run; null for all of the experiment. Default null.</summary>
    public IReadOnlyList<string>? Methods { get; init; }

    /// <summary>The first so many runs of each row, at least 1; null for as many as the experiment says. Default null.</summary>
    public int? Seeds { get; init; }

    /// <summary>What repeats the experiment, as it stands in the files of its runs, such as <c>ditmos experiment overall</c>. Default empty.</summary>
    public string Command { get; init; } = "";
}
