using System.CommandLine;
using DiTMoS.Data;
using DiTMoS.Networks;
using DiTMoS.Streaming;

namespace DiTMoS.Tool.Arguments;

/// <summary>Which recordings, and which of their channels.</summary>
internal sealed class DataArguments
{
    private const int SyntheticSeed = 1;
    private const string SyntheticMark = "synthetic recordings";

    private readonly Option<string?> _data;
    private readonly ReadingArguments _reading = new();
    private readonly Option<string?> _channels = OptionOf.Text("--channels", "CHANNELS", "Channels to use, by index or name: 0-2 or acc_x,acc_y. Default: all, or those that the model names.");

    /// <summary>Options for a command.</summary>
    /// <param name="withoutData">What happens where no recordings are named.</param>
    /// <param name="what">What is read.</param>
    public DataArguments(string withoutData, string what = "Labelled windows") =>
        _data = OptionOf.Text("--data", "PATH", $"{what}: a file, folder or archive in a format that 'ditmos data list' shows; CSV, .npz and folders of .wav are among them. Default: {withoutData}.");

    public void AddTo(Command command)
    {
        command.Add(_data);
        command.Add(_channels);
        _reading.AddTo(command);
    }

    /// <summary>The file or folder that was named; null where there was none.</summary>
    public string? Path(ParseResult parsed) => parsed.GetValue(_data);

    /// <summary>Whether channels were named.</summary>
    public bool AreChannelsChosen(ParseResult parsed) => parsed.GetValue(_channels) is not null;

    /// <summary>The recordings to learn from: those named, or synthetic ones.</summary>
    /// <param name="parsed">What was typed.</param>
    /// <param name="say">Is told what the user should know.</param>
    /// <param name="requireLabels">Whether each window must have a class.</param>
    /// <param name="frontEnd">How a model's windows were made, where these are for a model; null for what the format suggests.</param>
    public WindowSet Load(ParseResult parsed, Action<string> say, bool requireLabels = true, FrontEnd? frontEnd = null)
    {
        if (parsed.GetValue(_data) is { } path)
        {
            return Recordings.Load(path, _reading.Resolve(parsed) with { FrontEnd = frontEnd, Channels = parsed.GetValue(_channels), RequireLabels = requireLabels });
        }

        WindowSet windows = SyntheticRecordings.Create(SyntheticSeed);
        say($"No --data: using the synthetic recordings that the command makes itself ({windows.Count} windows).");
        return parsed.GetValue(_channels) is { } channels ? windows.SelectChannels(channels) : windows;
    }

    /// <summary>The recordings for a model, with the channels that it reads: those named, or the synthetic ones that it was trained on.</summary>
    public WindowSet LoadFor(WindowModel model, ParseResult parsed, Action<string> say, bool requireLabels)
    {
        if (parsed.GetValue(_data) is null && !model.Record.Source.StartsWith(SyntheticMark, StringComparison.Ordinal))
        {
            throw new OptionException($"--data must name the recordings, as the model was trained on '{model.Record.Source}', which the command cannot make itself. Got none.");
        }

        return WithChannelsOf(model, Load(parsed, say, requireLabels, model.FrontEnd), AreChannelsChosen(parsed), say);
    }

    /// <summary>Samples of the recordings that were named, as a stream of the model brings them; null where none were named, or where they hold features already.</summary>
    public StreamSamples? SamplesFor(WindowModel model, ParseResult parsed, StreamingOptions options, int mostWindows) => parsed.GetValue(_data) is { } path
        ? Recordings.Read(path, _reading.Resolve(parsed), recordings => StreamSamples.Of(model, recordings, options, mostWindows))
        : null;

    /// <summary>The windows with the channels that the model reads, by name; by position only where one side has no names.</summary>
    public static WindowSet WithChannelsOf(WindowModel model, WindowSet windows, bool isChosen, Action<string> say)
    {
        if (model.ChannelNames.All(windows.ChannelNames.Contains))
        {
            return isChosen && windows.Channels == model.ChannelNames.Count ? windows : windows.WithChannels(model.ChannelNames);
        }

        bool isUnnamed = IsUnnamed(windows.ChannelNames) || IsUnnamed(model.ChannelNames);
        if (windows.Channels != model.ChannelNames.Count || !(isChosen || isUnnamed))
        {
            throw new OptionException(
                $"'{windows.Source}' must have the model's {model.ChannelNames.Count} channels {string.Join(", ", model.ChannelNames)}. "
                + $"Got {windows.Channels}: {string.Join(", ", windows.ChannelNames.Take(64))}. Name the channels to use in their stead: --channels.");
        }

        say($"Channels {string.Join(", ", windows.ChannelNames)} are read as the model's {string.Join(", ", model.ChannelNames)}.");
        return windows;
    }

    // Channels without names are called 0, 1, ...
    private static bool IsUnnamed(IReadOnlyList<string> names) => names.All(name => name.All(char.IsAsciiDigit));
}
