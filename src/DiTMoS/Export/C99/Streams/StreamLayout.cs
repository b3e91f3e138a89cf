using DiTMoS.Data.Features;
using DiTMoS.Data.Windowing;
using DiTMoS.Planning.Memory;
using DiTMoS.Streaming;

namespace DiTMoS.Export.C99.Streams;

/// <summary>A stream as its C code computes it: what is kept of samples and frames, and what the network's window is made of.</summary>
/// <remarks>
/// Rows are kept in a ring: the samples of a window, or where features are computed of frames, the frames. A frame is computed when its last sample is there, once for all windows
/// over it where they overlap by whole frames; where they overlap otherwise, a whole window of samples is kept. Pre-emphasis has nothing before a window's first sample: the frame that begins a
/// window is computed twice where an earlier window reads it too.
/// </remarks>
internal sealed class StreamLayout
{
    private StreamLayout(StreamPlan plan)
    {
        Plan = plan;
        FeatureShape shape = plan.Raw;
        IReadOnlyList<StreamChannel> channels = Stored(shape.Channels);
        foreach (FeatureStep step in plan.Steps)
        {
            if (FrameStage.Of(step, shape) is { } frames)
            {
                RequireFrames(step, channels);
                Frames = frames;
                FrameInputs = channels;
                channels = Stored(shape.Channels * frames.Values);
            }
            else
            {
                channels = Derive(step, shape, channels);
            }

            shape = step.Output(shape);
        }

        Rows = shape.Length;
        Values = Frames is null ? plan.Raw.Channels : FrameInputs.Count * Frames.Values;
        Channels = [.. plan.Picked.Select(c => channels[c])];
        Taps = plan.Decimation == 1 ? [] : Array.ConvertAll(Decimator.WeightsOf(plan.Decimation), weight => (float)weight);
    }

    /// <summary>The stream.</summary>
    public StreamPlan Plan { get; }

    /// <summary>What is computed of frames; null where there are none.</summary>
    public FrameStage? Frames { get; private set; }

    /// <summary>The channels that frames are cut from; none without frames.</summary>
    public IReadOnlyList<StreamChannel> FrameInputs { get; private set; } = [];

    /// <summary>Rows of a window.</summary>
    public int Rows { get; }

    /// <summary>Values that are kept of a row.</summary>
    public int Values { get; }

    /// <summary>The channels of the network's window.</summary>
    public IReadOnlyList<StreamChannel> Channels { get; }

    /// <summary>The weights of samples that arrive around one of a window; none where each is one.</summary>
    public IReadOnlyList<float> Taps { get; }

    /// <summary>Whether the window is the rows as they are kept.</summary>
    public bool IsPlain => Channels.Count == Values && Channels.Select((channel, c) => channel is StoredChannel stored && stored.Index == c).All(same => same);

    /// <summary>Whether channels are brought into another order or turned before anything else.</summary>
    public bool IsTurned => Plan.Turned.Select((source, c) => source != (c, 1)).Any(differs => differs);

    /// <summary>What is kept for frames.</summary>
    public FrameKeeping Keeping => Frames is null || Plan.Hop >= Plan.Window ? FrameKeeping.Restarted : Plan.Hop % Frames.Framing.Hop == 0 ? FrameKeeping.Shared : FrameKeeping.Whole;

    /// <summary>Frames from one that begins a window to the next.</summary>
    public int FramesPerHop => Keeping == FrameKeeping.Shared ? Plan.Hop / Frames!.Framing.Hop : Rows;

    /// <summary>Whether frames begin anew behind a window.</summary>
    public bool Restarts => Frames is not null && Keeping == FrameKeeping.Restarted;

    /// <summary>Whether samples lie between two windows, of which no frame is computed.</summary>
    public bool LeavesOut => Restarts && Plan.Hop > Plan.Window;

    /// <summary>Samples of a channel that are kept for frames.</summary>
    public int FrameSamples => Keeping == FrameKeeping.Whole ? Plan.Window : Frames!.Framing.Length;

    /// <summary>Whether the sample before a frame is kept.</summary>
    public bool KeepsBefore => Frames is { PreEmphasis: > 0 } && Keeping != FrameKeeping.Whole;

    /// <summary>Rows of frames that begin a window, kept beside those that lie inside one; 0 where there is no need.</summary>
    public int FirstRows => KeepsBefore && FramesPerHop < Rows ? ((Plan.Window - 1) / Plan.Hop) + 1 : 0;

    /// <summary>Samples that arrive until the first decision.</summary>
    public long FirstDecision => ((long)(Plan.Window - 1) * Plan.Decimation) + (Taps.Count / 2) + 1;

    /// <summary>Whether frames are computed on memory of the stream's own, as the arena is too small.</summary>
    public bool HasOwnWork(MemoryPlan memory) => Frames is not null && memory.ArenaBytes < sizeof(float) * Frames.WorkFloats;

    /// <summary>Bytes of the constant tables.</summary>
    public int TableBytes => (Frames?.TableBytes ?? 0) + (sizeof(float) * Taps.Count);

    /// <summary>What a stream keeps beside the network's context: name, floats or whole numbers of four bytes, and what they are.</summary>
    /// <param name="memory">The network's plan.</param>
    /// <param name="classes">Classes, K.</param>
    public IReadOnlyList<StreamMember> Members(MemoryPlan memory, int classes)
    {
        var members = new List<StreamMember>();
        if (Taps.Count > 0)
        {
            members.Add(new("fast", Plan.Raw.Channels * Taps.Count, "samples as they arrive, a ring"));
        }

        if (Frames is not null)
        {
            members.Add(new("frame", FrameInputs.Count * FrameSamples, Keeping == FrameKeeping.Whole ? "the samples of the window that is not complete yet" : "the frame that is not complete yet"));
            if (KeepsBefore)
            {
                members.Add(new("before", FrameInputs.Count, "the samples before it"));
            }

            if (HasOwnWork(memory))
            {
                members.Add(new("work", Frames.WorkFloats, "where a frame is computed"));
            }
        }

        members.Add(new("rows", Rows * Values, Frames is null ? "the samples of a window, a ring" : Keeping == FrameKeeping.Whole ? "the frames of a window" : "the frames of a window, a ring"));
        if (FirstRows > 0)
        {
            members.Add(new("first_rows", FirstRows * Values, "the frames that begin a window, a ring"));
        }

        members.Add(new("scores", classes, "of the last decision"));
        if (Plan.Options.Smoothing == SmoothingKind.Majority)
        {
            members.Add(new("votes", Plan.Options.SmoothingWindows, "classes of the last windows, a ring") { IsWhole = true });
        }

        return [.. members, .. Counters().Select(counter => new StreamMember(counter.Name, 1, counter.What) { IsWhole = true, IsCounter = true })];
    }

    /// <summary>Bytes of RAM beside the network's context, as the C code has them.</summary>
    public int RamBytes(MemoryPlan memory, int classes) => sizeof(float) * Members(memory, classes).Sum(member => member.Count);

    /// <summary>Works out a stream for C.</summary>
    /// <exception cref="OptionException">Its front end cannot be computed in C.</exception>
    public static StreamLayout Of(StreamPlan plan) => new(plan);

    private IEnumerable<(string Name, string What)> Counters()
    {
        if (Taps.Count > 0)
        {
            yield return ("fast_at", "where the next sample that arrives goes");
            yield return ("fast_count", "samples that arrived, up to the ring's length");
            yield return ("fast_wait", "samples to arrive until the next of a window");
        }

        if (Frames is not null)
        {
            yield return ("filled", "samples in `frame`; below 0: samples to leave out");
        }

        if (Keeping != FrameKeeping.Whole)
        {
            yield return ("row_at", "where the next row goes, which is the oldest");
        }

        if (FirstRows > 0)
        {
            yield return ("first_row_at", "where the next frame that begins a window goes");
            yield return ("oldest_first_row", "the one of the next window");
            yield return ("frames_to_first", "frames until one begins a window");
        }
        else if (KeepsBefore)
        {
            yield return ("frames_to_first", "frames until one begins a window");
        }

        yield return ("to_go", "samples until the next window is complete");
        if (Plan.Options.Smoothing != SmoothingKind.None)
        {
            yield return ("windows", "windows that had an answer, as far as they count");
        }

        if (Plan.Options.Smoothing == SmoothingKind.Majority)
        {
            yield return ("vote_at", "where the next vote goes");
        }

        if (Plan.Options.SwitchMargin > 0)
        {
            yield return ("accepted", "the class that was accepted last, -1 for none");
        }

        if (Plan.Refractory > 0)
        {
            yield return ("quiet", "samples until a window may be accepted again");
        }

        yield return ("start", "the first sample of the next window");
    }

    private static StoredChannel[] Stored(int count) => [.. Enumerable.Range(0, count).Select(c => new StoredChannel(c))];

    private static IReadOnlyList<StreamChannel> Derive(FeatureStep step, FeatureShape shape, IReadOnlyList<StreamChannel> channels)
    {
        switch (step)
        {
            case MagnitudeStep magnitude:
                (int[] kept, int[][] members) = magnitude.PartsOf(shape);
                return [.. kept.Select(c => channels[c]), .. members.Select(parts => new MagnitudeChannel([.. parts.Select(c => channels[c])]))];
            case JerkStep jerk:
                return [.. channels, .. jerk.ChannelsOf(shape).Select(c => new JerkChannel(channels[c], shape.SampleRateHz!.Value))];
            default:
                throw new OptionException($"{OptionName.Of("FrontEnd")} in C: feature steps must be mfcc, log-mel, band-power, magnitude or jerk. Got {step.GetType().Name}. Deploy without a front end.");
        }
    }

    private void RequireFrames(FeatureStep step, IReadOnlyList<StreamChannel> channels)
    {
        if (Frames is not null || !channels.All(channel => channel.IsPointwise))
        {
            throw new OptionException($"{OptionName.Of("FrontEnd")} in C: before {step.GetType().Name} there must be no step that looks at several samples. Got {string.Join(", ", Plan.Steps.TakeWhile(other => other != step).Select(other => other.GetType().Name))}. Put it behind, or deploy without a front end.");
        }
    }
}
