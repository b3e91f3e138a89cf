using System.CommandLine;
using System.Globalization;
using DiTMoS.Data;
using DiTMoS.Data.Features;
using DiTMoS.Data.Windowing;

namespace DiTMoS.Tool.Arguments;

/// <summary>How recordings are read: their format, how windows are cut, and what is computed from them.</summary>
internal sealed class ReadingArguments
{
    private readonly Option<string?> _format = OptionOf.Text("--format", "NAME", "Read the recordings as this format, whatever they look like. 'ditmos data list' shows the formats.");
    private readonly Option<string?> _set = OptionOf.Text("--set", "NAME", "Which set of a source that holds several, such as acc, adl or fall of UniMiB-SHAR.");
    private readonly Option<string?> _window = OptionOf.Text("--window", "N|Xs", "The length of a window in samples, or in seconds: 128 or 2.5s. Default: what suits the format; one window per recording where it says nothing.");
    private readonly Option<string?> _hop = OptionOf.Text("--hop", "N|Xs", "From the start of a window to the start of the next, in samples or in seconds. Default: what suits the format, else the window's length.");
    private readonly Option<double?> _rate = OptionOf.Number("--rate", "Resample to so many hertz first.", double.Epsilon);
    private readonly Option<LabelRule?> _labelRule = OptionOf.Choice(
        "--label-rule",
        "Which label under a window counts: that of most samples, of the last, of the one in the middle; or windows lie within one label's samples.",
        ("majority", LabelRule.Majority),
        ("last", LabelRule.Last),
        ("centre", LabelRule.Centre),
        ("within", LabelRule.Within));

    private readonly Option<double?> _majority = OptionOf.Number("--majority", "With --label-rule majority: the least share of a window's samples, over 0. Default: 0.5.", double.Epsilon, 1.0000001);
    private readonly Option<bool> _padShort = OptionOf.Switch("--pad-short", "Keep recordings shorter than a window, with zeros behind them.");
    private readonly Option<string[]> _features = OptionOf.Names("--features", $"What is computed from each window, in this order: none, {string.Join(", ", FeatureText.Kinds)}; parameters stand behind colons: mfcc:frameLength=400:hop=160. Default: what suits the format.");

    private readonly Option<string[]> _units = OptionOf.Names("--units", "Units to bring channels to, such as m/s^2,rad/s. Default: those of the recordings.");
    private readonly Option<string?> _axes = OptionOf.Text("--axes", "MAP", "How the axes of three-axis sensors are turned: x=-y,y=x,z=z takes x from the old y with the other sign.");

    private readonly Option<double?> _maximumBytes = OptionOf.Number("--maximum-bytes", "The most bytes that reading may unpack and hold, such as 16e9. Default: 4 GiB.", 1, long.MaxValue);

    private readonly FormatArguments _ofFormats = new();

    private Option[] All => [_format, _set, _window, _hop, _rate, _labelRule, _majority, _padShort, _features, _units, _axes, _maximumBytes];

    public void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Add(option);
        }

        _ofFormats.AddTo(command);
    }

    /// <summary>The options of a load; what was not given is left to the format.</summary>
    public RecordingOptions Resolve(ParseResult parsed)
    {
        var defaults = new RecordingOptions();
        return defaults with
        {
            Format = parsed.GetValue(_format),
            Set = parsed.GetValue(_set),
            AdjustWindows = AreCutsChosen(parsed) ? windows => Adjust(windows, parsed) : null,
            Features = FeaturesOf(parsed),
            Units = parsed.GetValue(_units) is { Length: > 0 } units ? units : null,
            Axes = parsed.GetValue(_axes),
            Csv = _ofFormats.Csv(parsed),
            Deap = _ofFormats.Deap(parsed),
            Ucr = _ofFormats.Ucr(parsed),
            MaximumBytes = parsed.GetValue(_maximumBytes) is { } bytes ? (long)bytes : defaults.MaximumBytes,
        };
    }

    /// <summary>Whether any option of windows, features, units or axes was given.</summary>
    public bool AreWindowsChosen(ParseResult parsed) => AreCutsChosen(parsed) || Array.Exists<Option>([_features, _units, _axes], option => IsGiven(parsed, option));

    private bool AreCutsChosen(ParseResult parsed) => Array.Exists<Option>([_window, _hop, _rate, _labelRule, _majority, _padShort], option => IsGiven(parsed, option));

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    private WindowOptions Adjust(WindowOptions windows, ParseResult parsed)
    {
        if (SpanOf(parsed, _window) is { } length)
        {
            // A hop that suits another length suits this one by chance only.
            windows = windows with { Length = length.Samples, Seconds = length.Seconds, Hop = null, HopSeconds = null };
        }

        if (SpanOf(parsed, _hop) is { } hop)
        {
            windows = windows with { Hop = hop.Samples, HopSeconds = hop.Seconds };
        }

        return windows with
        {
            SampleRateHz = parsed.GetValue(_rate) ?? windows.SampleRateHz,
            LabelRule = parsed.GetValue(_labelRule) ?? windows.LabelRule,
            MajorityThreshold = parsed.GetValue(_majority) ?? windows.MajorityThreshold,
            PadShort = parsed.GetValue(_padShort) || windows.PadShort,
        };
    }

    /// <summary>Samples, or seconds with an s behind them; null where the option was not given.</summary>
    public static (int? Samples, double? Seconds)? SpanOf(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return null;
        }

        string word = text.Trim();
        if (word.EndsWith('s') && double.TryParse(word[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds > 0)
        {
            return (null, seconds);
        }

        return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int samples) && samples > 0
            ? (samples, null)
            : throw new OptionException($"{option.Name} must be a number of samples, or of seconds with an s behind it: 128 or 2.5s. Got '{text}'.");
    }

    private List<FeatureStep>? FeaturesOf(ParseResult parsed)
    {
        if (parsed.GetValue(_features) is not { Length: > 0 } words)
        {
            return null;
        }

        return [.. words.Where(word => !word.Equals("none", StringComparison.OrdinalIgnoreCase)).Select(word => FeatureText.Parse(_features.Name, word))];
    }
}
