using System.CommandLine;
using System.Globalization;
using DiTMoS.Streaming;

namespace DiTMoS.Tool.Arguments;

/// <summary>Whether C code takes samples, and how it decides on them.</summary>
internal sealed class StreamArguments
{
    private readonly Option<bool> _frontEnd = OptionOf.Switch("--front-end", "Write C that takes samples, too: windows, the features that the model was trained on, and decisions. --target c99 or all.");
    private readonly Option<string?> _hop = OptionOf.Text("--stream-hop", "N|Xs", "With --front-end: from the start of a window to the start of the next, in samples or in seconds: 64 or 0.5s. Default: as the model's windows were cut.");
    private readonly Option<double?> _rate = OptionOf.Number("--stream-rate", "With --front-end: the hertz at which samples arrive, those of the model's windows or a whole multiple. Default: those of the windows.", double.Epsilon);
    private readonly Option<string?> _smoothing = OptionOf.Text("--smoothing", "none|majority:K|average:X", "With --front-end: the class of most of the last K windows, or of the probabilities averaged with a weight of X for the newest window. Default: none.");
    private readonly Option<double?> _margin = OptionOf.Number("--switch-margin", "With --front-end: by how much the score of another class must win over the one accepted last, at most 1. Default: 0.", 0, 1.0000001);
    private readonly Option<double?> _reject = OptionOf.Number("--reject-below", "With --front-end: the least score that is accepted, at most 1. Default: 0.", 0, 1.0000001);
    private readonly Option<string?> _refractory = OptionOf.Text("--refractory", "N|Xs", "With --front-end: how long nothing is accepted behind the start of an accepted window, in samples or in seconds. Default: 0.");

    private Option[] Choices => [_hop, _rate, _smoothing, _margin, _reject, _refractory];

    public void AddTo(Command command)
    {
        command.Add(_frontEnd);
        foreach (Option option in Choices)
        {
            command.Add(option);
        }
    }

    /// <summary>The stream that was asked for; null for none.</summary>
    public StreamingOptions? Options(ParseResult parsed)
    {
        if (!parsed.GetValue(_frontEnd))
        {
            Option? given = Array.Find(Choices, option => parsed.GetResult(option) is { Implicit: false });
            return given is null ? null : throw new OptionException($"{given.Name} needs --front-end, as only a stream has it. Got it alone. Give both, or none.");
        }

        var defaults = new StreamingOptions();
        (int? hop, double? hopSeconds) = ReadingArguments.SpanOf(parsed, _hop) ?? (null, null);
        (int? refractory, double? refractorySeconds) = ReadingArguments.SpanOf(parsed, _refractory) ?? (null, null);
        return WithSmoothing(parsed.GetValue(_smoothing), new StreamingOptions
        {
            Hop = hop,
            HopSeconds = hopSeconds,
            SampleRateHz = parsed.GetValue(_rate),
            SwitchMargin = (float?)parsed.GetValue(_margin) ?? defaults.SwitchMargin,
            RejectBelow = (float?)parsed.GetValue(_reject) ?? defaults.RejectBelow,
            Refractory = refractory,
            RefractorySeconds = refractorySeconds,
        });
    }

    private StreamingOptions WithSmoothing(string? text, StreamingOptions options) => text?.Trim().Split(':') switch
    {
        null or ["none"] => options,
        ["majority"] => options with { Smoothing = SmoothingKind.Majority },
        ["majority", var windows] when int.TryParse(windows, NumberStyles.None, CultureInfo.InvariantCulture, out int k) && k is >= 1 and <= StreamingOptions.MostSmoothingWindows =>
            options with { Smoothing = SmoothingKind.Majority, SmoothingWindows = k },
        ["average"] => options with { Smoothing = SmoothingKind.Average },
        ["average", var weight] when float.TryParse(weight, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out float w) && w is > 0 and <= 1 =>
            options with { Smoothing = SmoothingKind.Average, SmoothingWeight = w },
        _ => throw new OptionException($"{_smoothing.Name} must be none, majority:K with 1 to {StreamingOptions.MostSmoothingWindows} windows, or average:X with a weight over 0 and at most 1. Got '{text}'."),
    };
}
