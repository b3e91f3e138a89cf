using DiTMoS.Data;
using DiTMoS.Data.Windowing;
using DiTMoS.Networks;

namespace DiTMoS.Streaming;

/// <summary>Samples of recordings as a stream of a model would bring them, to try or to verify one with.</summary>
public sealed class StreamSamples
{
    private const int MostPieces = 32;                  // of a stream, half of which are kept at least where there are so many recordings
    private const double SameRate = 0.005;

    private StreamSamples(float[] values, int channels, string source)
    {
        Values = values;
        Channels = channels;
        Source = source;
    }

    /// <summary>The samples one after another, shape (T, C): what <see cref="StreamingClassifier.Push(ReadOnlySpan{float}, Span{StreamingDecision})"/> takes.</summary>
    public ReadOnlyMemory<float> Values { get; }

    /// <summary>Values of a sample, C.</summary>
    public int Channels { get; }

    /// <summary>Samples, T.</summary>
    public int Count => Values.Length / Channels;

    /// <summary>Where they come from, as shown to people.</summary>
    public string Source { get; }

    /// <summary>Takes the beginnings of recordings that are evenly spread over all, and lays them end to end: in the channels, the units and at the rate at which the stream's samples arrive.</summary>
    /// <param name="model">The model.</param>
    /// <param name="recordings">The recordings; all are read once.</param>
    /// <param name="options">The stream; null for the defaults.</param>
    /// <param name="mostWindows">The most samples, as a number of windows, at least 1. Default 16.</param>
    /// <returns>The samples; null where the source holds features already, or is shorter than a window.</returns>
    /// <exception cref="OptionException">An option is out of range or does not fit the model, or a channel is missing.</exception>
    /// <exception cref="RecordingException">The recordings break a rule of their format.</exception>
    public static StreamSamples? Of(WindowModel model, RecordingSet recordings, StreamingOptions? options = null, int mostWindows = 16)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(recordings);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostWindows, 1);
        StreamPlan plan = StreamPlan.Of(model, options ?? new StreamingOptions());
        if (recordings.Windows is not null && !ChannelMapping.CanFind(recordings.ChannelNames, plan.RawChannels))
        {
            return null;
        }

        var arriving = new FrontEnd { ChannelNames = plan.RawChannels, ChannelUnits = plan.RawUnits };
        ChannelMapping mapping = ChannelMapping.Create(recordings, units: null, arriving);
        long most = (long)mostWindows * plan.Window * plan.Decimation;
        int longest = (int)Math.Min(int.MaxValue, most);
        var pieces = new List<float[]>();
        int every = 1;
        int number = 0;
        foreach (Recording recording in recordings.Recordings)
        {
            if (number++ % every != 0)
            {
                continue;
            }

            pieces.Add(Piece(AtRate(recording, plan.ArrivalRateHz), mapping, longest));
            if (pieces.Count > MostPieces)              // then only every second, and of what follows every second too
            {
                pieces = [.. pieces.Where((_, i) => i % 2 == 0)];
                every *= 2;
            }
        }

        int channels = plan.Raw.Channels;
        int count = Math.Min(pieces.Count, MostPieces / 2);
        int each = count == 0 ? 0 : channels * (longest / count);
        float[] values = [.. Enumerable.Range(0, count).SelectMany(i => pieces[i * pieces.Count / count].Take(each))];
        return values.Length < (long)plan.Window * plan.Decimation * channels ? null : new StreamSamples(values, channels, recordings.Source);
    }

    /// <summary>Windows end to end.</summary>
    internal static StreamSamples Of(WindowSet windows)
    {
        var values = new float[windows.Samples.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (int t, int c) = Math.DivRem(i, windows.Channels);
            (int n, int at) = Math.DivRem(t, windows.Length);
            values[i] = windows.Samples[(((n * windows.Channels) + c) * windows.Length) + at];
        }

        return new StreamSamples(values, windows.Channels, windows.Source);
    }

    /// <summary>The samples as one window, to be stored.</summary>
    /// <param name="plan">The stream.</param>
    internal WindowSet ToWindow(StreamPlan plan)
    {
        var samples = new float[Values.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = Values.Span[(i % Count * Channels) + (i / Count)];
        }

        return new WindowSet { Samples = samples, Channels = Channels, Length = Count, Labels = [-1], ClassNames = [], ChannelNames = plan.RawChannels, SampleRateHz = plan.ArrivalRateHz, Source = Source };
    }

    private static Recording AtRate(Recording recording, double? rateHz) =>
        recording.SampleRateHz is { } from && rateHz is { } to && Math.Abs(from - to) > SameRate * to
            ? new Resampler(from, to).Resample(recording, to, new RecordingOptions().MaximumBytes)
            : recording;

    /// <summary>The first finite samples, (t, C).</summary>
    private static float[] Piece(Recording recording, ChannelMapping mapping, int most)
    {
        float[][] samples = mapping.Apply(recording.Samples);
        int length = Math.Min(most, recording.Length);
        return [.. Enumerable.Range(0, length).TakeWhile(t => samples.All(channel => float.IsFinite(channel[t]))).SelectMany(t => samples.Select(channel => channel[t]))];
    }
}
