using DiTMoS.Data.Features;
using DiTMoS.Data.Readers.Csv;
using DiTMoS.Data.Readers.Deap;
using DiTMoS.Data.Readers.Ucr;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Data;

/// <summary>How <see cref="Recordings.Load"/> reads.</summary>
public sealed record RecordingOptions
{
    /// <summary>The format to read, whatever the content looks like, by name such as <c>hapt</c> or <c>csv</c>; null to find it by content. Default null.</summary>
    public string? Format { get; init; }

    /// <summary>Which of several sets of a source to read, by name, such as <c>adl</c> of UniMiB-SHAR's acc, two_classes, adl and fall; null for the most complete one. Default null.</summary>
    public string? Set { get; init; }

    /// <summary>How windows are cut; null for what the format suggests, or, where the source holds windows, for those. Default null.</summary>
    public WindowOptions? Windows { get; init; }

    /// <summary>Changes single choices of how windows are cut, and leaves the others as the format, the front end or <see cref="Windows"/> has them; null to change nothing. Default null.</summary>
    public Func<WindowOptions, WindowOptions>? AdjustWindows { get; init; }

    /// <summary>What is computed from each window; null for what the format suggests, none for the samples themselves. Default null.</summary>
    public IReadOnlyList<FeatureStep>? Features { get; init; }

    /// <summary>
    /// The front end of a model (<see cref="WindowSet.FrontEnd"/>), to be met by these recordings: its channels are found by name and brought to its units and
    /// rate (what does not say its own is taken to be in them), and <see cref="Windows"/>, <see cref="Features"/> and <see cref="Axes"/> are its own where they are null. Windows that a source holds as such and
    /// that have not its shape are left as they are. Null to go by what the format suggests. Default null.
    /// </summary>
    public FrontEnd? FrontEnd { get; init; }

    /// <summary>Units to bring channels to, such as <c>m/s^2</c>, <c>rad/s</c>: each channel whose own unit measures the same is converted. Of m/s^2, g, mg, rad/s and deg/s; null to leave them. Default null.</summary>
    public IReadOnlyList<string>? Units { get; init; }

    /// <summary>
    /// How the axes of three-axis sensors are turned, for sensors that are mounted differently: <c>x=-y,y=x,z=z</c> takes x from the old y with the other sign.
    /// Holds for every three channels whose names differ in x, y and z alone. Null to leave them. Default null.
    /// </summary>
    public string? Axes { get; init; }

    /// <summary>Which channels to keep, as <see cref="WindowSet.SelectChannels"/> takes them (<c>0-2</c>, <c>acc_x,acc_y</c>), after features were computed; null keeps all. Default null.</summary>
    public string? Channels { get; init; }

    /// <summary>How delimited text is read.</summary>
    public CsvOptions Csv { get; init; } = new();

    /// <summary>How DEAP is read.</summary>
    public DeapOptions Deap { get; init; } = new();

    /// <summary>How sets of the UEA and UCR archive are read.</summary>
    public UcrOptions Ucr { get; init; } = new();

    /// <summary>
    /// Whether the windows shall be learnt from or judged: then each has a label, two classes have windows, and every
    /// channel changes. False for windows that a model only predicts. Default true.
    /// </summary>
    public bool RequireLabels { get; init; } = true;

    /// <summary>The most bytes that one load may unpack and hold, at least 1. Default 4 GiB.</summary>
    public long MaximumBytes { get; init; } = 4L << 30;

    /// <summary>The rate that is asked for by <see cref="Windows"/> or <see cref="AdjustWindows"/>, for readers whose suggestion depends on it; null for the recordings' own.</summary>
    internal double? RequestedRateHz
    {
        get
        {
            WindowOptions windows = Windows ?? new WindowOptions();
            return (AdjustWindows?.Invoke(windows) ?? windows).SampleRateHz;
        }
    }
}
